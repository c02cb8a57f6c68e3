public import PCRMCore
public import ProtobufCodec

/// Asks for a page of hardships that pass every filter.
///
/// ```proto
/// message ListHardshipsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string customer_id = 3;
///   string case_id = 4;
///   string staff_id = 5;
///   string office_id = 6;
///   HardshipState state = 7;
///   bool untold = 8;
/// }
/// ```
public struct ListHardshipsRequest: Message {
  public static let protoName = "pcrm.v1.ListHardshipsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this customer.
  public var customerID = CustomerID()
  /// Only on this case.
  public var caseID = CaseID()
  /// Only those that this member of staff found.
  public var staffID = StaffID()
  /// Only of this office.
  public var officeID = UnitID()
  /// Only in this state.
  public var state = HardshipState.unspecified
  /// Only those of which the customer was not told yet.
  public var untold = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "customer_id", &customerID)
    try c.text(4, "case_id", &caseID)
    try c.text(5, "staff_id", &staffID)
    try c.text(6, "office_id", &officeID)
    try c.enumeration(7, "state", &state)
    try c.bool(8, "untold", &untold)
  }
}

/// A page of hardships.
///
/// ```proto
/// message ListHardshipsResponse {
///   repeated Hardship hardships = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListHardshipsResponse: Message {
  public static let protoName = "pcrm.v1.ListHardshipsResponse"

  /// The hardships.
  public var hardships: [Hardship] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "hardships", &hardships)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to record what was found for a hardship.
///
/// ```proto
/// message RecordResourceRequest {
///   string request_id = 1;
///   string hardship_id = 2;
///   int64 version = 3;
///   string resource = 4;
///   bool nothing_found = 5;
///   string note = 6;
/// }
/// ```
public struct RecordResourceRequest: Message {
  public static let protoName = "pcrm.v1.RecordResourceRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The hardship. Required.
  public var hardshipID = HardshipID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// The resource, at most 300 characters. Required unless nothing was found.
  public var resource = ""
  /// It was looked for and nothing was found. Not with a resource.
  public var nothingFound = false
  /// In words, at most 500 characters. Nothing delicate.
  public var note = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "hardship_id", &hardshipID)
    try c.int64(3, "version", &version)
    try c.string(4, "resource", &resource)
    try c.bool(5, "nothing_found", &nothingFound)
    try c.string(6, "note", &note)
  }
}

/// Asks to record that the customer was told.
///
/// ```proto
/// message TellHardshipRequest {
///   string request_id = 1;
///   string hardship_id = 2;
///   int64 version = 3;
///   google.protobuf.Timestamp time = 4;
///   Channel channel = 5;
///   string visit_id = 6;
/// }
/// ```
public struct TellHardshipRequest: Message {
  public static let protoName = "pcrm.v1.TellHardshipRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The hardship. Required.
  public var hardshipID = HardshipID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// When. Absent = now; not before the resource was found.
  public var time: Timestamp?
  /// How. Required.
  public var channel = Channel.unspecified
  /// The visit at which; empty = none. One of the same customer.
  public var visitID = VisitID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "hardship_id", &hardshipID)
    try c.int64(3, "version", &version)
    try c.message(4, "time", &time)
    try c.enumeration(5, "channel", &channel)
    try c.text(6, "visit_id", &visitID)
  }
}
