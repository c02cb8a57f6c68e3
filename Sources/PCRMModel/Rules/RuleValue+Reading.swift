import PCRMCore
import ProtobufCodec

extension RuleValue {
  /// Reads the text of `timestamp("…")`: RFC 3339, to the microsecond.
  static func timestamp(reading text: String) -> RuleValue? {
    guard let time = Timestamp(rfc3339: text), time.nanos % 1000 == 0 else { return nil }
    return .timestamp(time.microseconds)
  }

  /// Reads the text of `date("…")`: 2026-01-31.
  static func date(reading text: String) -> RuleValue? {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(\.isDigit) }) else {
      return nil
    }
    let numbers = parts.map { Int32(String(Substring($0))) ?? 0 }
    let date = CivilDate(numbers[0], numbers[1], numbers[2])
    guard (try? date.checkDay("")) != nil else { return nil }
    return .date(date.number)
  }

  /// Reads the text of `duration("…")`: numbers with the units d, h, m, s, ms and us, and a sign before them, if any.
  static func duration(reading text: String) -> RuleValue? {
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    guard !rest.isEmpty else { return nil }
    var total: Int64 = 0
    while !rest.isEmpty {
      guard let part = part(of: &rest) else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(part)
      guard !overflow, sum <= RuleTime.durationMax else { return nil }
      total = sum
    }
    return .duration(isNegative ? -total : total)
  }

  /// One number with its unit, in microseconds.
  private static func part(of rest: inout ArraySlice<UInt8>) -> Int64? {
    let whole = rest.prefix(while: \.isDigit)
    rest = rest.dropFirst(whole.count)
    var decimals: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      decimals = rest.dropFirst().prefix(while: \.isDigit)
      rest = rest.dropFirst(decimals.count + 1)
    }
    guard !whole.isEmpty || !decimals.isEmpty, whole.count <= 18, decimals.count <= 12 else {
      return nil
    }
    let letters = rest.prefix(while: \.isNameStart)
    rest = rest.dropFirst(letters.count)
    guard let unit = units[String(decoding: letters, as: UTF8.self)] else { return nil }
    let (scaled, overflow) = number(whole).multipliedReportingOverflow(by: unit)
    if overflow { return nil }
    guard !decimals.isEmpty else { return scaled }
    var scale: Int64 = 1
    for _ in decimals { scale *= 10 }
    // Finer than a microsecond is refused rather than rounded.
    let (fine, tooFine) = number(decimals).multipliedReportingOverflow(by: unit)
    guard !tooFine, fine % scale == 0 else { return nil }
    return scaled + fine / scale
  }

  private static let units: [String: Int64] = [
    "d": 86_400_000_000, "h": 3_600_000_000, "m": 60_000_000, "s": 1_000_000, "ms": 1000, "us": 1,
  ]

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64 {
    digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }
}
