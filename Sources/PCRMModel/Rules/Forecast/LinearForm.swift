/// A number that changes with time in a straight line: `factor × variable + constant`, exactly.
///
/// Wide enough that no sum or product of two values of a rule leaves it.
struct LinearForm: Equatable {
  /// What changes, and by whole steps upwards only.
  enum Variable: Equatable {
    /// Microseconds since 1970.
    case now
    /// Days since 1970, in Seoul.
    case day
    /// Full years since this day (20260131).
    case age(Int64)
  }

  var variable: Variable?
  var factor: Int128
  var constant: Int128

  init(_ constant: Int128) {
    variable = nil
    factor = 0
    self.constant = constant
  }

  init(_ variable: Variable) {
    self.variable = variable
    factor = 1
    constant = 0
  }

  /// The sum, or the difference where `sign` is −1; nil when two things change.
  func adding(_ other: LinearForm, sign: Int128) -> LinearForm? {
    if let mine = variable, let its = other.variable, mine != its { return nil }
    var sum = self
    sum.variable = variable ?? other.variable
    sum.factor += sign * other.factor
    sum.constant += sign * other.constant
    if sum.factor == 0 { sum.variable = nil }
    return sum
  }

  /// The product; nil when both change, or it becomes too large to reckon with.
  func multiplied(by other: LinearForm) -> LinearForm? {
    if variable != nil, other.variable != nil { return nil }
    let (line, number) = variable == nil ? (other, constant) : (self, other.constant)
    let (factor, tooSteep) = line.factor.multipliedReportingOverflow(by: number)
    let (constant, tooFar) = line.constant.multipliedReportingOverflow(by: number)
    if tooSteep || tooFar || Self.isHuge(factor) || Self.isHuge(constant) { return nil }
    var product = line
    product.factor = factor
    product.constant = constant
    if factor == 0 { product.variable = nil }
    return product
  }

  private static func isHuge(_ value: Int128) -> Bool { value.magnitude > 1 << 100 }

  /// The first value of the variable after `current` at which the comparison with zero turns out otherwise than now.
  func crossing(_ comparison: Expression.Comparison, after current: Int128) -> Int128? {
    guard variable != nil else { return nil }
    func holds(_ value: Int128) -> Bool {
      let result = factor * value + constant
      return comparison.holds(result == 0 ? 0 : result < 0 ? -1 : 1)
    }
    let now = holds(current)
    // The line meets zero at −constant ÷ factor: nothing changes but there and just after it.
    let (quotient, remainder) = (-constant).quotientAndRemainder(dividingBy: factor)
    let floor = remainder != 0 && (remainder < 0) != (factor < 0) ? quotient - 1 : quotient
    let ceiling = remainder == 0 ? quotient : floor + 1
    for candidate in [ceiling, floor + 1] where candidate > current && holds(candidate) != now {
      return candidate
    }
    return nil
  }
}
