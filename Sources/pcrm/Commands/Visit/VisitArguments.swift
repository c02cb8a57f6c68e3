import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// A day near today on the command line: `today`, `tomorrow`, `+3`, `-1`, or a date.
struct NearDayArgument: ExpressibleByArgument, Equatable {
  var day: CivilDate

  init?(argument: String) { self.init(argument, today: Today.inKorea) }

  init?(_ text: String, today: CivilDate) {
    switch text {
    case "today", "오늘": day = today
    case "tomorrow", "내일": day = today.adding(days: 1)
    case "yesterday", "어제": day = today.adding(days: -1)
    default:
      if let sign = text.first, sign == "+" || sign == "-", let days = Int(text), abs(days) <= 3660
      {
        day = today.adding(days: days)
      } else if let date = DateText.parse(text), date.year > 0, date.month > 0, date.day > 0 {
        day = date
      } else {
        return nil
      }
    }
  }

  init(_ day: CivilDate) { self.day = day }

  static var today: NearDayArgument { NearDayArgument(Today.inKorea) }

  /// What help shows a default as.
  var defaultValueDescription: String {
    self == .today ? "today" : CustomerColumns.date(day)
  }
}

/// A moment on the command line as clocks in Korea show it: `14:30` (today), `tomorrow 14:30`,
/// `2026-12-01 14:30`, or RFC 3339 with a zone.
struct MomentArgument: ExpressibleByArgument, Equatable {
  var time: Timestamp

  init?(argument: String) { self.init(argument, today: Today.inKorea) }

  init?(_ text: String, today: CivilDate) {
    if let moment = TimestampText.parse(text) {
      time = moment
      return
    }
    let parts = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }.map(String.init)
    guard let clock = parts.last, let minute = Self.minute(clock) else { return nil }
    var day = today
    if parts.count == 2 {
      guard let named = NearDayArgument(parts[0], today: today) else { return nil }
      day = named.day
    }
    time = day.moment(minute: minute)
  }

  /// Minutes after midnight of `14:30`; nil if it is no time of a day.
  static func minute(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1440
    else { return nil }
    return hour * 60 + minute
  }
}

/// Two times of a day on the command line, `14:00-16:30`.
struct SpanArgument: ExpressibleByArgument, Equatable {
  var from: Int
  var to: Int

  init?(argument: String) {
    let sides = argument.split(separator: "-", omittingEmptySubsequences: false)
    guard sides.count == 2, let from = MomentArgument.minute(String(sides[0])),
      let to = MomentArgument.minute(String(sides[1])), from < to
    else { return nil }
    self.from = from
    self.to = to
  }

  /// The window on a day in Korea.
  func window(on day: CivilDate) -> TimeWindow {
    var window = TimeWindow()
    window.from = day.moment(minute: from)
    window.to = day.moment(minute: to)
    return window
  }
}

/// A place on the command line in degrees, `37.5665,126.9780`.
struct PlaceArgument: ExpressibleByArgument, Equatable {
  var coordinates: Coordinates

  init?(argument: String) {
    let sides = argument.split(separator: ",", omittingEmptySubsequences: false)
    guard sides.count == 2, let latitude = Double(sides[0].filter { $0 != " " }),
      let longitude = Double(sides[1].filter { $0 != " " }), abs(latitude) <= 90,
      abs(longitude) <= 180
    else { return nil }
    coordinates = Coordinates(
      latitudeE7: Int32((latitude * 1e7).rounded()), longitudeE7: Int32((longitude * 1e7).rounded())
    )
  }
}

extension CivilDate {
  func adding(days: Int) -> CivilDate { CivilDate(daysSince1970: daysSince1970 + days) }

  /// When clocks in Korea show so many minutes after midnight of this day.
  func moment(minute: Int) -> Timestamp {
    Timestamp(seconds: Int64(daysSince1970) * 86_400 + Int64(minute) * 60 - 9 * 3600, nanos: 0)
  }

  /// The Monday on or before it.
  var monday: CivilDate { adding(days: -weekdayFromMonday) }

  /// 0 on Mondays … 6 on Sundays.
  var weekdayFromMonday: Int {
    // 1 January 1970 was a Thursday.
    ((daysSince1970 + 3) % 7 + 7) % 7
  }
}

extension Timestamp {
  /// The day that it is in Korea.
  var dayInKorea: CivilDate { CivilDate(self, offset: 9 * 3600) }

  /// Minutes after midnight in Korea.
  var minuteInKorea: Int {
    Int(((seconds + 9 * 3600) % 86_400 + 86_400) % 86_400 / 60)
  }

  /// `14:30`, as clocks in Korea show it.
  var clock: String { ClockText.clock(minuteInKorea) }
}

/// Times of a day, and lengths, as people read them.
enum ClockText {
  /// `09:05` for 545.
  static func clock(_ minute: Int) -> String {
    "\(two(minute / 60)):\(two(minute % 60))"
  }

  /// `1 h 30 min`, `45 min`.
  static func length(_ minutes: Int) -> String {
    if minutes < 60 { return "\(minutes) min" }
    return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
  }

  /// `3.4 km`, `400 m`.
  static func distance(_ metres: Int32) -> String {
    metres < 1000 ? "\(metres) m" : "\(metres / 1000).\(metres % 1000 / 100) km"
  }

  /// The beginning and end of a window, `14:00-16:30`; empty without one.
  static func window(_ window: TimeWindow?) -> String {
    guard let from = window?.from, let to = window?.to else { return "" }
    return "\(from.clock)-\(to.clock)"
  }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
