public import PCRMCore
public import ProtobufCodec

/// By what the staff needed is counted.
///
/// ```proto
/// message StaffingAssumptions {
///   int64 version = 1;
///   string note = 2;
///   int32 minutes_per_month = 3;
///   int32 minutes_per_entry = 4;
///   int32 office_share_max_permille = 5;
///   google.protobuf.Timestamp create_time = 6;
///   string created_by = 7;
///   repeated StaffingItem items = 16;
///   repeated StaffingTarget targets = 17;
/// }
/// ```
public struct StaffingAssumptions: Message {
  public static let protoName = "pcrm.v1.StaffingAssumptions"

  /// Output only in reads; in applying, the version that is expected to hold, or 0 for any.
  public var version: Int64 = 0
  /// Why this version, at most 500 characters.
  public var note = ""
  /// Minutes a month that one member of staff has for this work: 0 to 100,000.
  public var minutesPerMonth: Int32 = 0
  /// Minutes that one entry on a case takes at the desk: 0 to 1,000.
  public var minutesPerEntry: Int32 = 0
  /// Desk work above this share of desk and field work raises an alarm, in thousandths: 0 to 1,000;
  /// 0 = never.
  public var officeShareMaxPermille: Int32 = 0
  /// Output only. When it was applied.
  public var createTime: Timestamp?
  /// Output only. The principal who applied it.
  public var createdBy = PrincipalID()
  /// Time for cases, at most 200. A case counts with the first item that it matches.
  public var items: [StaffingItem] = []
  /// What each member of staff is to reach, at most 200.
  public var targets: [StaffingTarget] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.string(2, "note", &note)
    try c.int32(3, "minutes_per_month", &minutesPerMonth)
    try c.int32(4, "minutes_per_entry", &minutesPerEntry)
    try c.int32(5, "office_share_max_permille", &officeShareMaxPermille)
    try c.message(6, "create_time", &createTime)
    try c.text(7, "created_by", &createdBy)
    try c.message(16, "items", &items)
    try c.message(17, "targets", &targets)
  }
}

/// The time that a kind of case takes. Fields that are empty let every case pass.
///
/// ```proto
/// message StaffingItem {
///   string name = 1;
///   JobGroup job_group = 2;
///   int32 minutes_per_month = 3;
///   string case_type = 4;
///   string stage = 5;
///   ManagementLevel management_level = 6;
///   SupportGroup support_group = 7;
/// }
/// ```
public struct StaffingItem: Message {
  public static let protoName = "pcrm.v1.StaffingItem"

  /// Name, unique among the items: 1 to 64 of a–z, 0–9, "_", "-" and ".". Required.
  public var name = ""
  /// The job group whose time it takes. Required.
  public var jobGroup = JobGroup.unspecified
  /// Minutes a month, 0 to 10,000.
  public var minutesPerMonth: Int32 = 0
  /// Code of the case type.
  public var caseType = ""
  /// Code of the stage.
  public var stage = ""
  /// Only cases of this management level.
  public var managementLevel = ManagementLevel.unspecified
  /// Only cases of this support group.
  public var supportGroup = SupportGroup.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.enumeration(2, "job_group", &jobGroup)
    try c.int32(3, "minutes_per_month", &minutesPerMonth)
    try c.string(4, "case_type", &caseType)
    try c.string(5, "stage", &stage)
    try c.enumeration(6, "management_level", &managementLevel)
    try c.enumeration(7, "support_group", &supportGroup)
  }
}

/// What each member of staff of a job group is to reach, beside the cases.
///
/// ```proto
/// message StaffingTarget {
///   string name = 1;
///   JobGroup job_group = 2;
///   string office_id = 3;
///   int32 count_per_month = 4;
///   int32 minutes_each = 5;
/// }
/// ```
public struct StaffingTarget: Message {
  public static let protoName = "pcrm.v1.StaffingTarget"

  /// Name, unique among the targets: 1 to 64 of a–z, 0–9, "_", "-" and ".". Required.
  public var name = ""
  /// The job group. Required.
  public var jobGroup = JobGroup.unspecified
  /// Only in this office. Empty = in all.
  public var officeID = UnitID()
  /// How many a month, 0 to 10,000.
  public var countPerMonth: Int32 = 0
  /// Minutes each, 0 to 10,000.
  public var minutesEach: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.enumeration(2, "job_group", &jobGroup)
    try c.text(3, "office_id", &officeID)
    try c.int32(4, "count_per_month", &countPerMonth)
    try c.int32(5, "minutes_each", &minutesEach)
  }
}
