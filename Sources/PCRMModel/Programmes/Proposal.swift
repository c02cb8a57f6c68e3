public import PCRMCore
public import ProtobufCodec

/// Who would take over what, and what that does to everybody's load.
///
/// ```proto
/// message Proposal {
///   string id = 1;
///   int64 version = 2;
///   ProposalKind kind = 3;
///   ProposalMethod method = 4;
///   ProposalState state = 5;
///   string office_id = 6;
///   string from_staff_id = 7;
///   string programme_id = 8;
///   int32 line_count = 9;
///   int32 unplaced_count = 10;
///   int32 imbalance_before_permille = 11;
///   int32 imbalance_after_permille = 12;
///   int64 cost = 13;
///   int64 cost_bound = 14;
///   int64 gap_ppm = 15;
///   int64 weights_version = 16;
///   string created_by = 17;
///   google.protobuf.Timestamp create_time = 18;
///   string applied_by = 19;
///   google.protobuf.Timestamp apply_time = 20;
///   repeated ProposalShare shares = 21;
/// }
/// ```
public struct Proposal: Message {
  public static let protoName = "pcrm.v1.Proposal"

  /// UUID.
  public var id = ProposalID()
  /// Grows with every change of `state`.
  public var version: Int64 = 0
  /// Cases, or adoptions.
  public var kind = ProposalKind.unspecified
  /// How it was made.
  public var method = ProposalMethod.unspecified
  /// Whether it was carried out.
  public var state = ProposalState.unspecified
  /// The office whose staff and cases it is about. Empty = all.
  public var officeID = UnitID()
  /// The member of staff whose cases are given away. Empty = none.
  public var fromStaffID = StaffID()
  /// The programme, for adoptions.
  public var programmeID = ProgrammeID()
  /// Lines.
  public var lineCount: Int32 = 0
  /// Lines that found nobody.
  public var unplacedCount: Int32 = 0
  /// How uneven the load of the staff asked was: see Load.imbalance_permille.
  public var imbalanceBeforePermille: Int32 = 0
  /// How uneven it would be.
  public var imbalanceAfterPermille: Int32 = 0
  /// What was to be made small: for adoptions, the sum of distances in metres and of the price of
  /// unevenness; for balanced cases, the highest load ÷ capacity.
  public var cost: Int64 = 0
  /// No assignment can be better than this (with as many placed).
  public var costBound: Int64 = 0
  /// How far `cost` is above `cost_bound` at most, in millionths. 0 = it is the best.
  public var gapPpm: Int64 = 0
  /// The version of the load weights.
  public var weightsVersion: Int64 = 0
  /// The principal who asked for it.
  public var createdBy = PrincipalID()
  /// When it was made.
  public var createTime: Timestamp?
  /// The principal who had it carried out. Empty = nobody yet.
  public var appliedBy = PrincipalID()
  /// When it was carried out, or began to be.
  public var applyTime: Timestamp?
  /// The share of each member of staff who was asked. Only in GetProposal and where it was made.
  public var shares: [ProposalShare] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.enumeration(3, "kind", &kind)
    try c.enumeration(4, "method", &method)
    try c.enumeration(5, "state", &state)
    try c.text(6, "office_id", &officeID)
    try c.text(7, "from_staff_id", &fromStaffID)
    try c.text(8, "programme_id", &programmeID)
    try c.int32(9, "line_count", &lineCount)
    try c.int32(10, "unplaced_count", &unplacedCount)
    try c.int32(11, "imbalance_before_permille", &imbalanceBeforePermille)
    try c.int32(12, "imbalance_after_permille", &imbalanceAfterPermille)
    try c.int64(13, "cost", &cost)
    try c.int64(14, "cost_bound", &costBound)
    try c.int64(15, "gap_ppm", &gapPpm)
    try c.int64(16, "weights_version", &weightsVersion)
    try c.text(17, "created_by", &createdBy)
    try c.message(18, "create_time", &createTime)
    try c.text(19, "applied_by", &appliedBy)
    try c.message(20, "apply_time", &applyTime)
    try c.message(21, "shares", &shares)
  }
}

/// What a proposal means for one member of staff.
///
/// ```proto
/// message ProposalShare {
///   string staff_id = 1;
///   string name = 2;
///   int32 count_before = 3;
///   int32 count_after = 4;
///   int64 load_before = 5;
///   int64 load_after = 6;
///   int32 capacity_permille = 7;
/// }
/// ```
public struct ProposalShare: Message {
  public static let protoName = "pcrm.v1.ProposalShare"

  /// The member of staff.
  public var staffID = StaffID()
  /// The name.
  public var name = ""
  /// Cases or adoptions before.
  public var countBefore: Int32 = 0
  /// Cases or adoptions after.
  public var countAfter: Int32 = 0
  /// Load before, in thousandths.
  public var loadBefore: Int64 = 0
  /// Load after, in thousandths.
  public var loadAfter: Int64 = 0
  /// What the job group can carry, in thousandths.
  public var capacityPermille: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.string(2, "name", &name)
    try c.int32(3, "count_before", &countBefore)
    try c.int32(4, "count_after", &countAfter)
    try c.int64(5, "load_before", &loadBefore)
    try c.int64(6, "load_after", &loadAfter)
    try c.int32(7, "capacity_permille", &capacityPermille)
  }
}

/// One case or customer in a proposal.
///
/// ```proto
/// message ProposalLine {
///   int32 number = 1;
///   string customer_id = 2;
///   string case_id = 3;
///   string from_staff_id = 4;
///   string to_staff_id = 5;
///   int64 load = 6;
///   int32 distance_m = 7;
///   string reason = 8;
/// }
/// ```
public struct ProposalLine: Message {
  public static let protoName = "pcrm.v1.ProposalLine"

  /// 1, 2, 3, … within the proposal.
  public var number: Int32 = 0
  /// The customer.
  public var customerID = CustomerID()
  /// The case, for cases.
  public var caseID = CaseID()
  /// Who has it now. Empty = nobody.
  public var fromStaffID = StaffID()
  /// Who would get it. Empty = it found nobody.
  public var toStaffID = StaffID()
  /// What it carries, in thousandths.
  public var load: Int64 = 0
  /// From the home of `to_staff_id`, in metres, rounded up to whole hundreds; 0 = not known.
  public var distanceM: Int32 = 0
  /// Why this one, or why nobody, in words.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "number", &number)
    try c.text(2, "customer_id", &customerID)
    try c.text(3, "case_id", &caseID)
    try c.text(4, "from_staff_id", &fromStaffID)
    try c.text(5, "to_staff_id", &toStaffID)
    try c.int64(6, "load", &load)
    try c.int32(7, "distance_m", &distanceM)
    try c.string(8, "reason", &reason)
  }
}
