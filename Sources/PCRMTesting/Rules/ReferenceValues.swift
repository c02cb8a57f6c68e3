import Foundation
import PCRMModel

/// Which of two values comes first.
enum ReferenceOrder {
  static func compare(
    _ mark: String, _ a: ReferenceValue, _ b: ReferenceValue
  ) -> ReferenceValue {
    guard let order = of(a, b) else { return .error }
    return switch mark {
    case "==": .bool(order == 0)
    case "!=": .bool(order != 0)
    case "<": .bool(order < 0)
    case "<=": .bool(order <= 0)
    case ">": .bool(order > 0)
    default: .bool(order >= 0)
    }
  }

  /// −1, 0 or 1; nil for values that have no order.
  static func of(_ a: ReferenceValue, _ b: ReferenceValue) -> Int? {
    switch (a, b) {
    case (.bool(let a), .bool(let b)): order(a ? 1 : 0, b ? 1 : 0)
    case (.int(let a), .int(let b)), (.time(let a), .time(let b)), (.span(let a), .span(let b)):
      order(a, b)
    case (.double(let a), .double(let b)): order(a, b)
    case (.int(let a), .double(let b)): order(wide(a), wide(b))
    case (.double(let a), .int(let b)): order(wide(a), wide(b))
    case (.day(let y, let m, let d), .day(let year, let month, let day)):
      [order(y, year), order(m, month), order(d, day)].first { $0 != 0 } ?? 0
    case (.text(let a), .text(let b)):
      order(a.unicodeScalars.map(\.value), b.unicodeScalars.map(\.value))
    default: nil
    }
  }

  private static func order<C: Comparable>(_ a: C, _ b: C) -> Int { a == b ? 0 : a < b ? -1 : 1 }

  private static func order(_ a: [UInt32], _ b: [UInt32]) -> Int {
    a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1
  }

  /// Enough digits for both: 64 binary ones before the point, and as many as a double has after it.
  private static func wide(_ value: Int64) -> [Double] {
    let high = Double(value >> 32) * 4_294_967_296
    return [high, Double(value & 0xffff_ffff)]
  }

  private static func wide(_ value: Double) -> [Double] {
    let high = (value / 4_294_967_296).rounded(.down) * 4_294_967_296
    return [high, value - high]
  }

  private static func order(_ a: [Double], _ b: [Double]) -> Int {
    a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1
  }
}

/// Sums and products; what leaves its range is an error.
enum ReferenceArithmetic {
  static func apply(_ mark: String, _ operands: [ReferenceValue]) -> ReferenceValue {
    if operands.count == 1 { return apply(mark, [zero(like: operands[0]), operands[0]]) }
    switch (operands[0], operands[1]) {
    case (.int(let a), .int(let b)):
      return exact(mark, Int128(a), Int128(b), Int128(Int64.min)...Int128(Int64.max)) { .int($0) }
    case (.double(let a), .double(let b)):
      let result = ["+": a + b, "-": a - b, "*": a * b, "/": a / b][mark] ?? .nan
      return result.isFinite ? .double(result) : .error
    case (.time(let a), .span(let b)), (.span(let a), .time(let b)):
      let range = Int128(-62_135_596_800_000_000)...253_402_300_799_999_999
      return exact(mark, Int128(a), Int128(b), range) { .time($0) }
    case (.time(let a), .time(let b)), (.span(let a), .span(let b)):
      let range = Int128(-315_576_000_000_000_000)...315_576_000_000_000_000
      return exact(mark, Int128(a), Int128(b), range) { .span($0) }
    default: return .error
    }
  }

  private static func zero(like value: ReferenceValue) -> ReferenceValue {
    switch value {
    case .int: .int(0)
    case .double: .double(0)
    case .span: .span(0)
    default: .error
    }
  }

  private static func exact(
    _ mark: String, _ a: Int128, _ b: Int128, _ range: ClosedRange<Int128>,
    _ make: (Int64) -> ReferenceValue
  ) -> ReferenceValue {
    if b == 0, mark == "/" || mark == "%" { return .error }
    let result: Int128 =
      switch mark {
      case "+": a + b
      case "-": a - b
      case "*": a * b
      case "/": a / b
      // The one remainder whose quotient is out of range.
      case "%": a == range.lowerBound && b == -1 ? range.upperBound + 1 : a % b
      default: range.upperBound + 1
      }
    return range.contains(result) ? make(Int64(result)) : .error
  }
}

/// Days as the calendar of the system's library counts them.
struct ReferenceTime {
  let now: Int64

  private static let calendar = {
    var calendar = Foundation.Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 9 * 3600) ?? calendar.timeZone
    return calendar
  }()

  func day(of microseconds: Int64) -> ReferenceValue {
    let seconds = (Double(microseconds) / 1_000_000).rounded(.down)
    let parts = Self.calendar.dateComponents(
      [.year, .month, .day], from: Date(timeIntervalSince1970: seconds))
    return .day(parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
  }

  func daysSince(_ from: ReferenceValue) -> ReferenceValue {
    var from = from
    if case .time(let time) = from { from = day(of: time) }
    guard case .day(let y, let m, let d) = from,
      case .day(let year, let month, let day) = day(of: now),
      let first = Self.calendar.date(from: DateComponents(year: y, month: m, day: d)),
      let last = Self.calendar.date(from: DateComponents(year: year, month: month, day: day))
    else { return .error }
    return .int(Int64((last.timeIntervalSince(first) / 86_400).rounded()))
  }

  /// Birthdays counted one by one.
  func age(_ birth: ReferenceValue) -> ReferenceValue {
    guard case .day(let year, let month, let day) = birth else { return .error }
    let today = self.day(of: now)
    guard let order = ReferenceOrder.of(birth, today), order <= 0 else { return .error }
    var years = 0
    while ReferenceOrder.of(.day(year + years + 1, month, day), today) ?? 1 <= 0 { years += 1 }
    return .int(Int64(years))
  }

  /// Canonical lengths of time: seconds only.
  static func span(_ text: String) -> ReferenceValue {
    guard text.hasSuffix("s"), let seconds = Decimal(string: String(text.dropLast())) else {
      return .error
    }
    return .span(NSDecimalNumber(decimal: seconds * 1_000_000).int64Value)
  }
}

/// Texts, character by character.
enum ReferenceText {
  static func test(_ function: String, _ text: String, _ part: String) -> ReferenceValue {
    let (whole, piece) = (Array(text.unicodeScalars), Array(part.unicodeScalars))
    switch function {
    case "startsWith": return .bool(whole.starts(with: piece))
    case "endsWith":
      return .bool(whole.count >= piece.count && whole.suffix(piece.count) == piece[...])
    case "contains":
      return .bool(
        (0...whole.count).contains { start in whole[start...].starts(with: piece) })
    default:
      guard let regex = try? Regex(part).matchingSemantics(.unicodeScalar) else { return .error }
      return .bool(text.firstMatch(of: regex) != nil)
    }
  }
}
