public import PCRMCore
public import ProtobufCodec

/// Asks to record hours.
///
/// ```proto
/// message SetWorkingHoursRequest {
///   string request_id = 1;
///   WorkingHours hours = 2;
///   bool dry_run = 3;
/// }
/// ```
public struct SetWorkingHoursRequest: Message {
  public static let protoName = "pcrm.v1.SetWorkingHoursRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The hours. Required.
  public var hours: WorkingHours?
  /// Only tell what would change.
  public var dryRun = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "hours", &hours)
    try c.bool(3, "dry_run", &dryRun)
  }
}

/// What recording hours changed.
///
/// ```proto
/// message SetWorkingHoursResponse {
///   WorkingHours hours = 1;
///   repeated ConfigChange changes = 16;
/// }
/// ```
public struct SetWorkingHoursResponse: Message {
  public static let protoName = "pcrm.v1.SetWorkingHoursResponse"

  /// The hours; without an id in a dry run that did not choose one.
  public var hours: WorkingHours?
  /// Each difference to what the holder had on those days, and hours that end or are split.
  public var changes: [ConfigChange] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "hours", &hours)
    try c.message(16, "changes", &changes)
  }
}

/// Asks to end hours.
///
/// ```proto
/// message EndWorkingHoursRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   CivilDate valid_to = 4;
/// }
/// ```
public struct EndWorkingHoursRequest: Message {
  public static let protoName = "pcrm.v1.EndWorkingHoursRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The hours' id. Required.
  public var id = WorkingTimeID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// The day on which they no longer hold; on or before their first day they are gone. Required.
  public var validTo: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.message(4, "valid_to", &validTo)
  }
}

/// Asks for hours.
///
/// ```proto
/// message GetWorkingHoursRequest {
///   string id = 1;
/// }
/// ```
public struct GetWorkingHoursRequest: Message {
  public static let protoName = "pcrm.v1.GetWorkingHoursRequest"

  /// The hours' id.
  public var id = WorkingTimeID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of hours.
///
/// ```proto
/// message ListWorkingHoursRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string staff_id = 3;
///   string office_id = 4;
///   CivilDate as_of = 5;
/// }
/// ```
public struct ListWorkingHoursRequest: Message {
  public static let protoName = "pcrm.v1.ListWorkingHoursRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only this member of staff's own.
  public var staffID = StaffID()
  /// Only this office's own.
  public var officeID = UnitID()
  /// Only those that hold on this day.
  public var asOf: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "staff_id", &staffID)
    try c.text(4, "office_id", &officeID)
    try c.message(5, "as_of", &asOf)
  }
}

/// A page of hours.
///
/// ```proto
/// message ListWorkingHoursResponse {
///   repeated WorkingHours hours = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListWorkingHoursResponse: Message {
  public static let protoName = "pcrm.v1.ListWorkingHoursResponse"

  /// The hours.
  public var hours: [WorkingHours] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "hours", &hours)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
