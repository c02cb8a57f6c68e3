public import PCRMCore
public import ProtobufCodec

/// How load is counted. A case carries `case_load` and the sum of all rules that it matches.
///
/// ```proto
/// message LoadWeights {
///   int64 version = 1;
///   string note = 2;
///   int32 case_load = 3;
///   int32 adoption_load = 4;
///   int32 suspended_permille = 5;
///   int64 load_max = 6;
///   google.protobuf.Timestamp create_time = 7;
///   string created_by = 8;
///   repeated LoadRule rules = 16;
///   repeated LoadCapacity capacities = 17;
/// }
/// ```
public struct LoadWeights: Message {
  public static let protoName = "pcrm.v1.LoadWeights"

  /// Output only in reads; in applying, the version that is expected to hold, or 0 for any.
  public var version: Int64 = 0
  /// Why this version, at most 500 characters.
  public var note = ""
  /// What every case carries, 0 to 1,000,000 thousandths.
  public var caseLoad: Int32 = 0
  /// What every adopted customer carries, 0 to 1,000,000 thousandths.
  public var adoptionLoad: Int32 = 0
  /// What a suspended case carries of its load, in thousandths: 0 to 1,000.
  public var suspendedPermille: Int32 = 0
  /// What nobody's load may exceed when work is proposed or given in bulk; 0 = no limit.
  public var loadMax: Int64 = 0
  /// Output only. When it was applied.
  public var createTime: Timestamp?
  /// Output only. The principal who applied it.
  public var createdBy = PrincipalID()
  /// What makes a case heavier, at most 200.
  public var rules: [LoadRule] = []
  /// How much a job group can carry beside the others; a group that is not named has 1,000. At most one
  /// each.
  public var capacities: [LoadCapacity] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.string(2, "note", &note)
    try c.int32(3, "case_load", &caseLoad)
    try c.int32(4, "adoption_load", &adoptionLoad)
    try c.int32(5, "suspended_permille", &suspendedPermille)
    try c.int64(6, "load_max", &loadMax)
    try c.message(7, "create_time", &createTime)
    try c.text(8, "created_by", &createdBy)
    try c.message(16, "rules", &rules)
    try c.message(17, "capacities", &capacities)
  }
}

/// A condition on a case and what it adds to the case's load. Fields that are empty let every case pass.
///
/// ```proto
/// message LoadRule {
///   string name = 1;
///   int32 load = 2;
///   string case_type = 3;
///   string stage = 4;
///   string phase = 5;
///   SeverityScheme severity_scheme = 6;
///   int32 severity_grade_min = 7;
///   int32 severity_grade_max = 8;
///   SupportGroup support_group = 9;
///   ManagementLevel management_level = 10;
/// }
/// ```
public struct LoadRule: Message {
  public static let protoName = "pcrm.v1.LoadRule"

  /// Name, unique among the rules: 1 to 64 of a–z, 0–9, "_", "-" and ".". Required.
  public var name = ""
  /// What it adds, 0 to 1,000,000 thousandths.
  public var load: Int32 = 0
  /// Code of the case type.
  public var caseType = ""
  /// Code of the stage.
  public var stage = ""
  /// Code of the medical phase.
  public var phase = ""
  /// Only cases with a grade of this scheme.
  public var severityScheme = SeverityScheme.unspecified
  /// The least grade of the scheme; 0 = any.
  public var severityGradeMin: Int32 = 0
  /// The highest grade of the scheme; 0 = any.
  public var severityGradeMax: Int32 = 0
  /// Only cases of this support group.
  public var supportGroup = SupportGroup.unspecified
  /// Only cases of this management level.
  public var managementLevel = ManagementLevel.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int32(2, "load", &load)
    try c.string(3, "case_type", &caseType)
    try c.string(4, "stage", &stage)
    try c.string(5, "phase", &phase)
    try c.enumeration(6, "severity_scheme", &severityScheme)
    try c.int32(7, "severity_grade_min", &severityGradeMin)
    try c.int32(8, "severity_grade_max", &severityGradeMax)
    try c.enumeration(9, "support_group", &supportGroup)
    try c.enumeration(10, "management_level", &managementLevel)
  }
}

/// What a job group can carry: the load of its members is divided by it before it is compared.
///
/// ```proto
/// message LoadCapacity {
///   JobGroup job_group = 1;
///   int32 capacity_permille = 2;
/// }
/// ```
public struct LoadCapacity: Message {
  public static let protoName = "pcrm.v1.LoadCapacity"

  /// The job group.
  public var jobGroup = JobGroup.unspecified
  /// 1 to 100,000 thousandths.
  public var capacityPermille: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "job_group", &jobGroup)
    try c.int32(2, "capacity_permille", &capacityPermille)
  }
}
