public import PCRMCore
public import ProtobufCodec

/// What a member of staff carried at the end of a day, and did on it.
///
/// ```proto
/// message Caseload {
///   CivilDate day = 1;
///   string staff_id = 2;
///   string office_id = 3;
///   JobGroup job_group = 4;
///   int32 case_count = 5;
///   int32 intensive_count = 6;
///   int32 general_count = 7;
///   int32 adoption_count = 8;
///   int64 load = 9;
///   int32 office_count = 10;
///   FieldWork field = 11;
///   int32 office_share_permille = 12;
///   bool alarm = 13;
///   int64 assumptions_version = 14;
/// }
/// ```
public struct Caseload: Message {
  public static let protoName = "pcrm.v1.Caseload"

  /// The day.
  public var day: CivilDate?
  /// The member of staff.
  public var staffID = StaffID()
  /// The office then. Empty = none.
  public var officeID = UnitID()
  /// The job group then.
  public var jobGroup = JobGroup.unspecified
  /// Cases.
  public var caseCount: Int32 = 0
  /// Cases under intensive management.
  public var intensiveCount: Int32 = 0
  /// Cases under general management.
  public var generalCount: Int32 = 0
  /// Customers adopted.
  public var adoptionCount: Int32 = 0
  /// The load, in thousandths.
  public var load: Int64 = 0
  /// Entries made that day on cases: the work at the desk.
  public var officeCount: Int32 = 0
  /// The work in the field that day. Absent = it is not recorded.
  public var field: FieldWork?
  /// Desk work as a share of desk and field work in minutes, in thousandths; 0 where the field is not
  /// recorded.
  public var officeSharePermille: Int32 = 0
  /// The share is above what the assumptions of that day allow: paperwork displaces visits.
  public var alarm = false
  /// The version of the assumptions by which it was counted.
  public var assumptionsVersion: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "day", &day)
    try c.text(2, "staff_id", &staffID)
    try c.text(3, "office_id", &officeID)
    try c.enumeration(4, "job_group", &jobGroup)
    try c.int32(5, "case_count", &caseCount)
    try c.int32(6, "intensive_count", &intensiveCount)
    try c.int32(7, "general_count", &generalCount)
    try c.int32(8, "adoption_count", &adoptionCount)
    try c.int64(9, "load", &load)
    try c.int32(10, "office_count", &officeCount)
    try c.message(11, "field", &field)
    try c.int32(12, "office_share_permille", &officeSharePermille)
    try c.bool(13, "alarm", &alarm)
    try c.int64(14, "assumptions_version", &assumptionsVersion)
  }
}

/// A day's work in the field.
///
/// ```proto
/// message FieldWork {
///   int32 visit_count = 1;
///   int32 minutes = 2;
/// }
/// ```
public struct FieldWork: Message {
  public static let protoName = "pcrm.v1.FieldWork"

  /// Visits made.
  public var visitCount: Int32 = 0
  /// Minutes spent on them, ways included.
  public var minutes: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "visit_count", &visitCount)
    try c.int32(2, "minutes", &minutes)
  }
}

/// Asks for a page of daily caseloads.
///
/// ```proto
/// message ListCaseloadRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   CivilDate from_day = 3;
///   CivilDate to_day = 4;
///   string office_id = 5;
///   string staff_id = 6;
///   bool alarms_only = 7;
/// }
/// ```
public struct ListCaseloadRequest: Message {
  public static let protoName = "pcrm.v1.ListCaseloadRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// First day. Absent = since ever.
  public var fromDay: CivilDate?
  /// The day before which it ends. Absent = open.
  public var toDay: CivilDate?
  /// Only staff of this office then.
  public var officeID = UnitID()
  /// Only this member of staff.
  public var staffID = StaffID()
  /// Only where paperwork displaced visits.
  public var alarmsOnly = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.message(3, "from_day", &fromDay)
    try c.message(4, "to_day", &toDay)
    try c.text(5, "office_id", &officeID)
    try c.text(6, "staff_id", &staffID)
    try c.bool(7, "alarms_only", &alarmsOnly)
  }
}

/// A page of daily caseloads.
///
/// ```proto
/// message ListCaseloadResponse {
///   repeated Caseload caseloads = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListCaseloadResponse: Message {
  public static let protoName = "pcrm.v1.ListCaseloadResponse"

  /// The caseloads.
  public var caseloads: [Caseload] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "caseloads", &caseloads)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
