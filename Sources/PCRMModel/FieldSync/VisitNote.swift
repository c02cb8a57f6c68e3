public import PCRMCore
public import ProtobufCodec

/// What was noted on a visit. Notes are added, never changed.
///
/// ```proto
/// message VisitNote {
///   string id = 1;
///   string visit_id = 2;
///   string customer_id = 3;
///   string staff_id = 4;
///   google.protobuf.Timestamp time = 5;
///   string text = 6;
///   bool restricted = 7;
///   google.protobuf.Timestamp create_time = 8;
/// }
/// ```
public struct VisitNote: Message {
  public static let protoName = "pcrm.v1.VisitNote"

  /// UUID. A client may choose it.
  public var id = VisitNoteID()
  /// Required.
  public var visitID = VisitID()
  /// Output only. The visit's customer.
  public var customerID = CustomerID()
  /// Output only. Who wrote it.
  public var staffID = StaffID()
  /// When it was written. Absent = now.
  public var time: Timestamp?
  /// 1 to 4,000 characters. Required.
  public var text = ""
  /// It stays on the server: no device ever gets it, not even its author's.
  public var restricted = false
  /// Output only. When it was recorded here.
  public var createTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.text(2, "visit_id", &visitID)
    try c.text(3, "customer_id", &customerID)
    try c.text(4, "staff_id", &staffID)
    try c.message(5, "time", &time)
    try c.string(6, "text", &text)
    try c.bool(7, "restricted", &restricted)
    try c.message(8, "create_time", &createTime)
  }
}
