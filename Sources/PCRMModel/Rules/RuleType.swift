/// What an expression of a rule can be.
public indirect enum RuleType: Hashable, Sendable {
  case bool
  /// 64 bits, signed.
  case int
  /// Finite: what is not finite is unknown.
  case double
  /// Unicode text in composed form.
  case string
  /// An instant, in microseconds.
  case timestamp
  /// A length of time, in microseconds.
  case duration
  /// A civil day.
  case date
  case list(RuleType)
  /// A record of the vocabulary, such as one case; only as the element of a list.
  case record(String)

  /// Whether two values of the type can be told apart: lists and records cannot be compared.
  public var isScalar: Bool {
    switch self {
    case .list, .record: false
    default: true
    }
  }

  /// Whether `<` has a meaning.
  public var isOrdered: Bool { isScalar && self != .bool }

  /// Whether it is a number.
  public var isNumber: Bool { self == .int || self == .double }
}

extension RuleType: CustomStringConvertible {
  public var description: String {
    switch self {
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .string: "string"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .date: "date"
    case .list(let element): "list(\(element))"
    case .record(let name): name
    }
  }
}
