import PCRMCore
import PCRMModel
import ProtobufCodec

/// Days and times as ODK writes them: "2026-05-04", "09:30:00.000+09:00", and both with a "T" between.
enum DateText {
  /// A time of day in some zone.
  struct TimeOfDay {
    var milliseconds: Int64
    /// Seconds east of Greenwich, when the text says.
    var offset: Int64?
  }

  /// The text of a day.
  static func text(_ day: CivilDate) -> String {
    "\(padded(Int64(day.year), 4))-\(padded(Int64(day.month), 2))-\(padded(Int64(day.day), 2))"
  }

  /// The text of an instant in a zone.
  static func text(_ time: Timestamp, offset: Int64) -> String {
    let day = CivilDate(time, offset: offset)
    let milliseconds = floorModulo(time.microseconds / 1000 + offset * 1000, 86_400_000)
    return "\(text(day))T\(text(milliseconds: milliseconds))\(zone(offset))"
  }

  static func text(milliseconds: Int64) -> String {
    let seconds = milliseconds / 1000
    return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":"
      + padded(seconds % 60, 2) + "." + padded(milliseconds % 1000, 3)
  }

  static func zone(_ offset: Int64) -> String {
    let minutes = abs(offset) / 60
    return (offset < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
  }

  static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  static func floorModulo(_ a: Int64, _ b: Int64) -> Int64 {
    let remainder = a % b
    return remainder < 0 ? remainder + b : remainder
  }

  /// The day that a text begins with, when it is a day alone or a day and a time.
  static func day(_ text: String) -> CivilDate? {
    let bytes = Array(text.utf8.prefix(11))
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      bytes.count == 10 || bytes[10] == UInt8(ascii: "T"),
      let year = digits(bytes[0..<4]), let month = digits(bytes[5..<7]),
      let number = digits(bytes[8..<10]), (1...9999).contains(year), (1...12).contains(month)
    else { return nil }
    let most = Int64(CivilDate.days(in: Int32(month), of: Int32(year)))
    guard (1...most).contains(number) else { return nil }
    return CivilDate(Int32(year), Int32(month), Int32(number))
  }

  /// The time of day in "09:30", "09:30:00", "09:30:00.000" with or without a zone.
  static func time(_ text: some StringProtocol) -> TimeOfDay? {
    var bytes = Array(text.utf8)
    var offset: Int64?
    if bytes.last == UInt8(ascii: "Z") {
      offset = 0
      bytes.removeLast()
    } else if let sign = bytes.lastIndex(where: { $0 == 0x2B || $0 == 0x2D }) {
      let zone = bytes[(sign + 1)...].filter { $0 != 0x3A }
      guard zone.count == 2 || zone.count == 4, let hours = digits(zone[0..<2]),
        let minutes = zone.count == 4 ? digits(zone[2..<4]) : 0, hours <= 14, minutes < 60
      else { return nil }
      offset = (hours * 3600 + minutes * 60) * (bytes[sign] == 0x2D ? -1 : 1)
      bytes.removeSubrange(sign...)
    }
    guard bytes.count >= 5, bytes[2] == 0x3A, let hours = digits(bytes[0..<2]),
      let minutes = digits(bytes[3..<5]), hours < 24, minutes < 60
    else { return nil }
    var milliseconds = (hours * 3600 + minutes * 60) * 1000
    if bytes.count > 5 {
      guard bytes.count >= 8, bytes[5] == 0x3A, let seconds = digits(bytes[6..<8]), seconds < 60
      else { return nil }
      milliseconds += seconds * 1000
      if bytes.count > 8 {
        let fraction = bytes[9...]
        guard bytes[8] == UInt8(ascii: "."), (1...9).contains(fraction.count),
          var value = digits(fraction)
        else { return nil }
        for _ in 0..<max(0, 3 - fraction.count) { value *= 10 }
        for _ in 0..<max(0, fraction.count - 3) { value /= 10 }
        milliseconds += value
      }
    }
    return TimeOfDay(milliseconds: milliseconds, offset: offset)
  }

  /// A text as days since 1970-01-01: whole for a day, with the time of day, in its own zone, for a day and time,
  /// and below one for a time alone.
  static func days(_ text: String) -> Double? {
    if let day = day(text) {
      let whole = Double(day.daysSince1970)
      if text.utf8.count == 10 { return whole }
      guard let time = time(text.dropFirst(11)) else { return nil }
      return whole + Double(time.milliseconds) / 86_400_000
    }
    return time(text).map { Double($0.milliseconds) / 86_400_000 }
  }

  /// The day of a number of days; nil outside of the years 1 to 9999.
  static func day(days: Double) -> CivilDate? {
    guard days >= -719_162, days < 2_932_897 else { return nil }
    return CivilDate(daysSince1970: Int(days.rounded(.down)))
  }

  private static func digits(_ bytes: some Collection<UInt8>) -> Int64? {
    var value: Int64 = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    return bytes.isEmpty ? nil : value
  }
}
