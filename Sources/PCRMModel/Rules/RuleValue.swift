/// A value that a fact has or an expression takes; a missing value is the absence of one.
public enum RuleValue: Hashable, Sendable {
  case bool(Bool)
  case int(Int64)
  /// Always finite.
  case double(Double)
  case string(String)
  /// Microseconds since 1970 in UTC, from the year 1 to 9999.
  case timestamp(Int64)
  /// Microseconds.
  case duration(Int64)
  /// The day as a number that sorts as the days do (20260131).
  case date(Int64)
  /// Values of one type.
  case list([RuleValue])

  /// The value's type; an empty list has none of its own, and says `list(string)`.
  public var type: RuleType {
    switch self {
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .string: .string
    case .timestamp: .timestamp
    case .duration: .duration
    case .date: .date
    case .list(let values): .list(values.first?.type ?? .string)
    }
  }
}
