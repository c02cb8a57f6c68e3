public import PCRMCore
public import ProtobufCodec

/// Work that changes hands, item by item.
///
/// ```proto
/// message Reassignment {
///   string id = 1;
///   int64 version = 2;
///   ReassignmentState state = 3;
///   string from_staff_id = 4;
///   string from_team_id = 5;
///   string from_office_id = 6;
///   string proposal_id = 7;
///   string case_type = 8;
///   string to_staff_id = 9;
///   string reason = 10;
///   int32 item_count = 11;
///   int32 moved_count = 12;
///   int32 refused_count = 13;
///   string created_by = 14;
///   google.protobuf.Timestamp create_time = 15;
///   google.protobuf.Timestamp end_time = 16;
/// }
/// ```
public struct Reassignment: Message {
  public static let protoName = "pcrm.v1.Reassignment"

  /// UUID.
  public var id = ReassignmentID()
  /// Grows with every change of `state`.
  public var version: Int64 = 0
  /// Whether it runs.
  public var state = ReassignmentState.unspecified
  /// All cases of this member of staff. Exactly one of this, the team, the office and the proposal is
  /// required.
  public var fromStaffID = StaffID()
  /// All cases of the staff of this team.
  public var fromTeamID = UnitID()
  /// All cases of the staff of this office.
  public var fromOfficeID = UnitID()
  /// What this proposal says.
  public var proposalID = ProposalID()
  /// Only cases of this type. Not with a proposal.
  public var caseType = ""
  /// Who gets them. Required unless there is a proposal.
  public var toStaffID = StaffID()
  /// The reason that is kept with each duty and adoption, 1 to 500 characters. Required.
  public var reason = ""
  /// Output only. Items when it began.
  public var itemCount: Int32 = 0
  /// Output only. Items that changed hands.
  public var movedCount: Int32 = 0
  /// Output only. Items that could not.
  public var refusedCount: Int32 = 0
  /// Output only. The principal who began it.
  public var createdBy = PrincipalID()
  /// Output only. When it began.
  public var createTime: Timestamp?
  /// Output only. When it ended. Absent = it has not.
  public var endTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.enumeration(3, "state", &state)
    try c.text(4, "from_staff_id", &fromStaffID)
    try c.text(5, "from_team_id", &fromTeamID)
    try c.text(6, "from_office_id", &fromOfficeID)
    try c.text(7, "proposal_id", &proposalID)
    try c.string(8, "case_type", &caseType)
    try c.text(9, "to_staff_id", &toStaffID)
    try c.string(10, "reason", &reason)
    try c.int32(11, "item_count", &itemCount)
    try c.int32(12, "moved_count", &movedCount)
    try c.int32(13, "refused_count", &refusedCount)
    try c.text(14, "created_by", &createdBy)
    try c.message(15, "create_time", &createTime)
    try c.message(16, "end_time", &endTime)
  }
}

/// Whether a reassignment runs.
public struct ReassignmentState: OpenEnum {
  public static let protoName = "pcrm.v1.ReassignmentState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = ReassignmentState(rawValue: 0)
  /// It goes on.
  public static let running = ReassignmentState(rawValue: 1)
  /// It rests.
  public static let paused = ReassignmentState(rawValue: 2)
  /// It came to its end.
  public static let done = ReassignmentState(rawValue: 3)
  /// It was ended.
  public static let cancelled = ReassignmentState(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "REASSIGNMENT_STATE_UNSPECIFIED"),
    (1, "REASSIGNMENT_STATE_RUNNING"),
    (2, "REASSIGNMENT_STATE_PAUSED"),
    (3, "REASSIGNMENT_STATE_DONE"),
    (4, "REASSIGNMENT_STATE_CANCELLED"),
  ]
}

/// What became of one item.
///
/// ```proto
/// message ReassignmentItem {
///   int32 number = 1;
///   string customer_id = 2;
///   string case_id = 3;
///   string from_staff_id = 4;
///   string to_staff_id = 5;
///   bool moved = 6;
///   string refusal = 7;
///   google.protobuf.Timestamp time = 8;
/// }
/// ```
public struct ReassignmentItem: Message {
  public static let protoName = "pcrm.v1.ReassignmentItem"

  /// 1, 2, 3, … in the order in which they were done.
  public var number: Int32 = 0
  /// The customer.
  public var customerID = CustomerID()
  /// The case. Empty for an adoption.
  public var caseID = CaseID()
  /// Who had it. Empty = nobody.
  public var fromStaffID = StaffID()
  /// Who has it now, or should have got it.
  public var toStaffID = StaffID()
  /// Whether it changed hands.
  public var moved = false
  /// Why not: a reason as in ErrorInfo. Empty when it changed hands.
  public var refusal = ""
  /// When.
  public var time: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "number", &number)
    try c.text(2, "customer_id", &customerID)
    try c.text(3, "case_id", &caseID)
    try c.text(4, "from_staff_id", &fromStaffID)
    try c.text(5, "to_staff_id", &toStaffID)
    try c.bool(6, "moved", &moved)
    try c.string(7, "refusal", &refusal)
    try c.message(8, "time", &time)
  }
}
