public import PCRMCore
public import ProtobufCodec

/// Asks what somebody is qualified by.
///
/// ```proto
/// message GetStaffQualificationsRequest {
///   string staff_id = 1;
/// }
/// ```
public struct GetStaffQualificationsRequest: Message {
  public static let protoName = "pcrm.v1.GetStaffQualificationsRequest"

  /// The member of staff. Required.
  public var staffID = StaffID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
  }
}

/// Asks to record trainings.
///
/// ```proto
/// message SetTrainingsRequest {
///   string request_id = 1;
///   string staff_id = 2;
///   int64 version = 3;
///   repeated Training trainings = 4;
/// }
/// ```
public struct SetTrainingsRequest: Message {
  public static let protoName = "pcrm.v1.SetTrainingsRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The member of staff. Required.
  public var staffID = StaffID()
  /// The member's version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// All trainings, at most 100; times of one module may not overlap.
  public var trainings: [Training] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "staff_id", &staffID)
    try c.int64(3, "version", &version)
    try c.message(4, "trainings", &trainings)
  }
}

/// Asks to give roles.
///
/// ```proto
/// message SetStaffRolesRequest {
///   string request_id = 1;
///   string staff_id = 2;
///   int64 version = 3;
///   repeated StaffRole roles = 4;
/// }
/// ```
public struct SetStaffRolesRequest: Message {
  public static let protoName = "pcrm.v1.SetStaffRolesRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The member of staff. Required.
  public var staffID = StaffID()
  /// The member's version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// All roles, at most 100; times of one role may not overlap.
  public var roles: [StaffRole] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "staff_id", &staffID)
    try c.int64(3, "version", &version)
    try c.message(4, "roles", &roles)
  }
}

/// Asks what somebody lacks.
///
/// ```proto
/// message CheckQualificationRequest {
///   string staff_id = 1;
///   string case_id = 2;
///   CivilDate on = 3;
/// }
/// ```
public struct CheckQualificationRequest: Message {
  public static let protoName = "pcrm.v1.CheckQualificationRequest"

  /// The member of staff. Required.
  public var staffID = StaffID()
  /// The case. Required.
  public var caseID = CaseID()
  /// The day. Absent = today in Asia/Seoul.
  public var on: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.text(2, "case_id", &caseID)
    try c.message(3, "on", &on)
  }
}

/// What somebody lacks.
///
/// ```proto
/// message QualificationCheck {
///   bool qualified = 1;
///   repeated string missing = 2;
/// }
/// ```
public struct QualificationCheck: Message {
  public static let protoName = "pcrm.v1.QualificationCheck"

  /// Whether nothing is missing.
  public var qualified = false
  /// What is missing: "module:courtesy", "job_group:medical|rehabilitation",
  /// "role:quasi_case_manager" …
  public var missing: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.bool(1, "qualified", &qualified)
    try c.string(2, "missing", &missing)
  }
}
