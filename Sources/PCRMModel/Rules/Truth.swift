/// The three truths of Kleene's logic; a customer is a member exactly when the rule is true.
public enum Truth: UInt8, Hashable, Sendable {
  case `false` = 0
  case `true` = 1
  /// Something that decides is missing, or cannot be computed.
  case unknown = 2

  @inlinable
  public init(_ value: Bool) { self = value ? .true : .false }

  /// The truth of a value of type bool; unknown when it is missing.
  @inlinable
  public init(_ value: Bool?) {
    if let value { self = value ? .true : .false } else { self = .unknown }
  }

  @inlinable
  public static prefix func ! (a: Truth) -> Truth {
    switch a {
    case .true: .false
    case .false: .true
    case .unknown: .unknown
    }
  }
}
