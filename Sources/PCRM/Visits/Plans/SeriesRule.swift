import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec

/// When a series' rule says that its visits are, before holidays and what is free come in.
struct SeriesRule {
  /// Times that a rule may have on one day: more are a mistake.
  private static let timesADayMax = 8
  /// How long before today a series may begin, in days: its rule is walked from there.
  static let daysBack = 3660
  static let daysAhead = 1830

  let times: RecurrenceSet
  /// Without a rule the start itself is an occurrence.
  private let end: Int64

  /// Reads rule and times, or says what is wrong with them.
  ///
  /// - Parameter today: nil for a start that was checked when it was stored.
  init(_ series: VisitSeries, today: Int?, _ field: String) throws(Status) {
    let start = try LocalTime(series.start, "\(field).start")
    if let today, start.day < today - Self.daysBack || start.day > today + Self.daysAhead {
      throw .malformed(
        "\(field).start", "at most \(Self.daysBack) days ago and \(Self.daysAhead) days ahead")
    }
    let rules = series.rule.isEmpty ? [] : [try Self.rule(series.rule, "\(field).rule")]
    var added = try Self.times(series.addedTimes, "\(field).added_times")
    if rules.isEmpty { added.insert(start) }
    times = RecurrenceSet(
      start: start, rules: rules, added: added,
      removed: try Self.times(series.removedTimes, "\(field).removed_times"))
    end = series.endTime?.microseconds ?? .max
  }

  /// Reads a rule that visits can follow.
  static func rule(_ text: String, _ field: String) throws(Status) -> RecurrenceRule {
    let rule: RecurrenceRule
    do throws(RecurrenceFailure) {
      rule = try RecurrenceRule(text)
    } catch {
      throw .ruleInvalid(field, error.description)
    }
    if rule.frequency.rawValue < RecurrenceRule.Frequency.daily.rawValue {
      throw .ruleInvalid(field, "FREQ: expected DAILY, WEEKLY, MONTHLY or YEARLY")
    }
    if !rule.seconds.isEmpty { throw .ruleInvalid(field, "BYSECOND: visits begin at full minutes") }
    if max(1, Set(rule.hours).count) * max(1, Set(rule.minutes).count) > timesADayMax {
      throw .ruleInvalid(field, "BYHOUR: at most \(timesADayMax) times a day")
    }
    return rule
  }

  private static func times(
    _ texts: [String], _ field: String
  ) throws(Status) -> Set<LocalTime> {
    var times: Set<LocalTime> = []
    for (index, text) in texts.enumerated() {
      times.insert(try LocalTime(text, "\(field)[\(index)]"))
    }
    return times
  }

  /// The occurrences from an instant on, before another, as instants.
  func occurrences(from: Int64, before: Int64, _ days: LocalDays, most: Int) -> [Int64] {
    let last = min(before, end)
    var found: [Int64] = []
    for time in times.occurrences(offset: { Self.offset(of: $0, days) }) {
      let at = days.instant(of: time)
      if at >= last || found.count == most { break }
      if at >= from { found.append(at) }
    }
    return found
  }

  /// How many occurrences come before an instant.
  func count(before: Int64, _ days: LocalDays) -> Int {
    var count = 0
    for time in times.occurrences(offset: { Self.offset(of: $0, days) }) {
      if days.instant(of: time) >= min(before, end) { break }
      count += 1
    }
    return count
  }

  private static func offset(of time: LocalTime, _ days: LocalDays) -> Int {
    time.seconds - Int(days.instant(of: time) / 1_000_000)
  }
}

extension LocalDays {
  func instant(of time: LocalTime) -> Int64 { instant(day: time.day, minute: time.second / 60) }

  /// What the clock shows at an instant, to the minute.
  func localTime(at instant: Int64) -> LocalTime {
    LocalTime(day: day(of: instant), second: minute(of: instant) * 60)
  }
}

extension LocalTime {
  /// Reads "20261201T100000".
  init(_ text: String, _ field: String) throws(Status) {
    let malformed = Status.malformed(
      field, "a local time at a full minute such as 20261201T100000")
    let halves = text.split(separator: "T", omittingEmptySubsequences: false)
    guard halves.count == 2, halves[0].utf8.count == 8, halves[1].utf8.count == 6,
      text.utf8.allSatisfy({ $0 == UInt8(ascii: "T") || (48...57).contains($0) }),
      let number = Int64(halves[0]), let clock = Int(halves[1])
    else { throw malformed }
    let date = CivilDate(number: number)
    try date.checkDay(field)
    guard clock / 10_000 < 24, clock / 100 % 100 < 60, clock % 100 == 0 else { throw malformed }
    self.init(
      day: date.daysSince1970, second: clock / 10_000 * 3600 + clock / 100 % 100 * 60)
  }

  /// The time as RFC 5545 writes it.
  var text: String {
    let clock = second / 3600 * 10_000 + second / 60 % 60 * 100 + second % 60
    return "\(date.number)T" + String(1_000_000 + clock).dropFirst()
  }
}

extension Status {
  static func ruleInvalid(_ field: String, _ problem: String) -> Status {
    .invalid(field, problem, reason: "RULE_INVALID")
  }
}

extension Timestamp {
  /// The instant, refused where no series can have an occurrence: a rule is walked from its start on.
  func seriesInstant(_ field: String, now: Timestamp) throws(Status) -> Int64 {
    let reach: Int64 = 20 * 366 * 86_400_000_000
    let at = microseconds
    guard at >= now.microseconds - reach, at <= now.microseconds + reach else {
      throw .malformed(field, "within 20 years of now")
    }
    return at
  }
}
