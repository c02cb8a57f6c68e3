public import PCRMCore
public import ProtobufCodec

/// Asks for numbers.
///
/// ```proto
/// message LeaseNumbersRequest {
///   string request_id = 1;
///   string device_id = 2;
///   string series = 3;
///   int32 used = 4;
/// }
/// ```
public struct LeaseNumbersRequest: Message {
  public static let protoName = "pcrm.v1.LeaseNumbersRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The device. Required.
  public var deviceID = DeviceID()
  /// The series. Required.
  public var series = ""
  /// How many of the block that it holds it has used.
  public var used: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "device_id", &deviceID)
    try c.string(3, "series", &series)
    try c.int32(4, "used", &used)
  }
}
