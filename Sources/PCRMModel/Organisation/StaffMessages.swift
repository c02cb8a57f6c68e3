public import PCRMCore
public import ProtobufCodec

/// Asks for a new staff member.
///
/// ```proto
/// message CreateStaffRequest {
///   string request_id = 1;
///   Staff staff = 2;
/// }
/// ```
public struct CreateStaffRequest: Message {
  public static let protoName = "pcrm.v1.CreateStaffRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The staff member. Its `id` may be set.
  public var staff: Staff?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "staff", &staff)
  }
}

/// Asks for one staff member.
///
/// ```proto
/// message GetStaffRequest {
///   string id = 1;
/// }
/// ```
public struct GetStaffRequest: Message {
  public static let protoName = "pcrm.v1.GetStaffRequest"

  /// The staff member's id.
  public var id = StaffID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of staff.
///
/// ```proto
/// message ListStaffRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string office_id = 3;
///   string team_id = 4;
///   JobGroup job_group = 5;
///   CivilDate as_of = 6;
///   string skill = 7;
///   string employee_number = 8;
/// }
/// ```
public struct ListStaffRequest: Message {
  public static let protoName = "pcrm.v1.ListStaffRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this office.
  public var officeID = UnitID()
  /// Only of this team.
  public var teamID = UnitID()
  /// Only of this job group.
  public var jobGroup = JobGroup.unspecified
  /// Only those at work on this day.
  public var asOf: CivilDate?
  /// Only those with this skill.
  public var skill = ""
  /// Only the one with exactly this employee number.
  public var employeeNumber = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "office_id", &officeID)
    try c.text(4, "team_id", &teamID)
    try c.enumeration(5, "job_group", &jobGroup)
    try c.message(6, "as_of", &asOf)
    try c.string(7, "skill", &skill)
    try c.string(8, "employee_number", &employeeNumber)
  }
}

/// A page of staff.
///
/// ```proto
/// message ListStaffResponse {
///   repeated Staff staff = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListStaffResponse: Message {
  public static let protoName = "pcrm.v1.ListStaffResponse"

  /// The staff members.
  public var staff: [Staff] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "staff", &staff)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a change of a staff member.
///
/// ```proto
/// message UpdateStaffRequest {
///   string request_id = 1;
///   Staff staff = 2;
///   google.protobuf.FieldMask update_mask = 3;
/// }
/// ```
public struct UpdateStaffRequest: Message {
  public static let protoName = "pcrm.v1.UpdateStaffRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// New values. `id` is required; `version`, when not 0, must be the present one.
  public var staff: Staff?
  /// What to change. Absent or empty = every field of `staff` that is not empty.
  public var updateMask: FieldMask?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "staff", &staff)
    try c.message(3, "update_mask", &updateMask)
  }
}
