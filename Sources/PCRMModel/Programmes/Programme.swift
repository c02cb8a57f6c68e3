public import PCRMCore
public import ProtobufCodec

/// Staff adopt customers who live near them.
///
/// ```proto
/// message Programme {
///   string id = 1;
///   int64 version = 2;
///   string name = 3;
///   string segment_id = 4;
///   int32 customers_per_staff = 5;
///   int32 distance_max_m = 6;
///   int32 detour_permille = 7;
///   CivilDate valid_from = 8;
///   CivilDate valid_to = 9;
///   google.protobuf.Timestamp create_time = 10;
///   google.protobuf.Timestamp update_time = 11;
///   repeated string customer_ids = 16;
///   repeated string unit_ids = 17;
///   repeated string staff_ids = 18;
/// }
/// ```
public struct Programme: Message {
  public static let protoName = "pcrm.v1.Programme"

  /// UUID. A client may choose it.
  public var id = ProgrammeID()
  /// Output only in creates; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Name, 1 to 200 characters. Required.
  public var name = ""
  /// Who may be adopted: the members of this segment. Either it or `customer_ids` is required.
  public var segmentID = SegmentID()
  /// Customers that one member of staff may adopt without a waiver: 1 to 1,000. 0 in a create = 25.
  public var customersPerStaff: Int32 = 0
  /// Metres from the staff member's home at most, without a waiver; 0 = any distance.
  public var distanceMaxM: Int32 = 0
  /// Ways are so much longer than the great circle, in thousandths: 1,000 to 5,000. 0 in a create =
  /// 1,300.
  public var detourPermille: Int32 = 0
  /// First day. Absent = since ever.
  public var validFrom: CivilDate?
  /// The day on which it no longer runs. Absent = open.
  public var validTo: CivilDate?
  /// Output only. When it was created here.
  public var createTime: Timestamp?
  /// Output only. When it was last changed.
  public var updateTime: Timestamp?
  /// Who may be adopted, one by one: at most 10,000.
  public var customerIDs: [CustomerID] = []
  /// Who adopts: the staff of these units and of those below them, at most 100. If it and `staff_ids`
  /// are empty, all staff.
  public var unitIDs: [UnitID] = []
  /// Who adopts, one by one: at most 2,000.
  public var staffIDs: [StaffID] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.string(3, "name", &name)
    try c.text(4, "segment_id", &segmentID)
    try c.int32(5, "customers_per_staff", &customersPerStaff)
    try c.int32(6, "distance_max_m", &distanceMaxM)
    try c.int32(7, "detour_permille", &detourPermille)
    try c.message(8, "valid_from", &validFrom)
    try c.message(9, "valid_to", &validTo)
    try c.message(10, "create_time", &createTime)
    try c.message(11, "update_time", &updateTime)
    try c.text(16, "customer_ids", &customerIDs)
    try c.text(17, "unit_ids", &unitIDs)
    try c.text(18, "staff_ids", &staffIDs)
  }
}
