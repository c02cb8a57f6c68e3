public import PCRMCore
public import ProtobufCodec

/// A training module that a member of staff passed.
///
/// ```proto
/// message Training {
///   string module = 1;
///   CivilDate valid_from = 2;
///   CivilDate valid_to = 3;
/// }
/// ```
public struct Training: Message {
  public static let protoName = "pcrm.v1.Training"

  /// Code of the module. Required.
  public var module = ""
  /// The day from which it counts. Absent = since ever.
  public var validFrom: CivilDate?
  /// The day on which it no longer counts. Absent = open.
  public var validTo: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "module", &module)
    try c.message(2, "valid_from", &validFrom)
    try c.message(3, "valid_to", &validTo)
  }
}

/// A role that a member of staff has for a time, for example quasi case manager.
///
/// ```proto
/// message StaffRole {
///   string role = 1;
///   CivilDate valid_from = 2;
///   CivilDate valid_to = 3;
/// }
/// ```
public struct StaffRole: Message {
  public static let protoName = "pcrm.v1.StaffRole"

  /// Code of the role: 1 to 64 of a–z, 0–9, "_", "-" and "."; not the name of a principal's role.
  /// Required.
  public var role = ""
  /// First day. Absent = since ever.
  public var validFrom: CivilDate?
  /// The day on which it no longer holds. Absent = open.
  public var validTo: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "role", &role)
    try c.message(2, "valid_from", &validFrom)
    try c.message(3, "valid_to", &validTo)
  }
}

/// What a member of staff is qualified by.
///
/// ```proto
/// message StaffQualifications {
///   string staff_id = 1;
///   int64 version = 2;
///   JobGroup job_group = 3;
///   repeated Training trainings = 16;
///   repeated StaffRole roles = 17;
/// }
/// ```
public struct StaffQualifications: Message {
  public static let protoName = "pcrm.v1.StaffQualifications"

  /// The member of staff.
  public var staffID = StaffID()
  /// Version of the member of staff.
  public var version: Int64 = 0
  /// Job group.
  public var jobGroup = JobGroup.unspecified
  /// Training modules that were passed, by module and day.
  public var trainings: [Training] = []
  /// Roles, by role and day.
  public var roles: [StaffRole] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.int64(2, "version", &version)
    try c.enumeration(3, "job_group", &jobGroup)
    try c.message(16, "trainings", &trainings)
    try c.message(17, "roles", &roles)
  }
}
