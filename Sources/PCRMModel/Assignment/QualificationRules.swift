public import PCRMCore
public import ProtobufCodec

/// What a case worker must bring: a document that is applied as a whole.
///
/// ```proto
/// message QualificationRules {
///   int64 version = 1;
///   string note = 2;
///   google.protobuf.Timestamp create_time = 3;
///   string created_by = 4;
///   repeated TrainingModule modules = 16;
///   repeated QualificationRequirement requirements = 17;
/// }
/// ```
public struct QualificationRules: Message {
  public static let protoName = "pcrm.v1.QualificationRules"

  /// Output only. 1, 2, 3, …
  public var version: Int64 = 0
  /// What changed, for the list of versions, at most 500 characters.
  public var note = ""
  /// Output only. When it was applied.
  public var createTime: Timestamp?
  /// Output only. Principal who applied it.
  public var createdBy = PrincipalID()
  /// Training modules that there are, at most 100.
  public var modules: [TrainingModule] = []
  /// What is required, at most 200; all that hold for a case and a day must be met.
  public var requirements: [QualificationRequirement] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.string(2, "note", &note)
    try c.message(3, "create_time", &createTime)
    try c.text(4, "created_by", &createdBy)
    try c.message(16, "modules", &modules)
    try c.message(17, "requirements", &requirements)
  }
}

/// A training module.
///
/// ```proto
/// message TrainingModule {
///   string code = 1;
///   string name = 2;
/// }
/// ```
public struct TrainingModule: Message {
  public static let protoName = "pcrm.v1.TrainingModule"

  /// Code: 1 to 64 of a–z, 0–9, "_", "-" and ".". Required, unique.
  public var code = ""
  /// Name, 1 to 200 characters. Required.
  public var name = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "name", &name)
  }
}

/// What the case workers of some cases must bring.
///
/// ```proto
/// message QualificationRequirement {
///   string code = 1;
///   string case_type = 2;
///   CivilDate valid_from = 3;
///   CivilDate valid_to = 4;
///   repeated string stages = 16;
///   repeated string modules = 17;
///   repeated JobGroup job_groups = 18;
///   repeated string roles = 19;
/// }
/// ```
public struct QualificationRequirement: Message {
  public static let protoName = "pcrm.v1.QualificationRequirement"

  /// Code by which it is told apart. Required, unique.
  public var code = ""
  /// Only for cases of this type; empty = every type.
  public var caseType = ""
  /// First day on which it is asked. Absent = since ever.
  public var validFrom: CivilDate?
  /// The day on which it is no longer asked. Absent = open.
  public var validTo: CivilDate?
  /// Only at these stages; empty = every stage.
  public var stages: [String] = []
  /// Modules that must all have been passed.
  public var modules: [String] = []
  /// Job groups of which the person must belong to one; empty = any.
  public var jobGroups: [JobGroup] = []
  /// Roles of which the person must have one on that day; empty = any.
  public var roles: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "case_type", &caseType)
    try c.message(3, "valid_from", &validFrom)
    try c.message(4, "valid_to", &validTo)
    try c.string(16, "stages", &stages)
    try c.string(17, "modules", &modules)
    try c.enumeration(18, "job_groups", &jobGroups)
    try c.string(19, "roles", &roles)
  }
}
