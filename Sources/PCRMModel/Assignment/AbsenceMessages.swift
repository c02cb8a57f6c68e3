public import PCRMCore
public import ProtobufCodec

/// Asks to record an absence.
///
/// ```proto
/// message RecordAbsenceRequest {
///   string request_id = 1;
///   Absence absence = 2;
/// }
/// ```
public struct RecordAbsenceRequest: Message {
  public static let protoName = "pcrm.v1.RecordAbsenceRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The absence. Its `id` may be set.
  public var absence: Absence?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "absence", &absence)
  }
}

/// Asks for a change of an absence.
///
/// ```proto
/// message UpdateAbsenceRequest {
///   string request_id = 1;
///   Absence absence = 2;
///   google.protobuf.FieldMask update_mask = 3;
/// }
/// ```
public struct UpdateAbsenceRequest: Message {
  public static let protoName = "pcrm.v1.UpdateAbsenceRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// New values. `id` is required; `version`, when not 0, must be the present one.
  public var absence: Absence?
  /// What to change. Absent or empty = every field of `absence` that is not empty.
  public var updateMask: FieldMask?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "absence", &absence)
    try c.message(3, "update_mask", &updateMask)
  }
}

/// Asks to take an absence back.
///
/// ```proto
/// message DeleteAbsenceRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct DeleteAbsenceRequest: Message {
  public static let protoName = "pcrm.v1.DeleteAbsenceRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The absence's id.
  public var id = AbsenceID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
  }
}

/// Asks for a page of absences.
///
/// ```proto
/// message ListAbsencesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string staff_id = 3;
///   string team_id = 4;
///   string deputy_id = 5;
///   google.protobuf.Timestamp from_time = 6;
///   google.protobuf.Timestamp to_time = 7;
/// }
/// ```
public struct ListAbsencesRequest: Message {
  public static let protoName = "pcrm.v1.ListAbsencesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this member of staff.
  public var staffID = StaffID()
  /// Only of staff who are in this team now.
  public var teamID = UnitID()
  /// Only those in which this person stands in.
  public var deputyID = StaffID()
  /// Only those that touch the time from here on.
  public var fromTime: Timestamp?
  /// Only those that begin before.
  public var toTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "staff_id", &staffID)
    try c.text(4, "team_id", &teamID)
    try c.text(5, "deputy_id", &deputyID)
    try c.message(6, "from_time", &fromTime)
    try c.message(7, "to_time", &toTime)
  }
}

/// A page of absences.
///
/// ```proto
/// message ListAbsencesResponse {
///   repeated Absence absences = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListAbsencesResponse: Message {
  public static let protoName = "pcrm.v1.ListAbsencesResponse"

  /// The absences.
  public var absences: [Absence] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "absences", &absences)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
