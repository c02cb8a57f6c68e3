/// A value with how it changes.
struct Quantity {
  /// Now; nil when it is missing or cannot be computed.
  var value: RuleValue?
  /// The value as a line, which holds until ``next``; nil for what is no number, or changes in another way.
  var form: LinearForm?
  /// Until then the line holds; without one, until then the value stays.
  var next: Int64

  init(value: RuleValue?, form: LinearForm?, next: Int64) {
    self.value = value
    self.form = form
    self.next = next
  }

  /// A value that time does not change.
  init(_ value: RuleValue?) {
    self.value = value
    form = value.flatMap(LinearForm.init)
    next = .max
  }

  /// The first instant at which the value may be another.
  func changes(after moment: RuleMoment) -> Int64 {
    guard let form, form.variable != nil else { return next }
    return min(next, form.crossing(.equal, at: moment, from: value))
  }
}

extension LinearForm {
  /// The value as a number: days as their distance to 1970; nil for texts, truths and doubles.
  init?(_ value: RuleValue) {
    switch value {
    case .int(let number), .timestamp(let number), .duration(let number):
      self.init(Int128(number))
    case .date(let number): self.init(Int128(CivilDate(number: number).daysSince1970))
    default: return nil
    }
  }

  /// The instant at which the comparison with zero turns out otherwise than now.
  func crossing(_ comparison: Expression.Comparison, at moment: RuleMoment) -> Int64 {
    guard let variable else { return .max }
    guard let value = crossing(comparison, after: variable.value(at: moment)) else { return .max }
    return variable.instant(of: value)
  }

  /// The instant at which the line leaves the value that it has now.
  fileprivate func crossing(
    _ comparison: Expression.Comparison, at moment: RuleMoment, from value: RuleValue?
  ) -> Int64 {
    guard let number = value.flatMap(LinearForm.init),
      let line = adding(number, sign: -1)
    else { return .max }
    return line.crossing(comparison, at: moment)
  }
}

extension LinearForm.Variable {
  func value(at moment: RuleMoment) -> Int128 {
    switch self {
    case .now: Int128(moment.now)
    case .day: Int128(moment.day)
    case .age(let birth): Int128((moment.today - birth) / 10_000)
    }
  }

  /// The first instant at which the variable has the value.
  func instant(of value: Int128) -> Int64 {
    switch self {
    case .now: return Int64(exactly: value) ?? .max
    case .day:
      guard let day = Int64(exactly: value), day < 10_000_000 else { return .max }
      return RuleMoment.midnight(ofDay: day)
    case .age(let birth):
      guard let years = Int64(exactly: value), years < 10_000 else { return .max }
      // A leap day's birthday is 1 March in other years, which is what this comes to.
      let birthday = CivilDate(number: birth + years * 10_000).daysSince1970
      return RuleMoment.midnight(ofDay: Int64(birthday))
    }
  }
}

extension RuleForecast {
  /// Any expression's value with how it changes.
  mutating func quantity(_ expression: Expression) -> Quantity {
    if !expression.usesTime { return Quantity(evaluation.value(expression)) }
    let value = evaluation.value(expression)
    switch expression.node {
    case .now:
      return Quantity(value: value, form: LinearForm(LinearForm.Variable.now), next: Self.never)
    case .today:
      return Quantity(value: value, form: LinearForm(LinearForm.Variable.day), next: Self.never)
    case .age(let operand): return age(quantity(operand), value)
    case .daysSince(let operand): return daysSince(quantity(operand), value)
    case .negative(let operand):
      let inner = quantity(operand)
      return line(inner.form.flatMap { LinearForm(0).adding($0, sign: -1) }, value, over: [inner])
    case .arithmetic(let operation, let left, let right):
      return arithmetic(operation, quantity(left), quantity(right), value)
    case .choice(let asked, let then, let otherwise) where expression.type != .bool:
      let asked = condition(asked)
      if asked.truth == .unknown { return Quantity(value: nil, form: nil, next: asked.next) }
      var taken = quantity(asked.truth == .true ? then : otherwise)
      taken.next = min(taken.next, asked.next)
      return taken
    case .count(let variable, let list, let inner):
      var next = Self.never
      _ = forEach(variable, list) { next = min(next, $0.condition(inner).next) }
      return Quantity(value: value, form: value.flatMap(LinearForm.init), next: next)
    case .double(let operand), .size(let operand):
      return Quantity(value: value, form: nil, next: quantity(operand).changes(after: moment))
    default:
      return Quantity(value: value, form: nil, next: condition(expression).next)
    }
  }

