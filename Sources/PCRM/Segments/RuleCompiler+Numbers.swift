import PCRMModel
import Storage

/// Arithmetic that is missing where the result would be out of range: SQLite would go over to rounded numbers.
extension RuleCompiler {
  mutating func arithmetic(
    _ operation: Expression.Arithmetic, _ left: Expression, _ right: Expression, _ type: RuleType
  ) -> SQLFragment? {
    guard let a = compile(left), let b = compile(right) else { return nil }
    switch type {
    case .double: return real(operation, a, b)
    case .timestamp:
      return whole(operation, a, b, within: RuleTime.timestampMin...RuleTime.timestampMax)
    case .duration:
      return whole(operation, a, b, within: -RuleTime.durationMax...RuleTime.durationMax)
    default: return whole(operation, a, b, within: SQLFragment.all)
    }
  }

  mutating func negative(_ operand: Expression) -> SQLFragment? {
    guard let a = compile(operand) else { return nil }
    if operand.type == .double { return SQLFragment("(- \(a.text))", adding: 2, around: a) }
    return whole(
      .subtract, SQLFragment("0", range: 0...0, isSimple: true), a, within: SQLFragment.all)
  }

  // MARK: Doubles

  /// A zero divisor and a result that is not finite come to NULL.
  private mutating func real(
    _ operation: Expression.Arithmetic, _ a: SQLFragment, _ b: SQLFragment
  ) -> SQLFragment {
    let divisor = operation == .divide ? "NULLIF(\(b.text), 0)" : b.text
    let (high, low) = (arguments.add(.real(.infinity)), arguments.add(.real(-.infinity)))
    return SQLFragment(
      "NULLIF(NULLIF(\(a.text) \(operation.rawValue) \(divisor), \(high)), \(low))", adding: 8,
      around: a, b)
  }

  // MARK: Whole numbers

  private mutating func whole(
    _ operation: Expression.Arithmetic, _ a: SQLFragment, _ b: SQLFragment,
    within bounds: ClosedRange<Int64>
  ) -> SQLFragment {
    let reach = operation.reach(a.range, b.range)
    let range = reach.clamped(to: bounds)
    if reach == range, !operation.isDivision || !b.range.contains(0) {
      return SQLFragment(
        "(\(a.text) \(operation.rawValue) \(b.text))", adding: 3, around: a, b, range: range)
    }
    if a.isSimple && b.isSimple {
      let text = checked(operation, a.text, b.text, within: bounds)
      return SQLFragment(text, adding: 14, around: a, b, range: range)
    }
    // Each value is computed once and then looked at several times.
    return SQLFragment(
      """
      (WITH v (a, b) AS MATERIALIZED (SELECT \(a.text), \(b.text))
        SELECT \(checked(operation, "v.a", "v.b", within: bounds)) FROM v)
      """, adding: 18, around: a, b, range: range)
  }

  private static let least = "(-9223372036854775807 - 1)"
  private static let most = "9223372036854775807"

  /// The result where it is within bounds, computed only where it cannot overflow.
  private func checked(
    _ operation: Expression.Arithmetic, _ a: String, _ b: String,
    within bounds: ClosedRange<Int64>
  ) -> String {
    if bounds != SQLFragment.all {
      // Instants and lengths of time are so far from the ends of 64 bits that their sums do not overflow.
      return """
        CASE WHEN \(a) \(operation.rawValue) \(b) BETWEEN \(bounds.lowerBound) AND \
        \(bounds.upperBound) THEN \(a) \(operation.rawValue) \(b) END
        """
    }
    let (least, most) = (Self.least, Self.most)
    switch operation {
    case .add:
      return """
        CASE WHEN \(b) >= 0 THEN CASE WHEN \(a) <= \(most) - \(b) THEN \(a) + \(b) END
          ELSE CASE WHEN \(a) >= \(least) - \(b) THEN \(a) + \(b) END END
        """
    case .subtract:
      return """
        CASE WHEN \(b) >= 0 THEN CASE WHEN \(a) >= \(least) + \(b) THEN \(a) - \(b) END
          ELSE CASE WHEN \(a) <= \(most) + \(b) THEN \(a) - \(b) END END
        """
    case .multiply:
      return """
        CASE WHEN \(b) > 0 THEN CASE WHEN \(a) BETWEEN \(least) / \(b) AND \(most) / \(b) THEN \(a) * \(b) END
          WHEN \(b) < -1 THEN CASE WHEN \(a) BETWEEN \(most) / \(b) AND \(least) / \(b) THEN \(a) * \(b) END
          WHEN \(b) = -1 THEN CASE WHEN \(a) > \(least) THEN \(a) * \(b) END
          ELSE \(a) * \(b) END
        """
    case .divide, .remainder:
      return """
        CASE \(b) WHEN -1 THEN CASE WHEN \(a) > \(least) THEN \(a) \(operation.rawValue) \(b) END
          ELSE \(a) \(operation.rawValue) NULLIF(\(b), 0) END
        """
    }
  }

