public import PCRMCore
public import ProtobufCodec

/// Something that happened to the classification of a case.
///
/// ```proto
/// message ClassificationEvent {
///   int64 number = 1;
///   ClassificationKind kind = 2;
///   ClassificationEventKind event = 3;
///   string classification_id = 4;
///   google.protobuf.Timestamp time = 5;
///   string principal_id = 6;
///   string reason = 7;
///   string in_force_id = 8;
///   SupportGroup support_group = 9;
///   ManagementLevel management_level = 10;
///   string customer_id = 11;
/// }
/// ```
public struct ClassificationEvent: Message {
  public static let protoName = "pcrm.v1.ClassificationEvent"

  /// Place among the case's events of this kind, from 1.
  public var number: Int64 = 0
  /// What it is about.
  public var kind = ClassificationKind.unspecified
  /// What happened.
  public var event = ClassificationEventKind.unspecified
  /// The decision that it happened to; empty for MARKED_DUE and NO_LONGER_DUE.
  public var classificationID = ClassificationID()
  /// When.
  public var time: Timestamp?
  /// The principal who did it.
  public var principalID = PrincipalID()
  /// Why, or what caused it.
  public var reason = ""
  /// The decision in force afterwards; empty for none.
  public var inForceID = ClassificationID()
  /// The group that the case carries afterwards.
  public var supportGroup = SupportGroup.unspecified
  /// The level that the case carries afterwards.
  public var managementLevel = ManagementLevel.unspecified
  /// The case's customer.
  public var customerID = CustomerID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "number", &number)
    try c.enumeration(2, "kind", &kind)
    try c.enumeration(3, "event", &event)
    try c.text(4, "classification_id", &classificationID)
    try c.message(5, "time", &time)
    try c.text(6, "principal_id", &principalID)
    try c.string(7, "reason", &reason)
    try c.text(8, "in_force_id", &inForceID)
    try c.enumeration(9, "support_group", &supportGroup)
    try c.enumeration(10, "management_level", &managementLevel)
    try c.text(11, "customer_id", &customerID)
  }
}

/// What may happen to a classification.
public struct ClassificationEventKind: OpenEnum {
  public static let protoName = "pcrm.v1.ClassificationEventKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = ClassificationEventKind(rawValue: 0)
  /// The rules proposed, or somebody asked to override where that needs sign-off.
  public static let proposed = ClassificationEventKind(rawValue: 1)
  /// The team agreed.
  public static let signedOff = ClassificationEventKind(rawValue: 2)
  /// The team did not agree.
  public static let rejected = ClassificationEventKind(rawValue: 3)
  /// A decision came into force.
  public static let tookEffect = ClassificationEventKind(rawValue: 4)
  /// An override came to stand before the decision.
  public static let overridden = ClassificationEventKind(rawValue: 5)
  /// The day of an override came.
  public static let overrideExpired = ClassificationEventKind(rawValue: 6)
  /// An override was ended before its day.
  public static let overrideLifted = ClassificationEventKind(rawValue: 7)
  /// A decision came into force again after an override.
  public static let fellBack = ClassificationEventKind(rawValue: 8)
  /// A later decision took its place.
  public static let superseded = ClassificationEventKind(rawValue: 9)
  /// A proposal was taken back.
  public static let withdrawn = ClassificationEventKind(rawValue: 10)
  /// The facts ask for a new classification.
  public static let markedDue = ClassificationEventKind(rawValue: 11)
  /// The facts no longer ask for one, or it was made.
  public static let noLongerDue = ClassificationEventKind(rawValue: 12)

  public static let names: [(Int32, String)] = [
    (0, "CLASSIFICATION_EVENT_KIND_UNSPECIFIED"),
    (1, "CLASSIFICATION_EVENT_KIND_PROPOSED"),
    (2, "CLASSIFICATION_EVENT_KIND_SIGNED_OFF"),
    (3, "CLASSIFICATION_EVENT_KIND_REJECTED"),
    (4, "CLASSIFICATION_EVENT_KIND_TOOK_EFFECT"),
    (5, "CLASSIFICATION_EVENT_KIND_OVERRIDDEN"),
    (6, "CLASSIFICATION_EVENT_KIND_OVERRIDE_EXPIRED"),
    (7, "CLASSIFICATION_EVENT_KIND_OVERRIDE_LIFTED"),
    (8, "CLASSIFICATION_EVENT_KIND_FELL_BACK"),
    (9, "CLASSIFICATION_EVENT_KIND_SUPERSEDED"),
    (10, "CLASSIFICATION_EVENT_KIND_WITHDRAWN"),
    (11, "CLASSIFICATION_EVENT_KIND_MARKED_DUE"),
    (12, "CLASSIFICATION_EVENT_KIND_NO_LONGER_DUE"),
  ]
}
