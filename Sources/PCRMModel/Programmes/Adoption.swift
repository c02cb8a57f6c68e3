public import PCRMCore
public import ProtobufCodec

/// A customer adopted by a member of staff.
///
/// ```proto
/// message Adoption {
///   string id = 1;
///   int64 version = 2;
///   string programme_id = 3;
///   string customer_id = 4;
///   string staff_id = 5;
///   int32 distance_m = 6;
///   string reason = 7;
///   string waived_by = 8;
///   google.protobuf.Timestamp create_time = 9;
///   google.protobuf.Timestamp end_time = 10;
///   string end_reason = 11;
/// }
/// ```
public struct Adoption: Message {
  public static let protoName = "pcrm.v1.Adoption"

  /// UUID.
  public var id = AdoptionID()
  /// Grows with every change.
  public var version: Int64 = 0
  /// The programme.
  public var programmeID = ProgrammeID()
  /// The customer.
  public var customerID = CustomerID()
  /// Who adopted the customer.
  public var staffID = StaffID()
  /// Metres from home to the customer then, rounded up to whole hundreds; 0 = not known.
  public var distanceM: Int32 = 0
  /// Why, or why in spite of cap or distance.
  public var reason = ""
  /// The principal who waived the cap or the distance. Empty = nobody had to.
  public var waivedBy = PrincipalID()
  /// When it began.
  public var createTime: Timestamp?
  /// When it ended. Absent = it holds.
  public var endTime: Timestamp?
  /// Why it ended.
  public var endReason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "programme_id", &programmeID)
    try c.text(4, "customer_id", &customerID)
    try c.text(5, "staff_id", &staffID)
    try c.int32(6, "distance_m", &distanceM)
    try c.string(7, "reason", &reason)
    try c.text(8, "waived_by", &waivedBy)
    try c.message(9, "create_time", &createTime)
    try c.message(10, "end_time", &endTime)
    try c.string(11, "end_reason", &endReason)
  }
}
