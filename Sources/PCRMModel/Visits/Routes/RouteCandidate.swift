public import PCRMCore
public import ProtobufCodec

/// Something to be visited if it fits: a visit of another day or of staff who are not asked about,
/// or a customer who has no visit yet.
///
/// ```proto
/// message RouteCandidate {
///   string visit_id = 1;
///   string customer_id = 2;
///   string purpose = 3;
///   int32 minutes = 4;
///   google.protobuf.Timestamp from_time = 5;
///   google.protobuf.Timestamp before_time = 6;
///   string case_id = 7;
///   int32 penalty_metres = 8;
///   bool must = 9;
///   string skill = 10;
///   repeated string staff_ids = 16;
/// }
/// ```
public struct RouteCandidate: Message {
  public static let protoName = "pcrm.v1.RouteCandidate"

  /// A visit that may be moved to the day. When it is given, only penalty_metres, must, skill and
  /// staff_ids are read besides.
  public var visitID = VisitID()
  /// A customer to be visited. Required without visit_id.
  public var customerID = CustomerID()
  /// What for: a code, as in a visit. Required without visit_id.
  public var purpose = ""
  /// How long it takes: 5 to 720 minutes. Required without visit_id.
  public var minutes: Int32 = 0
  /// When the customer can receive it at the earliest. Absent = at any time.
  public var fromTime: Timestamp?
  /// When it must be over. Absent = at any time.
  public var beforeTime: Timestamp?
  /// The case that it is about; empty = none.
  public var caseID = CaseID()
  /// What leaving it out costs in metres of way: 0 to 1,000,000; 0 = as the rules say.
  public var penaltyMetres: Int32 = 0
  /// It is left out only when it does not fit, whatever the way costs.
  public var must = false
  /// Only staff with this skill may make it; empty = all.
  public var skill = ""
  /// Only these of the staff may make it; empty = all.
  public var staffIDs: [StaffID] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "visit_id", &visitID)
    try c.text(2, "customer_id", &customerID)
    try c.string(3, "purpose", &purpose)
    try c.int32(4, "minutes", &minutes)
    try c.message(5, "from_time", &fromTime)
    try c.message(6, "before_time", &beforeTime)
    try c.text(7, "case_id", &caseID)
    try c.int32(8, "penalty_metres", &penaltyMetres)
    try c.bool(9, "must", &must)
    try c.string(10, "skill", &skill)
    try c.text(16, "staff_ids", &staffIDs)
  }
}

/// A visit of the day that may be left out.
///
/// ```proto
/// message RouteOption {
///   string visit_id = 1;
///   int32 penalty_metres = 2;
/// }
/// ```
public struct RouteOption: Message {
  public static let protoName = "pcrm.v1.RouteOption"

  /// The visit. Required.
  public var visitID = VisitID()
  /// What leaving it out costs in metres of way: 0 to 1,000,000; 0 = as the rules say.
  public var penaltyMetres: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "visit_id", &visitID)
    try c.int32(2, "penalty_metres", &penaltyMetres)
  }
}
