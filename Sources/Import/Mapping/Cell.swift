import PCRMCore
import PCRMModel
import ProtobufCodec

/// Why a cell cannot fill its field.
struct CellFault: Error {
  var reason: String

  init(_ reason: String) {
    self.reason = reason
  }

  /// A cell that has another form than its field wants. Long cells are cut, control characters shown.
  init(_ text: String, mustBe expectation: String) {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(40) {
      shown += scalar.value < 0x20 || scalar.value == 0x7f ? "·" : String(scalar)
    }
    if text.unicodeScalars.count > 40 { shown += "…" }
    reason = "is \"\(shown)\"; it must be \(expectation)"
  }
}

/// One cell read as what its field wants.
enum Cell {
  static func word<E: OpenEnum>(_ text: String) throws(CellFault) -> E {
    guard let value = E(word: text) else {
      throw CellFault(text, mustBe: "one of: \(E.words) (or have an entry under \"values\")")
    }
    return value
  }

  static func id<T>(_ text: String) throws(CellFault) -> ID<T> {
    guard let id = ID<T>(text), !id.isEmpty else {
      throw CellFault(text, mustBe: ID<T>.expectation)
    }
    return id
  }

  static func date(_ text: String, _ calendar: Calendar) throws(CellFault) -> CivilDate {
    guard let date = DateText.parse(text, calendar: calendar) else {
      throw CellFault(text, mustBe: DateText.expectation)
    }
    return date
  }

  static func boolean(_ text: String) throws(CellFault) -> Bool {
    switch text.lowercased() {
    case "true", "yes", "y", "1", "예", "네", "유", "o": return true
    case "false", "no", "n", "0", "아니오", "아니요", "무", "x": return false
    default: throw CellFault(text, mustBe: "yes or no (or have an entry under \"values\")")
    }
  }

  static func integer(_ text: String) throws(CellFault) -> Int64 {
    guard let number = Int64(ungrouped(text)) else {
      throw CellFault(text, mustBe: "a whole number such as 12 or 1,234")
    }
    return number
  }

  /// The digits as they stand, without the commas that group them.
  static func decimal(_ text: String) throws(CellFault) -> String {
    let plain = ungrouped(text)
    let digits = plain.drop { $0 == "-" || $0 == "+" }
    let halves = digits.split(separator: ".", omittingEmptySubsequences: false)
    let good =
      halves.count <= 2 && plain.utf8.count - digits.utf8.count <= 1 && halves[0].count > 0
      && halves.allSatisfy { half in
        !half.isEmpty && half.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
      }
    guard good, plain.utf8.count <= 40 else {
      throw CellFault(text, mustBe: "a number such as 12.50, of at most 40 characters")
    }
    return plain.hasPrefix("+") ? String(plain.dropFirst()) : plain
  }

  static func time(_ text: String) throws(CellFault) -> Timestamp {
    if let time = TimestampText.parse(text) { return time }
    throw CellFault(text, mustBe: "a time with its zone such as 2026-01-31T12:00:00Z or …+09:00")
  }

  /// Degrees as whole 1e-7 degrees, exactly.
  static func degrees(_ text: String, limit: Int64) throws(CellFault) -> Int32 {
    let plain = try decimal(text)
    let negative = plain.hasPrefix("-")
    let halves = plain.drop { $0 == "-" }.split(separator: ".")
    // Digits past the seventh are under a centimetre: cut.
    let fraction = (halves.count == 2 ? String(halves[1].prefix(7)) : "")
    let padded = fraction + String(repeating: "0", count: 7 - fraction.count)
    guard halves[0].count <= 3, let whole = Int64(halves[0]), let part = Int64(padded),
      whole * 10_000_000 + part <= limit * 10_000_000
    else { throw CellFault(text, mustBe: "degrees from -\(limit) to \(limit)") }
    let value = whole * 10_000_000 + part
    return Int32(negative ? -value : value)
  }

  /// `1,234,567` without its commas; a comma in any other place is left to be refused.
  private static func ungrouped(_ text: String) -> String {
    let whole = text.prefix { $0 != "." }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1, groups.dropFirst().allSatisfy({ $0.count == 3 }),
      let first = groups.first, (1...4).contains(first.count)
    else { return text }
    return groups.joined() + text[whole.endIndex...]
  }
}
