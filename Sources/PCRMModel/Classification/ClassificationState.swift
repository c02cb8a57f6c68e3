public import ProtobufCodec

/// Where a decision stands.
public struct ClassificationState: OpenEnum {
  public static let protoName = "pcrm.v1.ClassificationState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = ClassificationState(rawValue: 0)
  /// It waits for sign-off.
  public static let proposed = ClassificationState(rawValue: 1)
  /// It is what the case carries.
  public static let inForce = ClassificationState(rawValue: 2)
  /// It was agreed to, and an override stands before it for a time.
  public static let overridden = ClassificationState(rawValue: 3)
  /// A later decision took its place.
  public static let superseded = ClassificationState(rawValue: 4)
  /// The team did not agree.
  public static let rejected = ClassificationState(rawValue: 5)
  /// A later proposal came before the team decided, or the case was closed.
  public static let withdrawn = ClassificationState(rawValue: 6)
  /// An override whose day came, or that was ended.
  public static let expired = ClassificationState(rawValue: 7)

  public static let names: [(Int32, String)] = [
    (0, "CLASSIFICATION_STATE_UNSPECIFIED"),
    (1, "CLASSIFICATION_STATE_PROPOSED"),
    (2, "CLASSIFICATION_STATE_IN_FORCE"),
    (3, "CLASSIFICATION_STATE_OVERRIDDEN"),
    (4, "CLASSIFICATION_STATE_SUPERSEDED"),
    (5, "CLASSIFICATION_STATE_REJECTED"),
    (6, "CLASSIFICATION_STATE_WITHDRAWN"),
    (7, "CLASSIFICATION_STATE_EXPIRED"),
  ]
}

/// Who or what made a decision.
public struct ClassificationOrigin: OpenEnum {
  public static let protoName = "pcrm.v1.ClassificationOrigin"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = ClassificationOrigin(rawValue: 0)
  /// The rules of a scheme.
  public static let rule = ClassificationOrigin(rawValue: 1)
  /// A person, by hand.
  public static let override = ClassificationOrigin(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "CLASSIFICATION_ORIGIN_UNSPECIFIED"),
    (1, "CLASSIFICATION_ORIGIN_RULE"),
    (2, "CLASSIFICATION_ORIGIN_OVERRIDE"),
  ]
}
