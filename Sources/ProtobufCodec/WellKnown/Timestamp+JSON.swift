extension Timestamp: JSONFormed {
  /// Writes `2026-11-21T10:15:00.250Z`; a moment that RFC 3339 cannot say is written as an object.
  public func writeJSON(to writer: inout JSONWriter) {
    guard let text = rfc3339 else { return writer.object(self) }
    writer.quoted(text)
  }

  /// Reads RFC 3339 with any offset, or the object that ``writeJSON(to:)`` may have written.
  public mutating func readJSON(from reader: inout JSONReader) throws(DecodingFailure) {
    guard try reader.isText() else { return try reader.object(&self) }
    guard let moment = Timestamp(rfc3339: try reader.text()) else {
      throw DecodingFailure(
        .invalidValue, message: "must be a time such as 2026-11-21T10:15:00Z, year 0001 to 9999")
    }
    self = moment
  }

  /// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
  private static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// The moment by RFC 3339 in UTC, with no, 3, 6 or 9 digits of the second's fraction; nil outside
  /// the years 1 to 9999.
  public var rfc3339: String? {
    guard Timestamp.range.contains(seconds), nanos >= 0, nanos < 1_000_000_000 else { return nil }
    let (days, second) = seconds.quotientAndRemainder(dividingFloor: 86_400)
    let (year, month, day) = civil(days: Int(days))
    let (hour, minute) = (Int(second) / 3600, Int(second) / 60 % 60)
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T" + padded(hour, 2)
      + ":" + padded(minute, 2) + ":" + padded(Int(second) % 60, 2) + fraction(Int(nanos)) + "Z"
  }

  /// Reads RFC 3339 with any offset; nil if it is none, or outside the years 1 to 9999.
  public init?(rfc3339 text: String) {
    self.init(rfc3339: Array(text.utf8))
  }

  init?(rfc3339 text: [UInt8]) {
    var scanner = DigitScanner(text)
    guard let year = scanner.number(4), scanner.take("-"), let month = scanner.number(2),
      scanner.take("-"), let day = scanner.number(2), scanner.take("T") || scanner.take("t"),
      let hour = scanner.number(2), scanner.take(":"), let minute = scanner.number(2),
      scanner.take(":"), let second = scanner.number(2), let nanos = scanner.fraction(),
      let offset = scanner.offset(), scanner.isAtEnd,
      year >= 1, (1...12).contains(month), day >= 1, day <= daysInMonth(year, month),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let days = dayNumber(year, month, day)
    let seconds = Int64(days * 86_400 + hour * 3600 + minute * 60 + second - offset)
    guard Timestamp.range.contains(seconds) else { return nil }
    self.init(seconds: seconds, nanos: Int32(nanos))
  }
}

extension DigitScanner {
  /// Reads `Z` or `+09:00` as seconds east of UTC.
  fileprivate mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let isWest = take("-")
    guard isWest || take("+"), let hours = number(2), hours < 24, take(":"),
      let minutes = number(2), minutes < 60
    else { return nil }
    let east = hours * 3600 + minutes * 60
    return isWest ? -east : east
  }
}

// The proleptic Gregorian calendar, counted in days from 1970-01-01 by eras of 400 years that begin
// in March, so that the leap day is a year's last.

private func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
  let shifted = month > 2 ? year : year - 1
  let (era, yearOfEra) = shifted.quotientAndRemainder(dividingFloor: 400)
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

private func civil(days: Int) -> (year: Int, month: Int, day: Int) {
  let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(dividingFloor: 146_097)
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
  let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

private func daysInMonth(_ year: Int, _ month: Int) -> Int {
  switch month {
  case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  case 4, 6, 9, 11: 30
  default: 31
  }
}

extension BinaryInteger {
  /// Division whose remainder is never negative.
  fileprivate func quotientAndRemainder(dividingFloor divisor: Self) -> (Self, Self) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
