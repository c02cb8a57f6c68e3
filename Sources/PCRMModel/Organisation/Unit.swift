public import PCRMCore
public import ProtobufCodec

/// A part of the agency, or of a vendor that works for it.
///
/// ```proto
/// message Unit {
///   string id = 1;
///   int64 version = 2;
///   UnitKind kind = 3;
///   string code = 4;
///   string name = 5;
///   string time_zone = 6;
///   Coordinates coordinates = 7;
///   CivilDate valid_from = 8;
///   CivilDate valid_to = 9;
///   google.protobuf.Timestamp create_time = 10;
///   google.protobuf.Timestamp update_time = 11;
///   repeated Placement placements = 16;
/// }
/// ```
public struct Unit: Message {
  public static let protoName = "pcrm.v1.Unit"

  /// UUID. A client may choose it.
  public var id = UnitID()
  /// Output only in creates; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// What it is. Required.
  public var kind = UnitKind.unspecified
  /// Short code that people and other systems use, unique, at most 32 characters; may be empty.
  public var code = ""
  /// Name, 1 to 200 characters. Required.
  public var name = ""
  /// Time zone of its business days, IANA. Empty = "Asia/Seoul".
  public var timeZone = ""
  /// Where it is.
  public var coordinates: Coordinates?
  /// First day on which it exists. Absent = since ever.
  public var validFrom: CivilDate?
  /// The day on which it no longer exists. Absent = open.
  public var validTo: CivilDate?
  /// Output only. When it was created here.
  public var createTime: Timestamp?
  /// Output only. When it was last changed.
  public var updateTime: Timestamp?
  /// Output only. Where it stood in the tree and when, oldest first, without overlap.
  public var placements: [Placement] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.enumeration(3, "kind", &kind)
    try c.string(4, "code", &code)
    try c.string(5, "name", &name)
    try c.string(6, "time_zone", &timeZone)
    try c.message(7, "coordinates", &coordinates)
    try c.message(8, "valid_from", &validFrom)
    try c.message(9, "valid_to", &validTo)
    try c.message(10, "create_time", &createTime)
    try c.message(11, "update_time", &updateTime)
    try c.message(16, "placements", &placements)
  }
}

/// One place in the tree for a time.
///
/// ```proto
/// message Placement {
///   string parent_id = 1;
///   CivilDate valid_from = 2;
///   CivilDate valid_to = 3;
/// }
/// ```
public struct Placement: Message {
  public static let protoName = "pcrm.v1.Placement"

  /// The unit above.
  public var parentID = UnitID()
  /// First day. Absent = since ever.
  public var validFrom: CivilDate?
  /// The day on which it no longer holds. Absent = open.
  public var validTo: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "parent_id", &parentID)
    try c.message(2, "valid_from", &validFrom)
    try c.message(3, "valid_to", &validTo)
  }
}
