public import PCRMCore
public import ProtobufCodec

/// Asks to record what a customer decided.
///
/// ```proto
/// message RecordConsentRequest {
///   string request_id = 1;
///   Consent consent = 2;
/// }
/// ```
public struct RecordConsentRequest: Message {
  public static let protoName = "pcrm.v1.RecordConsentRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The decision.
  public var consent: Consent?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "consent", &consent)
  }
}

/// Asks for consents of one customer.
///
/// ```proto
/// message ListConsentsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string customer_id = 3;
///   string purpose = 4;
///   bool current_only = 5;
/// }
/// ```
public struct ListConsentsRequest: Message {
  public static let protoName = "pcrm.v1.ListConsentsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The customer's id. Required.
  public var customerID = CustomerID()
  /// Only for this purpose.
  public var purpose = ""
  /// Only the newest entry of each purpose and channel, that is, what holds now.
  public var currentOnly = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "customer_id", &customerID)
    try c.string(4, "purpose", &purpose)
    try c.bool(5, "current_only", &currentOnly)
  }
}

/// A page of consents.
///
/// ```proto
/// message ListConsentsResponse {
///   repeated Consent consents = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListConsentsResponse: Message {
  public static let protoName = "pcrm.v1.ListConsentsResponse"

  /// The consents, newest first.
  public var consents: [Consent] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "consents", &consents)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks whether a customer agreed.
///
/// ```proto
/// message CheckConsentRequest {
///   string customer_id = 1;
///   string purpose = 2;
///   Channel channel = 3;
/// }
/// ```
public struct CheckConsentRequest: Message {
  public static let protoName = "pcrm.v1.CheckConsentRequest"

  /// The customer's id. Required.
  public var customerID = CustomerID()
  /// The purpose. Required.
  public var purpose = ""
  /// The channel; unspecified = only a consent for every channel counts.
  public var channel = Channel.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "customer_id", &customerID)
    try c.string(2, "purpose", &purpose)
    try c.enumeration(3, "channel", &channel)
  }
}
