public import PCRMCore
public import ProtobufCodec

/// A vehicle, a room or a thing that is booked with visits.
///
/// ```proto
/// message Resource {
///   string id = 1;
///   int64 version = 2;
///   ResourceKind kind = 3;
///   string name = 4;
///   string office_id = 5;
///   int32 seats = 6;
///   bool retired = 7;
///   google.protobuf.Timestamp create_time = 8;
///   google.protobuf.Timestamp update_time = 9;
/// }
/// ```
public struct Resource: Message {
  public static let protoName = "pcrm.v1.Resource"

  /// UUID. A client may choose it.
  public var id = ResourceID()
  /// Output only in creates; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// What it is. Required; cannot be changed.
  public var kind = ResourceKind.unspecified
  /// Name, 1 to 200 characters, unique in its office. Required.
  public var name = ""
  /// Unit whose it is. Required; cannot be changed.
  public var officeID = UnitID()
  /// How many people it takes, at most 1,000; 0 = not said.
  public var seats: Int32 = 0
  /// It can no longer be booked.
  public var retired = false
  /// Output only. When it was created here.
  public var createTime: Timestamp?
  /// Output only. When it was last changed.
  public var updateTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.enumeration(3, "kind", &kind)
    try c.string(4, "name", &name)
    try c.text(5, "office_id", &officeID)
    try c.int32(6, "seats", &seats)
    try c.bool(7, "retired", &retired)
    try c.message(8, "create_time", &createTime)
    try c.message(9, "update_time", &updateTime)
  }
}

/// What a resource is.
public struct ResourceKind: OpenEnum {
  public static let protoName = "pcrm.v1.ResourceKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write; in a filter: every kind.
  public static let unspecified = ResourceKind(rawValue: 0)
  /// A vehicle.
  public static let vehicle = ResourceKind(rawValue: 1)
  /// A room.
  public static let room = ResourceKind(rawValue: 2)
  /// A thing, for example a measuring device.
  public static let equipment = ResourceKind(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "RESOURCE_KIND_UNSPECIFIED"),
    (1, "RESOURCE_KIND_VEHICLE"),
    (2, "RESOURCE_KIND_ROOM"),
    (3, "RESOURCE_KIND_EQUIPMENT"),
  ]
}
