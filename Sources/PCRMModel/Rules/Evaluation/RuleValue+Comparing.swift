extension RuleValue {
  /// Whether the comparison holds; unknown for values that cannot be compared, which no checked rule has.
  static func compare(
    _ comparison: Expression.Comparison, _ a: RuleValue, _ b: RuleValue
  ) -> Truth {
    switch (a, b) {
    case (.int(let a), .int(let b)), (.timestamp(let a), .timestamp(let b)),
      (.duration(let a), .duration(let b)), (.date(let a), .date(let b)):
      return Truth(comparison.holds(a == b ? 0 : a < b ? -1 : 1))
    case (.string(let a), .string(let b)):
      if comparison == .equal { return Truth(RuleText.equal(a, b)) }
      if comparison == .notEqual { return Truth(!RuleText.equal(a, b)) }
      return Truth(comparison.holds(RuleText.compare(a, b)))
    case (.bool(let a), .bool(let b)):
      return Truth(comparison.holds(a == b ? 0 : b ? -1 : 1))
    case (.double(let a), .double(let b)):
      return Truth(comparison.holds(a == b ? 0 : a < b ? -1 : 1))
    case (.int(let a), .double(let b)): return Truth(comparison.holds(order(a, b)))
    case (.double(let a), .int(let b)): return Truth(comparison.holds(-order(b, a)))
    default: return .unknown
    }
  }

  /// An int beside a double on the line of all numbers: nothing is rounded.
  private static func order(_ a: Int64, _ b: Double) -> Int {
    if b >= 9_223_372_036_854_775_808 { return -1 }
    if b < -9_223_372_036_854_775_808 { return 1 }
    let whole = Int64(b.rounded(.towardZero))
    if a != whole { return a < whole ? -1 : 1 }
    let rest = b - b.rounded(.towardZero)
    return rest == 0 ? 0 : rest > 0 ? -1 : 1
  }

  /// Whether two scalars of one type are the same.
  static func same(_ a: RuleValue, _ b: RuleValue) -> Bool { compare(.equal, a, b) == .true }
}

extension Expression.Comparison {
  /// Whether it holds of two values that are so ordered.
  @inline(__always)
  func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}
