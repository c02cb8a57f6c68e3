public import PCRMCore
public import ProtobufCodec

/// A mutation that could not be taken as it was, kept whole for a supervisor.
///
/// ```proto
/// message QuarantineItem {
///   string id = 1;
///   int64 version = 2;
///   string device_id = 3;
///   string staff_id = 4;
///   string reason = 5;
///   string customer_id = 6;
///   Mutation mutation = 7;
///   QuarantineState state = 8;
///   google.protobuf.Timestamp create_time = 9;
///   google.protobuf.Timestamp release_time = 10;
///   string released_by = 11;
///   string release_reason = 12;
/// }
/// ```
public struct QuarantineItem: Message {
  public static let protoName = "pcrm.v1.QuarantineItem"

  /// UUID.
  public var id = QuarantineItemID()
  /// Grows with each change.
  public var version: Int64 = 0
  /// The device.
  public var deviceID = DeviceID()
  /// Its member of staff.
  public var staffID = StaffID()
  /// Why it is here: OUT_OF_SCOPE, DELETED, DEVICE_REVOKED, VISIT_ENDED (a report of a visit that the
  /// office had cancelled), SERVER_FAULT.
  public var reason = ""
  /// The customer whom it is about; empty when nobody can tell any more.
  public var customerID = CustomerID()
  /// What the device sent; absent once it was let go.
  public var mutation: Mutation?
  /// Where it stands.
  public var state = QuarantineState.unspecified
  /// When it came.
  public var createTime: Timestamp?
  /// When it was let go.
  public var releaseTime: Timestamp?
  /// Principal who let it go.
  public var releasedBy = PrincipalID()
  /// Why it was taken or thrown away.
  public var releaseReason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "device_id", &deviceID)
    try c.text(4, "staff_id", &staffID)
    try c.string(5, "reason", &reason)
    try c.text(6, "customer_id", &customerID)
    try c.message(7, "mutation", &mutation)
    try c.enumeration(8, "state", &state)
    try c.message(9, "create_time", &createTime)
    try c.message(10, "release_time", &releaseTime)
    try c.text(11, "released_by", &releasedBy)
    try c.string(12, "release_reason", &releaseReason)
  }
}

/// Where an item in quarantine stands.
public struct QuarantineState: OpenEnum {
  public static let protoName = "pcrm.v1.QuarantineState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = QuarantineState(rawValue: 0)
  /// It waits.
  public static let held = QuarantineState(rawValue: 1)
  /// It was carried out after all.
  public static let accepted = QuarantineState(rawValue: 2)
  /// It was thrown away.
  public static let discarded = QuarantineState(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "QUARANTINE_STATE_UNSPECIFIED"),
    (1, "QUARANTINE_STATE_HELD"),
    (2, "QUARANTINE_STATE_ACCEPTED"),
    (3, "QUARANTINE_STATE_DISCARDED"),
  ]
}
