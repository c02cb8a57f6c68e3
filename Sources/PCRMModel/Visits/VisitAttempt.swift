public import PCRMCore
public import ProtobufCodec

/// One try to meet the customer.
///
/// ```proto
/// message VisitAttempt {
///   string id = 1;
///   int32 number = 2;
///   string visit_id = 3;
///   string customer_id = 4;
///   google.protobuf.Timestamp time = 5;
///   string staff_id = 6;
///   AttemptOutcome outcome = 7;
///   RelationshipLevel relationship = 8;
///   Channel channel = 9;
///   repeated string evidence = 10;
///   Coordinates coordinates = 11;
///   string note = 12;
///   NextTry next_try = 13;
///   google.protobuf.Timestamp create_time = 14;
/// }
/// ```
public struct VisitAttempt: Message {
  public static let protoName = "pcrm.v1.VisitAttempt"

  /// UUID. A client may choose it.
  public var id = AttemptID()
  /// 1, 2, 3 … within the visit. Output only.
  public var number: Int32 = 0
  /// Required.
  public var visitID = VisitID()
  /// Output only. The visit's customer.
  public var customerID = CustomerID()
  /// When, not in the future. Required.
  public var time: Timestamp?
  /// Who tried. Empty = the visit's member of staff.
  public var staffID = StaffID()
  /// How it ended. Required.
  public var outcome = AttemptOutcome.unspecified
  /// How near agency and customer have come.
  public var relationship = RelationshipLevel.unspecified
  /// How it was tried. Unspecified = at the door.
  public var channel = Channel.unspecified
  /// What shows it, at most 20 texts of at most 200 characters, such as "card left at the door".
  public var evidence: [String] = []
  /// Where the device was.
  public var coordinates: Coordinates?
  /// In words, at most 1,000 characters; nothing delicate.
  public var note = ""
  /// Output only. What the next-try rule advises; absent when none is needed.
  public var nextTry: NextTry?
  /// Output only. When it was recorded here.
  public var createTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int32(2, "number", &number)
    try c.text(3, "visit_id", &visitID)
    try c.text(4, "customer_id", &customerID)
    try c.message(5, "time", &time)
    try c.text(6, "staff_id", &staffID)
    try c.enumeration(7, "outcome", &outcome)
    try c.enumeration(8, "relationship", &relationship)
    try c.enumeration(9, "channel", &channel)
    try c.string(10, "evidence", &evidence)
    try c.message(11, "coordinates", &coordinates)
    try c.string(12, "note", &note)
    try c.message(13, "next_try", &nextTry)
    try c.message(14, "create_time", &createTime)
  }
}

/// How a try ended.
public struct AttemptOutcome: OpenEnum {
  public static let protoName = "pcrm.v1.AttemptOutcome"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write; in a filter: every outcome.
  public static let unspecified = AttemptOutcome(rawValue: 0)
  /// The customer was met.
  public static let met = AttemptOutcome(rawValue: 1)
  /// Let in.
  public static let inside = AttemptOutcome(rawValue: 2)
  /// Talked on the doorstep.
  public static let doorstep = AttemptOutcome(rawValue: 3)
  /// Talked through a door ajar.
  public static let doorAjar = AttemptOutcome(rawValue: 4)
  /// Nobody answered.
  public static let noAnswer = AttemptOutcome(rawValue: 5)
  /// The customer refused.
  public static let refused = AttemptOutcome(rawValue: 6)
  /// Nobody of that name lives there.
  public static let wrongAddress = AttemptOutcome(rawValue: 7)
  /// The customer moved away.
  public static let moved = AttemptOutcome(rawValue: 8)
  /// The customer is in hospital.
  public static let inHospital = AttemptOutcome(rawValue: 9)

  public static let names: [(Int32, String)] = [
    (0, "ATTEMPT_OUTCOME_UNSPECIFIED"),
    (1, "ATTEMPT_OUTCOME_MET"),
    (2, "ATTEMPT_OUTCOME_INSIDE"),
    (3, "ATTEMPT_OUTCOME_DOORSTEP"),
    (4, "ATTEMPT_OUTCOME_DOOR_AJAR"),
    (5, "ATTEMPT_OUTCOME_NO_ANSWER"),
    (6, "ATTEMPT_OUTCOME_REFUSED"),
    (7, "ATTEMPT_OUTCOME_WRONG_ADDRESS"),
    (8, "ATTEMPT_OUTCOME_MOVED"),
    (9, "ATTEMPT_OUTCOME_IN_HOSPITAL"),
  ]
}
