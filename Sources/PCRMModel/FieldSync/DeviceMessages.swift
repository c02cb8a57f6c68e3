public import PCRMCore
public import ProtobufCodec

/// Asks for devices.
///
/// ```proto
/// message ListDevicesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string staff_id = 3;
///   google.protobuf.Timestamp not_seen_since = 4;
///   DeviceState state = 5;
/// }
/// ```
public struct ListDevicesRequest: Message {
  public static let protoName = "pcrm.v1.ListDevicesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this member of staff.
  public var staffID = StaffID()
  /// Only those that were not seen since.
  public var notSeenSince: Timestamp?
  /// Only in this state.
  public var state = DeviceState.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "staff_id", &staffID)
    try c.message(4, "not_seen_since", &notSeenSince)
    try c.enumeration(5, "state", &state)
  }
}

/// A page of devices.
///
/// ```proto
/// message ListDevicesResponse {
///   repeated Device devices = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListDevicesResponse: Message {
  public static let protoName = "pcrm.v1.ListDevicesResponse"

  /// The devices.
  public var devices: [Device] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "devices", &devices)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Takes a device out of service.
///
/// ```proto
/// message RevokeDeviceRequest {
///   string request_id = 1;
///   string id = 2;
///   string reason = 3;
/// }
/// ```
public struct RevokeDeviceRequest: Message {
  public static let protoName = "pcrm.v1.RevokeDeviceRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The device's id. Required.
  public var id = DeviceID()
  /// Why, at most 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.string(3, "reason", &reason)
  }
}