  // MARK: Days

  mutating func age(_ operand: Expression) -> SQLFragment? {
    guard let day = compile(operand) else { return nil }
    let today = arguments.today
    return SQLFragment(
      "CASE WHEN \(day.text) <= \(today) THEN (\(today) - \(day.text)) / 10000 END", adding: 8,
      around: day, range: 0...9999)
  }

  mutating func daysSince(_ operand: Expression) -> SQLFragment? {
    guard let then = compile(operand) else { return nil }
    let today = arguments.day
    let range: ClosedRange<Int64> = -4_000_000...4_000_000
    if operand.type == .timestamp {
      // Counted from the year 1, whose instants are the first that rules know: division rounds towards zero.
      let since = -RuleTime.timestampMin + RuleMoment.zoneMicroseconds
      let first = RuleTime.timestampMin / RuleMoment.dayMicroseconds
      return SQLFragment(
        "(\(today) - ((\(then.text) + \(since)) / \(RuleMoment.dayMicroseconds) + (\(first))))",
        adding: 9, around: then, range: range)
    }
    if then.isSimple {
      return SQLFragment(
        "(\(today) - \(Self.dayNumber(then.text)))", adding: 20, around: then, range: range)
    }
    return SQLFragment(
      """
      (WITH v (a) AS MATERIALIZED (SELECT \(then.text))
        SELECT \(today) - \(Self.dayNumber("v.a")) FROM v)
      """, adding: 30, around: then, range: range)
  }

  /// The distance to 1970-01-01 of a day written as 20260131.
  ///
  /// Source: as `CivilDate.daysSince1970`; months are counted from March, years without a month that is not over.
  private static func dayNumber(_ day: String) -> String {
    let month = "((\(day) / 100 % 100 + 9) % 12)"
    return """
      (SELECT 365 * y + y / 4 - y / 100 + y / 400 + d - 719469
        FROM (SELECT \(day) / 10000 - \(month) / 10 AS y,
          (153 * \(month) + 2) / 5 + \(day) % 100 AS d) AS civil)
      """
  }
}

extension Expression.Arithmetic {
  fileprivate var isDivision: Bool { self == .divide || self == .remainder }

  /// Where the results of two ranges lie, beyond 64 bits too.
  fileprivate func reach(_ a: ClosedRange<Int64>, _ b: ClosedRange<Int64>) -> ClosedRange<Int128> {
    let (a, b) = (a.wide, b.wide)
    switch self {
    case .add: return a.lowerBound + b.lowerBound...a.upperBound + b.upperBound
    case .subtract: return a.lowerBound - b.upperBound...a.upperBound - b.lowerBound
    case .multiply:
      let corners = [
        a.lowerBound * b.lowerBound, a.lowerBound * b.upperBound, a.upperBound * b.lowerBound,
        a.upperBound * b.upperBound,
      ]
      return (corners.min() ?? 0)...(corners.max() ?? 0)
    case .divide, .remainder:
      // No quotient and no rest is farther from zero than the dividend.
      let most = max(a.lowerBound.magnitude, a.upperBound.magnitude)
      return -Int128(most)...Int128(most)
    }
  }
}

extension ClosedRange<Int64> {
  fileprivate var wide: ClosedRange<Int128> { Int128(lowerBound)...Int128(upperBound) }
}

extension ClosedRange<Int128> {
  fileprivate func clamped(to bounds: ClosedRange<Int64>) -> ClosedRange<Int64> {
    let low = Swift.max(Int128(bounds.lowerBound), Swift.min(lowerBound, Int128(bounds.upperBound)))
    let high = Swift.min(Int128(bounds.upperBound), Swift.max(upperBound, low))
    return Int64(low)...Int64(high)
  }

  fileprivate static func == (a: ClosedRange<Int128>, b: ClosedRange<Int64>) -> Bool {
    a.lowerBound == Int128(b.lowerBound) && a.upperBound == Int128(b.upperBound)
  }
}
