public import PCRMCore
public import ProtobufCodec

/// Asks for a page of duties.
///
/// ```proto
/// message ListDutiesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string case_id = 3;
///   string staff_id = 4;
///   string team_id = 5;
///   bool current_only = 6;
///   google.protobuf.Timestamp at = 7;
/// }
/// ```
public struct ListDutiesRequest: Message {
  public static let protoName = "pcrm.v1.ListDutiesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this case.
  public var caseID = CaseID()
  /// Only of this member of staff.
  public var staffID = StaffID()
  /// Only of this team, as it was when they began.
  public var teamID = UnitID()
  /// Only those that hold now.
  public var currentOnly = false
  /// Only those that held at this instant.
  public var at: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "case_id", &caseID)
    try c.text(4, "staff_id", &staffID)
    try c.text(5, "team_id", &teamID)
    try c.bool(6, "current_only", &currentOnly)
    try c.message(7, "at", &at)
  }
}

/// A page of duties.
///
/// ```proto
/// message ListDutiesResponse {
///   repeated Duty duties = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListDutiesResponse: Message {
  public static let protoName = "pcrm.v1.ListDutiesResponse"

  /// The duties.
  public var duties: [Duty] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "duties", &duties)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a page of duties that nobody covers.
///
/// ```proto
/// message ListUncoveredDutiesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
/// }
/// ```
public struct ListUncoveredDutiesRequest: Message {
  public static let protoName = "pcrm.v1.ListUncoveredDutiesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
  }
}

/// A page of duties that nobody covers.
///
/// ```proto
/// message ListUncoveredDutiesResponse {
///   repeated Duty duties = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListUncoveredDutiesResponse: Message {
  public static let protoName = "pcrm.v1.ListUncoveredDutiesResponse"

  /// The duties.
  public var duties: [Duty] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "duties", &duties)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for the continuity of one case, or of all that the caller sees.
///
/// ```proto
/// message GetContinuityRequest {
///   string case_id = 1;
///   string office_id = 2;
///   google.protobuf.Timestamp from_time = 3;
///   google.protobuf.Timestamp to_time = 4;
/// }
/// ```
public struct GetContinuityRequest: Message {
  public static let protoName = "pcrm.v1.GetContinuityRequest"

  /// The case; empty = all cases.
  public var caseID = CaseID()
  /// Only cases of this office.
  public var officeID = UnitID()
  /// Only the time from here on. Absent = from the beginning.
  public var fromTime: Timestamp?
  /// Only the time until here. Absent = until now.
  public var toTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "case_id", &caseID)
    try c.text(2, "office_id", &officeID)
    try c.message(3, "from_time", &fromTime)
    try c.message(4, "to_time", &toTime)
  }
}

/// How much of their time cases were with the same worker. Time in which a case was closed does
/// not count.
///
/// ```proto
/// message Continuity {
///   int64 cases = 1;
///   int64 cases_with_one_worker = 2;
///   int64 longest_worker_share_e6 = 3;
///   int64 changes = 4;
///   int64 seconds = 5;
///   int64 contacts = 6;
///   int64 contacts_with_most_met = 7;
/// }
/// ```
public struct Continuity: Message {
  public static let protoName = "pcrm.v1.Continuity"

  /// Cases that had a case worker in that time.
  public var cases: Int64 = 0
  /// Of them, cases with one case worker all the time.
  public var casesWithOneWorker: Int64 = 0
  /// Share of a case's time that it was with the worker who had it longest, in millionths; the
  /// mean over the cases.
  public var longestWorkerShareE6: Int64 = 0
  /// How often cases went from one worker to another.
  public var changes: Int64 = 0
  /// Time with a case worker, in seconds.
  public var seconds: Int64 = 0
  /// Touchpoints at which a member of staff met a customer in that time.
  public var contacts: Int64 = 0
  /// Of them, those with whom the customer of a case met most often, added up over the cases.
  public var contactsWithMostMet: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "cases", &cases)
    try c.int64(2, "cases_with_one_worker", &casesWithOneWorker)
    try c.int64(3, "longest_worker_share_e6", &longestWorkerShareE6)
    try c.int64(4, "changes", &changes)
    try c.int64(5, "seconds", &seconds)
    try c.int64(6, "contacts", &contacts)
    try c.int64(7, "contacts_with_most_met", &contactsWithMostMet)
  }
}

/// Asks to give a case to another.
///
/// ```proto
/// message AssignCaseRequest {
///   string request_id = 1;
///   string case_id = 2;
///   string staff_id = 3;
///   string reason = 4;
/// }
/// ```
public struct AssignCaseRequest: Message {
  public static let protoName = "pcrm.v1.AssignCaseRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case's id. Required.
  public var caseID = CaseID()
  /// The new case worker. Required.
  public var staffID = StaffID()
  /// Why, 1 to 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "case_id", &caseID)
    try c.text(3, "staff_id", &staffID)
    try c.string(4, "reason", &reason)
  }
}
