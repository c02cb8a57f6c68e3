public import PCRMCore
public import ProtobufCodec

/// Asks to be told.
///
/// ```proto
/// message WatchMyChangesRequest {
///   string device_id = 1;
/// }
/// ```
public struct WatchMyChangesRequest: Message {
  public static let protoName = "pcrm.v1.WatchMyChangesRequest"

  /// The device. Required.
  public var deviceID = DeviceID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "device_id", &deviceID)
  }
}

/// Something changed.
///
/// ```proto
/// message MyChange {
///   int64 seq = 1;
/// }
/// ```
public struct MyChange: Message {
  public static let protoName = "pcrm.v1.MyChange"

  /// Newest place of the member of staff's feed.
  public var seq: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "seq", &seq)
  }
}
