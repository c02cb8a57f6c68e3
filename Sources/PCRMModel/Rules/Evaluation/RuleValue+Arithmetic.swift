extension RuleValue {
  /// The result; nil where it is out of range, divided by zero or not finite.
  static func arithmetic(
    _ operation: Expression.Arithmetic, _ a: RuleValue, _ b: RuleValue
  ) -> RuleValue? {
    switch (a, b) {
    case (.int(let a), .int(let b)): operation.result(a, b).map { .int($0) }
    case (.double(let a), .double(let b)): operation.result(a, b).map { .double($0) }
    case (.timestamp(let a), .duration(let b)), (.duration(let a), .timestamp(let b)):
      operation.result(a, b).flatMap(instant)
    case (.timestamp(let a), .timestamp(let b)), (.duration(let a), .duration(let b)):
      operation.result(a, b).flatMap(span)
    default: nil
    }
  }

  /// The value with the other sign; nil where it is out of range.
  var negative: RuleValue? {
    switch self {
    case .int(let value): value == .min ? nil : .int(-value)
    case .double(let value): .double(-value)
    case .duration(let value): Self.span(value == .min ? .max : -value)
    default: nil
    }
  }

  private static func instant(_ value: Int64) -> RuleValue? {
    (RuleTime.timestampMin...RuleTime.timestampMax).contains(value) ? .timestamp(value) : nil
  }

  private static func span(_ value: Int64) -> RuleValue? {
    (-RuleTime.durationMax...RuleTime.durationMax).contains(value) ? .duration(value) : nil
  }
}

extension Expression.Arithmetic {
  func result(_ a: Int64, _ b: Int64) -> Int64? {
    let (value, overflow) =
      switch self {
      case .add: a.addingReportingOverflow(b)
      case .subtract: a.subtractingReportingOverflow(b)
      case .multiply: a.multipliedReportingOverflow(by: b)
      case .divide: a.dividedReportingOverflow(by: b)
      case .remainder: a.remainderReportingOverflow(dividingBy: b)
      }
    return overflow ? nil : value
  }

  func result(_ a: Double, _ b: Double) -> Double? {
    let value: Double? =
      switch self {
      case .add: a + b
      case .subtract: a - b
      case .multiply: a * b
      case .divide: a / b
      case .remainder: nil
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }
}
