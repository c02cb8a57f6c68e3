/// A node of a rule's typed tree.
///
/// Equal when it says the same: where it stands in the text does not count.
public struct Expression: Sendable {
  public var node: Node
  public var type: RuleType
  public var range: SourceRange

  public init(_ node: Node, _ type: RuleType, _ range: SourceRange = SourceRange(0, 0)) {
    self.node = node
    self.type = type
    self.range = range
  }

  /// What a node is; every operand has already been checked against its type.
  public indirect enum Node: Hashable, Sendable {
    /// A constant; also a list of constants.
    case literal(RuleValue)
    /// A fact of the customer: a scalar, a list of scalars, or a list of records.
    case fact(RuleFact)
    /// The element at hand of a list of scalars.
    case element(RuleVariable)
    /// A field of the record at hand.
    case field(RuleFact, of: RuleVariable)
    /// Whether a `.fact` or `.field` is there: never unknown.
    case has(Expression)
    case not(Expression)
    /// Two or more conditions, none of which is an `and` itself.
    case and([Expression])
    /// Two or more conditions, none of which is an `or` itself.
    case or([Expression])
    /// `condition ? then : otherwise`; unknown when the condition is.
    case choice(Expression, then: Expression, otherwise: Expression)
    /// Operands of one type, or of int and double: those compare as numbers, exactly.
    case comparison(Comparison, Expression, Expression)
    /// `value in list`: the list is a literal or a fact.
    case membership(Expression, in: Expression)
    case arithmetic(Arithmetic, Expression, Expression)
    /// `-x` of an int, a double or a duration.
    case negative(Expression)
    case text(TextTest, Expression, Expression)
    /// Whether the pattern is found anywhere in the text.
    case matches(Expression, RulePattern)
    /// Code points of a text, elements of a list.
    case size(Expression)
    /// `list.exists(v, p)` and `list.all(v, p)`: the list is a fact.
    case quantified(Quantifier, RuleVariable, in: Expression, Expression)
    /// `size(list.filter(v, p))`: unknown as soon as p is unknown for one element.
    case count(RuleVariable, in: Expression, Expression)
    case now
    case today
    /// Full years from a day to today; unknown when the day is yet to come. `age()` is that of `birth_date`.
    case age(Expression)
    /// Midnights in Seoul from a day or instant to today; negative when it is yet to come.
    case daysSince(Expression)
    /// `double(x)` of an int: the nearest double.
    case double(Expression)
    case inSegment(String)
  }

  public enum Comparison: String, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  /// `+ -` of numbers and times; `* /` of numbers; `%` of ints, with the dividend's sign. Out of range, divided by zero
  /// or not finite: unknown.
  ///
  /// Times: timestamp ± duration, duration + timestamp, timestamp − timestamp, duration ± duration.
  public enum Arithmetic: String, Sendable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
  }

  public enum TextTest: String, Sendable, CaseIterable {
    case startsWith
    case endsWith
    case contains
  }

  public enum Quantifier: String, Sendable, CaseIterable {
    case exists
    case all
  }
}

extension Expression: Hashable {
  public static func == (a: Expression, b: Expression) -> Bool {
    a.node == b.node && a.type == b.type
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(node) }
}

/// The name that a macro gives to the element at hand.
public struct RuleVariable: Hashable, Sendable {
  public let name: String
  /// The element's type.
  public let type: RuleType
  /// The list whose element it is.
  public let list: RuleFact
  /// How many macros stand around this one.
  public let depth: Int

  public init(_ name: String, _ type: RuleType, of list: RuleFact, depth: Int) {
    self.name = name
    self.type = type
    self.list = list
    self.depth = depth
  }
}

/// The largest instants and lengths of time that CEL knows; what lies beyond is unknown.
public enum RuleTime {
  /// 0001-01-01T00:00:00Z, in microseconds.
  public static let timestampMin: Int64 = -62_135_596_800_000_000
  /// 9999-12-31T23:59:59.999999Z.
  public static let timestampMax: Int64 = 253_402_300_799_999_999
  /// Ten thousand years, either way.
  public static let durationMax: Int64 = 315_576_000_000_000_000
}
