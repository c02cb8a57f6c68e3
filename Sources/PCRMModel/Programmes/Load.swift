public import PCRMCore
public import ProtobufCodec

/// What somebody, or a unit's staff together, carry.
///
/// ```proto
/// message Load {
///   int32 staff_count = 1;
///   int32 case_count = 2;
///   int32 adoption_count = 3;
///   int64 load = 4;
///   int64 capacity_permille = 5;
///   int32 imbalance_permille = 6;
///   int64 weights_version = 7;
///   repeated LoadPart parts = 16;
/// }
/// ```
public struct Load: Message {
  public static let protoName = "pcrm.v1.Load"

  /// How many are counted.
  public var staffCount: Int32 = 0
  /// Cases whose primary case worker they are.
  public var caseCount: Int32 = 0
  /// Customers whom they have adopted.
  public var adoptionCount: Int32 = 0
  /// The sum, in thousandths.
  public var load: Int64 = 0
  /// How much they can carry: the sum of the staff's capacities in thousandths.
  public var capacityPermille: Int64 = 0
  /// How uneven the load is among them: the standard deviation of load ÷ capacity, in thousandths of its
  /// mean. 0 = everybody carries the same.
  public var imbalancePermille: Int32 = 0
  /// The version of the weights.
  public var weightsVersion: Int64 = 0
  /// What the load is made of; the parts add up to it.
  public var parts: [LoadPart] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "staff_count", &staffCount)
    try c.int32(2, "case_count", &caseCount)
    try c.int32(3, "adoption_count", &adoptionCount)
    try c.int64(4, "load", &load)
    try c.int64(5, "capacity_permille", &capacityPermille)
    try c.int32(6, "imbalance_permille", &imbalancePermille)
    try c.int64(7, "weights_version", &weightsVersion)
    try c.message(16, "parts", &parts)
  }
}

/// A part of a load.
///
/// ```proto
/// message LoadPart {
///   string name = 1;
///   int32 count = 2;
///   int64 load = 3;
/// }
/// ```
public struct LoadPart: Message {
  public static let protoName = "pcrm.v1.LoadPart"

  /// "case", "adoption", "suspended" (what suspended cases carry less), or a rule's name.
  public var name = ""
  /// Cases or adoptions it counts.
  public var count: Int32 = 0
  /// What they add, in thousandths.
  public var load: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int32(2, "count", &count)
    try c.int64(3, "load", &load)
  }
}

/// What a member of staff carries.
///
/// ```proto
/// message StaffLoad {
///   string staff_id = 1;
///   string name = 2;
///   string office_id = 3;
///   string team_id = 4;
///   JobGroup job_group = 5;
///   int32 case_count = 6;
///   int32 adoption_count = 7;
///   int64 load = 8;
///   int32 capacity_permille = 9;
/// }
/// ```
public struct StaffLoad: Message {
  public static let protoName = "pcrm.v1.StaffLoad"

  /// The member of staff.
  public var staffID = StaffID()
  /// The name.
  public var name = ""
  /// The office. Empty = none.
  public var officeID = UnitID()
  /// The team. Empty = none.
  public var teamID = UnitID()
  /// The job group.
  public var jobGroup = JobGroup.unspecified
  /// Cases whose primary case worker it is.
  public var caseCount: Int32 = 0
  /// Customers adopted.
  public var adoptionCount: Int32 = 0
  /// The load, in thousandths.
  public var load: Int64 = 0
  /// What the job group can carry, in thousandths.
  public var capacityPermille: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.string(2, "name", &name)
    try c.text(3, "office_id", &officeID)
    try c.text(4, "team_id", &teamID)
    try c.enumeration(5, "job_group", &jobGroup)
    try c.int32(6, "case_count", &caseCount)
    try c.int32(7, "adoption_count", &adoptionCount)
    try c.int64(8, "load", &load)
    try c.int32(9, "capacity_permille", &capacityPermille)
  }
}
