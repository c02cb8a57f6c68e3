import PCRMModel

/// Holidays as files bring them: iCalendar with whole days, or CSV with a date and a name.
public enum HolidayFile {
  /// What is wrong, and in which line, counted from 1.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    public let line: Int
    public let message: String
    public var description: String { "line \(line): \(message)" }
  }

  /// Holidays that a file may have.
  static let rowsMax = 10_000

  /// Reads either form; which one it is shows in the first line.
  public static func read(_ bytes: [UInt8]) throws(Failure) -> [Holiday] {
    // Files for spreadsheets begin with a byte order mark.
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    return bytes.starts(with: Array("BEGIN:VCALENDAR".utf8))
      ? try calendar(bytes) : try table(bytes)
  }

  // MARK: iCalendar

  private static func calendar(_ bytes: [UInt8]) throws(Failure) -> [Holiday] {
    var holidays: [Holiday] = []
    var event: (line: Int, day: Int?, last: Int?, name: String)?
    for (number, line) in ICalendarText.unfolded(bytes) {
      let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2 else { throw Failure(line: number, message: "expected NAME:VALUE") }
      let name = halves[0].prefix { $0 != ";" }.uppercased()
      switch name {
      case "BEGIN" where halves[1].uppercased() == "VEVENT": event = (number, nil, nil, "")
      case "DTSTART" where event != nil: event?.day = try day(halves[1], number)
      // The day on which it is over.
      case "DTEND" where event != nil: event?.last = try day(halves[1], number) - 1
      case "SUMMARY" where event != nil: event?.name = ICalendarText.unescaped(halves[1])
      case "RRULE" where event != nil:
        throw Failure(line: number, message: "a holiday that repeats: write each year's day")
      case "END" where halves[1].uppercased() == "VEVENT":
        guard let done = event else { continue }
        guard let first = done.day, !done.name.isEmpty else {
          throw Failure(line: done.line, message: "the event needs DTSTART and SUMMARY")
        }
        guard (first...first + 31).contains(done.last ?? first) else {
          throw Failure(
            line: done.line, message: "the event ends before it begins, or lasts a month")
        }
        for day in first...(done.last ?? first) {
          holidays.append(Holiday(day: day, name: done.name))
        }
        event = nil
      default: break
      }
      try check(holidays.count, number)
    }
    if let event { throw Failure(line: event.line, message: "the event has no end") }
    return holidays
  }

  /// "20260131"; a time of day is no whole day.
  private static func day(_ text: some StringProtocol, _ line: Int) throws(Failure) -> Int {
    guard text.count == 8, text.allSatisfy(\.isASCII), let number = Int64(text),
      let day = civilDay(number)
    else { throw Failure(line: line, message: "expected a whole day such as 20260131") }
    return day
  }

  // MARK: CSV

  private static func table(_ bytes: [UInt8]) throws(Failure) -> [Holiday] {
    var holidays: [Holiday] = []
    // LF alone ends a row; a name may hold any other kind of line end.
    for (index, row) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let line = String(decoding: row.last == 13 ? row.dropLast() : row, as: UTF8.self)
      if line.allSatisfy(\.isWhitespace) { continue }
      let halves = line.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
      let digits = halves[0].filter { $0 != "-" }
      guard halves.count == 2, let number = Int64(digits), digits.count == 8,
        let day = civilDay(number)
      else {
        // The first row may be the columns' names.
        if index == 0, halves.count == 2 { continue }
        throw Failure(line: index + 1, message: "expected a day and a name: 2026-01-31,…")
      }
      let name = unquoted(halves[1])
      if name.isEmpty { throw Failure(line: index + 1, message: "the holiday has no name") }
      holidays.append(Holiday(day: day, name: name))
      try check(holidays.count, index + 1)
    }
    return holidays
  }

  private static func unquoted(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { return String(text) }
    return String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
  }

  private static func civilDay(_ number: Int64) -> Int? {
    let date = CivilDate(number: number)
    guard (try? date.checkDay("day")) != nil else { return nil }
    return date.daysSince1970
  }

  private static func check(_ count: Int, _ line: Int) throws(Failure) {
    if count > rowsMax { throw Failure(line: line, message: "more than \(rowsMax) holidays") }
  }
}