  private func age(_ birth: Quantity, _ value: RuleValue?) -> Quantity {
    guard case .date(let day) = birth.value else {
      return Quantity(value: nil, form: nil, next: birth.next)
    }
    if birth.form?.variable != nil {
      return Quantity(value: value, form: nil, next: min(birth.next, nextMidnight))
    }
    if value == nil {
      // Not yet born: on that day the age is none.
      let birthday = RuleMoment.midnight(ofDay: Int64(CivilDate(number: day).daysSince1970))
      return Quantity(value: nil, form: nil, next: min(birth.next, birthday))
    }
    return Quantity(value: value, form: LinearForm(.age(day)), next: birth.next)
  }

  private func daysSince(_ from: Quantity, _ value: RuleValue?) -> Quantity {
    guard let operand = from.value else {
      return Quantity(value: nil, form: nil, next: from.next)
    }
    let today = LinearForm(LinearForm.Variable.day)
    guard case .timestamp(let time) = operand else {
      return line(from.form.flatMap { today.adding($0, sign: -1) }, value, over: [from])
    }
    let day = RuleMoment.day(of: time)
    guard let form = from.form, form.variable != nil else {
      return Quantity(
        value: value, form: today.adding(LinearForm(Int128(day)), sign: -1), next: from.next)
    }
    // An instant that moves: the number changes at midnight, and when the instant's own day does.
    var next = min(from.next, nextMidnight)
    let ends: [(Int64, Expression.Comparison)] = [(day, .less), (day + 1, .greaterOrEqual)]
    for (end, comparison) in ends {
      let midnight = LinearForm(Int128(RuleMoment.midnight(ofDay: end)))
      if let distance = form.adding(midnight, sign: -1) {
        next = min(next, distance.crossing(comparison, at: moment))
      }
    }
    return Quantity(value: value, form: nil, next: next)
  }

  private func arithmetic(
    _ operation: Expression.Arithmetic, _ a: Quantity, _ b: Quantity, _ value: RuleValue?
  ) -> Quantity {
    var form: LinearForm?
    if let left = a.form, let right = b.form {
      switch operation {
      case .add: form = left.adding(right, sign: 1)
      case .subtract: form = left.adding(right, sign: -1)
      case .multiply: form = left.multiplied(by: right)
      case .divide, .remainder: form = nil
      }
    }
    return line(form, value, over: [a, b])
  }

  /// A value on a line, as long as the line is within the range of its type; without a line it may change with any operand.
  private func line(
    _ form: LinearForm?, _ value: RuleValue?, over operands: [Quantity]
  ) -> Quantity {
    let missing = operands.filter { $0.value == nil }
    if let last = missing.map(\.next).max() { return Quantity(value: nil, form: nil, next: last) }
    var next = operands.map(\.next).min() ?? Self.never
    guard let form else {
      for operand in operands { next = min(next, operand.changes(after: moment)) }
      return Quantity(value: value, form: nil, next: next)
    }
    for bound in Self.bounds {
      guard let distance = form.adding(LinearForm(bound), sign: -1) else { continue }
      next = min(next, distance.crossing(.greater, at: moment))
      next = min(next, distance.crossing(.less, at: moment))
    }
    return Quantity(value: value, form: value == nil ? nil : form, next: next)
  }

  /// Where the range of one type or another ends: a line that passes one of them may lose its value, or gain one.
  private static var bounds: [Int128] {
    [
      Int128(Int64.min), Int128(Int64.max), Int128(RuleTime.timestampMin),
      Int128(RuleTime.timestampMax), Int128(-RuleTime.durationMax), Int128(RuleTime.durationMax),
    ]
  }
}
