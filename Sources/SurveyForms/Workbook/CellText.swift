import Foundation
import PCRMCore
import PCRMModel
import ProtobufCodec

/// What a cell's number is as text.
enum CellText {
  private static let dayMilliseconds = 86_400_000

  /// 1.0 is 1, 0.1 is 0.1, a day is 2026-11-21, a moment 2026-11-21T14:30:00, in local time.
  static func number(_ raw: String, _ kind: CellStyles.Kind, since1904: Bool) -> String {
    guard let value = Double(raw), value.isFinite else { return raw }
    if kind != .number, let text = moment(value, kind, since1904: since1904) { return text }
    return plain(value)
  }

  /// A number without an exponent and without a fraction that is nought.
  static func plain(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    let short = "\(value)"
    guard short.contains("e") else { return short }
    // Doubles have at most 17 digits that mean something; more would be made up.
    return String(
      format: abs(value) >= 1 ? "%.0f" : "%.17f", locale: Locale(identifier: "C"), value
    )
    .trimmingFraction()
  }

  private static func moment(
    _ value: Double, _ kind: CellStyles.Kind, since1904: Bool
  ) -> String? {
    // The last day is 9999-12-31.
    guard value >= 0, value < 2_958_466 else { return nil }
    var milliseconds = Int((value * Double(dayMilliseconds)).rounded())
    // Day 60 is 1900-02-29, which never was; from day 61 on the days are right.
    let first = since1904 ? -24_107 : value < 60 ? -25_568 : -25_569
    var day = milliseconds / dayMilliseconds
    milliseconds %= dayMilliseconds
    day += first
    let time = clock(milliseconds)
    if kind == .time && value < 1 { return time }
    let civil = CivilDate(daysSince1970: day)
    let date =
      "\(digits(Int(civil.year), 4))-\(digits(Int(civil.month), 2))-"
      + digits(Int(civil.day), 2)
    return kind == .date && milliseconds == 0
      ? date
      : milliseconds == 0 && kind != .dateTime
        ? date : "\(date)T\(time)"
  }

  private static func clock(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let fraction = milliseconds % 1000 == 0 ? "" : "." + digits(milliseconds % 1000, 3)
    return "\(digits(seconds / 3600, 2)):\(digits(seconds / 60 % 60, 2)):\(digits(seconds % 60, 2))"
      + fraction
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  /// _x000D_ is how Office Open XML writes a character that XML cannot hold.
  static func unescaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var result = ""
    var rest = text[...]
    while let letter = rest.first {
      if letter == "_", rest.dropFirst().first == "x" {
        let code = rest.dropFirst(2).prefix(4)
        if code.count == 4, rest.dropFirst(6).first == "_", let value = UInt32(code, radix: 16),
          let scalar = Unicode.Scalar(value)
        {
          if value != 0x0D { result.unicodeScalars.append(scalar) }
          rest = rest.dropFirst(7)
          continue
        }
      }
      result.append(letter)
      rest = rest.dropFirst()
    }
    return result
  }
}

extension String {
  fileprivate func trimmingFraction() -> String {
    guard contains(".") else { return self }
    var text = self
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
