public import PCRMCore
public import ProtobufCodec

/// One installation of a field client: one user on one machine.
///
/// ```proto
/// message Device {
///   string id = 1;
///   int64 version = 2;
///   string staff_id = 3;
///   string principal_id = 4;
///   string name = 5;
///   DeviceState state = 6;
///   google.protobuf.Timestamp create_time = 7;
///   google.protobuf.Timestamp revoke_time = 8;
///   DeviceHealth health = 9;
/// }
/// ```
public struct Device: Message {
  public static let protoName = "pcrm.v1.Device"

  /// UUID that the installation made for itself.
  public var id = DeviceID()
  /// Output only.
  public var version: Int64 = 0
  /// Output only. The member of staff who works with it.
  public var staffID = StaffID()
  /// Output only. The principal that first said hello with it.
  public var principalID = PrincipalID()
  /// What people call it, at most 100 characters.
  public var name = ""
  /// Output only.
  public var state = DeviceState.unspecified
  /// Output only. When it first said hello.
  public var createTime: Timestamp?
  /// Output only. When it was revoked.
  public var revokeTime: Timestamp?
  /// Output only. How it is doing.
  public var health: DeviceHealth?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "staff_id", &staffID)
    try c.text(4, "principal_id", &principalID)
    try c.string(5, "name", &name)
    try c.enumeration(6, "state", &state)
    try c.message(7, "create_time", &createTime)
    try c.message(8, "revoke_time", &revokeTime)
    try c.message(9, "health", &health)
  }
}

/// Whether a device may still carry anything.
public struct DeviceState: OpenEnum {
  public static let protoName = "pcrm.v1.DeviceState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = DeviceState(rawValue: 0)
  /// It may.
  public static let active = DeviceState(rawValue: 1)
  /// It is to wipe what it carries; what it still sends goes to quarantine.
  public static let revoked = DeviceState(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "DEVICE_STATE_UNSPECIFIED"),
    (1, "DEVICE_STATE_ACTIVE"),
    (2, "DEVICE_STATE_REVOKED"),
  ]
}
