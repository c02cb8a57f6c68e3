public import PCRMCore
public import ProtobufCodec

/// A time in which a member of staff is away, and who stands in.
///
/// ```proto
/// message Absence {
///   string id = 1;
///   int64 version = 2;
///   string staff_id = 3;
///   string reason = 4;
///   google.protobuf.Timestamp start_time = 5;
///   google.protobuf.Timestamp end_time = 6;
///   google.protobuf.Timestamp create_time = 7;
///   google.protobuf.Timestamp update_time = 8;
///   repeated string deputy_ids = 16;
/// }
/// ```
public struct Absence: Message {
  public static let protoName = "pcrm.v1.Absence"

  /// UUID. A client may choose it.
  public var id = AbsenceID()
  /// Output only in creates; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Who is away. Required; it cannot be changed.
  public var staffID = StaffID()
  /// Why: a code of the agency, 1 to 64 of a–z, 0–9, "_", "-" and ".", for example "leave".
  /// Required.
  public var reason = ""
  /// From when on. Required.
  public var startTime: Timestamp?
  /// When the person is back. Absent = not known yet.
  public var endTime: Timestamp?
  /// Output only. When it was recorded.
  public var createTime: Timestamp?
  /// Output only. When it was last changed.
  public var updateTime: Timestamp?
  /// Who stands in: the first of them who is at work, and qualified for the case. At most 20.
  public var deputyIDs: [StaffID] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "staff_id", &staffID)
    try c.string(4, "reason", &reason)
    try c.message(5, "start_time", &startTime)
    try c.message(6, "end_time", &endTime)
    try c.message(7, "create_time", &createTime)
    try c.message(8, "update_time", &updateTime)
    try c.text(16, "deputy_ids", &deputyIDs)
  }
}
