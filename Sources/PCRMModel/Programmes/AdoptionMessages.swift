public import PCRMCore
public import ProtobufCodec

/// Asks for an adoption.
///
/// ```proto
/// message AdoptCustomerRequest {
///   string request_id = 1;
///   string programme_id = 2;
///   string customer_id = 3;
///   string staff_id = 4;
///   string reason = 5;
///   string waiver_reason = 6;
/// }
/// ```
public struct AdoptCustomerRequest: Message {
  public static let protoName = "pcrm.v1.AdoptCustomerRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The programme. Required.
  public var programmeID = ProgrammeID()
  /// The customer. Required.
  public var customerID = CustomerID()
  /// Who adopts. Required.
  public var staffID = StaffID()
  /// Why, at most 500 characters.
  public var reason = ""
  /// Why cap and distance do not count here, at most 500 characters. Empty = they count.
  public var waiverReason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "programme_id", &programmeID)
    try c.text(3, "customer_id", &customerID)
    try c.text(4, "staff_id", &staffID)
    try c.string(5, "reason", &reason)
    try c.string(6, "waiver_reason", &waiverReason)
  }
}

/// Asks to end an adoption.
///
/// ```proto
/// message ReleaseAdoptionRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string reason = 4;
/// }
/// ```
public struct ReleaseAdoptionRequest: Message {
  public static let protoName = "pcrm.v1.ReleaseAdoptionRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The adoption's id.
  public var id = AdoptionID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Why, 1 to 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.string(4, "reason", &reason)
  }
}

/// Asks for a page of adoptions.
///
/// ```proto
/// message ListAdoptionsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string programme_id = 3;
///   string staff_id = 4;
///   string customer_id = 5;
///   bool show_ended = 6;
/// }
/// ```
public struct ListAdoptionsRequest: Message {
  public static let protoName = "pcrm.v1.ListAdoptionsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this programme.
  public var programmeID = ProgrammeID()
  /// Only by this member of staff.
  public var staffID = StaffID()
  /// Only of this customer.
  public var customerID = CustomerID()
  /// Ended ones too.
  public var showEnded = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "programme_id", &programmeID)
    try c.text(4, "staff_id", &staffID)
    try c.text(5, "customer_id", &customerID)
    try c.bool(6, "show_ended", &showEnded)
  }
}

/// A page of adoptions.
///
/// ```proto
/// message ListAdoptionsResponse {
///   repeated Adoption adoptions = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListAdoptionsResponse: Message {
  public static let protoName = "pcrm.v1.ListAdoptionsResponse"

  /// The adoptions.
  public var adoptions: [Adoption] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "adoptions", &adoptions)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
