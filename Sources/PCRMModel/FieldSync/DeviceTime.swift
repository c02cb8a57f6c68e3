public import PCRMCore
public import ProtobufCodec

/// When something was done, by a device's clocks.
///
/// ```proto
/// message DeviceTime {
///   google.protobuf.Timestamp wall = 1;
///   int64 mono_ms = 2;
///   string boot_id = 3;
/// }
/// ```
public struct DeviceTime: Message {
  public static let protoName = "pcrm.v1.DeviceTime"

  /// What the device took for the time of day.
  public var wall: Timestamp?
  /// Milliseconds since the device was started.
  public var monoMs: Int64 = 0
  /// UUID of the device's start: mono_ms of two starts cannot be compared.
  public var bootID = DeviceBootID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "wall", &wall)
    try c.int64(2, "mono_ms", &monoMs)
    try c.text(3, "boot_id", &bootID)
  }
}
