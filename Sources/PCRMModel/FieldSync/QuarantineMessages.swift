public import PCRMCore
public import ProtobufCodec

/// Asks for what is in quarantine.
///
/// ```proto
/// message ListQuarantineRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string device_id = 3;
///   QuarantineState state = 4;
/// }
/// ```
public struct ListQuarantineRequest: Message {
  public static let protoName = "pcrm.v1.ListQuarantineRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this device.
  public var deviceID = DeviceID()
  /// Only in this state.
  public var state = QuarantineState.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "device_id", &deviceID)
    try c.enumeration(4, "state", &state)
  }
}

/// A page of what is in quarantine.
///
/// ```proto
/// message ListQuarantineResponse {
///   repeated QuarantineItem items = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListQuarantineResponse: Message {
  public static let protoName = "pcrm.v1.ListQuarantineResponse"

  /// The items.
  public var items: [QuarantineItem] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "items", &items)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Lets an item go.
///
/// ```proto
/// message ReleaseQuarantineRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   QuarantineState to = 4;
///   string reason = 5;
/// }
/// ```
public struct ReleaseQuarantineRequest: Message {
  public static let protoName = "pcrm.v1.ReleaseQuarantineRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The item's id. Required.
  public var id = QuarantineItemID()
  /// Version that is expected; 0 = any.
  public var version: Int64 = 0
  /// ACCEPTED or DISCARDED. Required.
  public var to = QuarantineState.unspecified
  /// Why, at most 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.enumeration(4, "to", &to)
    try c.string(5, "reason", &reason)
  }
}

/// What became of it.
///
/// ```proto
/// message ReleaseQuarantineResponse {
///   QuarantineItem item = 1;
///   MutationResult result = 2;
/// }
/// ```
public struct ReleaseQuarantineResponse: Message {
  public static let protoName = "pcrm.v1.ReleaseQuarantineResponse"

  /// The item.
  public var item: QuarantineItem?
  /// What became of the mutation, when it was accepted.
  public var result: MutationResult?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "item", &item)
    try c.message(2, "result", &result)
  }
}
