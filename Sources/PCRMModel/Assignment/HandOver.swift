public import PCRMCore
public import ProtobufCodec

/// A case on its way from its case worker to another. Until it is accepted, the case worker stays
/// in charge.
///
/// ```proto
/// message HandOver {
///   string id = 1;
///   int64 version = 2;
///   string case_id = 3;
///   string customer_id = 4;
///   string from_staff_id = 5;
///   string to_staff_id = 6;
///   string to_team_id = 7;
///   string reason = 8;
///   HandOverState state = 9;
///   HandOverReach reach = 10;
///   string consent_id = 11;
///   bool moves_customer = 12;
///   google.protobuf.Timestamp propose_time = 13;
///   string proposed_by = 14;
///   google.protobuf.Timestamp expire_time = 15;
///   google.protobuf.Timestamp decide_time = 16;
///   string decided_by = 17;
///   string decision_reason = 18;
///   string accepted_by_staff_id = 19;
/// }
/// ```
public struct HandOver: Message {
  public static let protoName = "pcrm.v1.HandOver"

  /// UUID.
  public var id = HandOverID()
  /// 1 when proposed, 2 when decided.
  public var version: Int64 = 0
  /// The case.
  public var caseID = CaseID()
  /// The case's customer.
  public var customerID = CustomerID()
  /// The case worker who hands over.
  public var fromStaffID = StaffID()
  /// Who is to take over; or empty, when it goes to a team.
  public var toStaffID = StaffID()
  /// The team of which somebody is to take over; or empty, when it goes to a person.
  public var toTeamID = UnitID()
  /// Why, 1 to 500 characters.
  public var reason = ""
  /// How far it is.
  public var state = HandOverState.unspecified
  /// What the receiving unit is to the office that has the case.
  public var reach = HandOverReach.unspecified
  /// The consent on which it rests; empty inside one office, which needs none.
  public var consentID = ConsentID()
  /// Whether the customer's home office becomes the receiving one too.
  public var movesCustomer = false
  /// When it was proposed.
  public var proposeTime: Timestamp?
  /// Principal who proposed it.
  public var proposedBy = PrincipalID()
  /// When it expires if nobody decides.
  public var expireTime: Timestamp?
  /// When it was decided, withdrawn or expired.
  public var decideTime: Timestamp?
  /// Principal who decided; empty when it expired, or ended with the duty it was about.
  public var decidedBy = PrincipalID()
  /// Why it was declined, withdrawn or ended.
  public var decisionReason = ""
  /// Who took over.
  public var acceptedByStaffID = StaffID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "case_id", &caseID)
    try c.text(4, "customer_id", &customerID)
    try c.text(5, "from_staff_id", &fromStaffID)
    try c.text(6, "to_staff_id", &toStaffID)
    try c.text(7, "to_team_id", &toTeamID)
    try c.string(8, "reason", &reason)
    try c.enumeration(9, "state", &state)
    try c.enumeration(10, "reach", &reach)
    try c.text(11, "consent_id", &consentID)
    try c.bool(12, "moves_customer", &movesCustomer)
    try c.message(13, "propose_time", &proposeTime)
    try c.text(14, "proposed_by", &proposedBy)
    try c.message(15, "expire_time", &expireTime)
    try c.message(16, "decide_time", &decideTime)
    try c.text(17, "decided_by", &decidedBy)
    try c.string(18, "decision_reason", &decisionReason)
    try c.text(19, "accepted_by_staff_id", &acceptedByStaffID)
  }
}

/// How far a hand-over is.
public struct HandOverState: OpenEnum {
  public static let protoName = "pcrm.v1.HandOverState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = HandOverState(rawValue: 0)
  /// Waits for an answer.
  public static let proposed = HandOverState(rawValue: 1)
  /// The receiver is in charge.
  public static let accepted = HandOverState(rawValue: 2)
  /// The receiver said no.
  public static let declined = HandOverState(rawValue: 3)
  /// Taken back, or ended because the case was closed or given to another.
  public static let withdrawn = HandOverState(rawValue: 4)
  /// Nobody answered in time.
  public static let expired = HandOverState(rawValue: 5)

  public static let names: [(Int32, String)] = [
    (0, "HAND_OVER_STATE_UNSPECIFIED"),
    (1, "HAND_OVER_STATE_PROPOSED"),
    (2, "HAND_OVER_STATE_ACCEPTED"),
    (3, "HAND_OVER_STATE_DECLINED"),
    (4, "HAND_OVER_STATE_WITHDRAWN"),
    (5, "HAND_OVER_STATE_EXPIRED"),
  ]
}

/// What the receiving unit is to the office that has the case.
public struct HandOverReach: OpenEnum {
  public static let protoName = "pcrm.v1.HandOverReach"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = HandOverReach(rawValue: 0)
  /// The same office: no consent is needed.
  public static let office = HandOverReach(rawValue: 1)
  /// Another office of the agency.
  public static let otherOffice = HandOverReach(rawValue: 2)
  /// A vendor, or a unit below one.
  public static let partner = HandOverReach(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "HAND_OVER_REACH_UNSPECIFIED"),
    (1, "HAND_OVER_REACH_OFFICE"),
    (2, "HAND_OVER_REACH_OTHER_OFFICE"),
    (3, "HAND_OVER_REACH_PARTNER"),
  ]
}
