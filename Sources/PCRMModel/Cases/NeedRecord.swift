public import PCRMCore
public import ProtobufCodec

/// Needs and hardships as they were found at one time.
///
/// ```proto
/// message NeedRecord {
///   int64 number = 1;
///   google.protobuf.Timestamp time = 2;
///   string stage = 3;
///   string touchpoint_id = 4;
///   string recorded_by = 5;
///   string customer_id = 6;
///   string visit_id = 7;
///   repeated string needs = 16;
///   repeated string hardships = 17;
///   repeated string appeared = 18;
///   repeated string disappeared = 19;
/// }
/// ```
public struct NeedRecord: Message {
  public static let protoName = "pcrm.v1.NeedRecord"

  /// 1, 2, 3 … within the case.
  public var number: Int64 = 0
  /// When they were found.
  public var time: Timestamp?
  /// The stage in which.
  public var stage = ""
  /// The touchpoint at which; empty = none.
  public var touchpointID = TouchpointID()
  /// Principal who recorded it.
  public var recordedBy = PrincipalID()
  /// The case's customer.
  public var customerID = CustomerID()
  /// The visit at which; empty = none.
  public var visitID = VisitID()
  /// Codes of the needs.
  public var needs: [String] = []
  /// Codes of the hardships.
  public var hardships: [String] = []
  /// Needs and hardships that were not there the time before.
  public var appeared: [String] = []
  /// Needs and hardships that were there the time before and are not any more.
  public var disappeared: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "number", &number)
    try c.message(2, "time", &time)
    try c.string(3, "stage", &stage)
    try c.text(4, "touchpoint_id", &touchpointID)
    try c.text(5, "recorded_by", &recordedBy)
    try c.text(6, "customer_id", &customerID)
    try c.text(7, "visit_id", &visitID)
    try c.string(16, "needs", &needs)
    try c.string(17, "hardships", &hardships)
    try c.string(18, "appeared", &appeared)
    try c.string(19, "disappeared", &disappeared)
  }
}
