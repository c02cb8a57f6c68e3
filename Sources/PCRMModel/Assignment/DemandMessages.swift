public import PCRMCore
public import ProtobufCodec

/// Asks to record a demand.
///
/// ```proto
/// message RecordDemandRequest {
///   string request_id = 1;
///   Demand demand = 2;
/// }
/// ```
public struct RecordDemandRequest: Message {
  public static let protoName = "pcrm.v1.RecordDemandRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The demand. Its `id` may be set.
  public var demand: Demand?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "demand", &demand)
  }
}

/// Asks for a page of demands.
///
/// ```proto
/// message ListDemandsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string customer_id = 3;
///   DemandKind kind = 4;
///   string decision = 5;
///   google.protobuf.Timestamp from_time = 6;
///   google.protobuf.Timestamp to_time = 7;
/// }
/// ```
public struct ListDemandsRequest: Message {
  public static let protoName = "pcrm.v1.ListDemandsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this customer.
  public var customerID = CustomerID()
  /// Only of this kind.
  public var kind = DemandKind.unspecified
  /// Only about this decision or task.
  public var decision = ""
  /// Only those recorded at this time or later.
  public var fromTime: Timestamp?
  /// Only those recorded before.
  public var toTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "customer_id", &customerID)
    try c.enumeration(4, "kind", &kind)
    try c.string(5, "decision", &decision)
    try c.message(6, "from_time", &fromTime)
    try c.message(7, "to_time", &toTime)
  }
}

/// A page of demands.
///
/// ```proto
/// message ListDemandsResponse {
///   repeated Demand demands = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListDemandsResponse: Message {
  public static let protoName = "pcrm.v1.ListDemandsResponse"

  /// The demands.
  public var demands: [Demand] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "demands", &demands)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
