public import PCRMModel

/// Days as people and programs write them.
public enum DateText {
  /// What ``parse(_:)`` takes, for messages.
  public static let expectation =
    "a day such as 1980-03-22, 19800322, 1980.3.22, 1980/03/22 or 1980년 3월 22일"

  /// Reads a day with year, month and day, most significant first; nil if it is none or does not
  /// exist. Years of two digits are refused: nobody can tell which century they mean.
  public static func parse(_ text: String, calendar: Calendar = .unspecified) -> CivilDate? {
    var parts: [Int32] = []
    let digits = Array(text.unicodeScalars)
    if digits.count == 8 && digits.allSatisfy({ $0.value >= 48 && $0.value <= 57 }) {
      guard let number = Int32(text) else { return nil }
      parts = [number / 10_000, number / 100 % 100, number % 100]
    } else {
      guard let split = separated(text) else { return nil }
      parts = split
    }
    return date(year: parts[0], month: parts[1], day: parts[2], calendar: calendar)
  }

  /// Makes a date of parts of which some are 0, not known; nil if the others are impossible.
  public static func date(
    year: Int32, month: Int32, day: Int32, calendar: Calendar = .unspecified
  ) -> CivilDate? {
    let lunar = calendar == .lunar || calendar == .lunarLeap
    // Without a year, 29 February must be possible.
    let last: Int32 = lunar ? 30 : CivilDate.days(in: month, of: year == 0 ? 2000 : year)
    guard (0...9999).contains(year), (0...12).contains(month), (0...last).contains(day),
      month > 0 || day == 0, year > 0 || day > 0
    else { return nil }
    var date = CivilDate()
    date.year = year
    date.month = month
    date.day = day
    date.calendar = calendar
    return date
  }

  /// The three numbers of a date whose parts are set apart by `-`, `.`, `/`, spaces or 년 월 일.
  private static func separated(_ text: String) -> [Int32]? {
    var parts: [Int32] = []
    var widths: [Int] = []
    var inNumber = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9":
        if !inNumber {
          parts.append(0)
          widths.append(0)
        }
        inNumber = true
        parts[parts.count - 1] = parts[parts.count - 1] * 10 + Int32(scalar.value) - 48
        widths[widths.count - 1] += 1
        if widths[widths.count - 1] > 4 { return nil }
      case "-", ".", "/", " ", "년", "월", "일": inNumber = false
      default: return nil
      }
    }
    let good = parts.count == 3 && widths[0] == 4 && widths[1] <= 2 && widths[2] <= 2
    return good ? parts : nil
  }
}
