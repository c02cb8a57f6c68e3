public import PCRMCore
public import ProtobufCodec

/// A visit at a time that is not worked.
///
/// ```proto
/// message VisitConflict {
///   string visit_id = 1;
///   string customer_id = 2;
///   string staff_id = 3;
///   google.protobuf.Timestamp start_time = 4;
///   google.protobuf.Timestamp end_time = 5;
///   WorkingRefusal refusal = 6;
/// }
/// ```
public struct VisitConflict: Message {
  public static let protoName = "pcrm.v1.VisitConflict"

  /// The visit.
  public var visitID = VisitID()
  /// Its customer.
  public var customerID = CustomerID()
  /// Its member of staff.
  public var staffID = StaffID()
  /// When it begins.
  public var startTime: Timestamp?
  /// When it ends.
  public var endTime: Timestamp?
  /// Why the member of staff does not work then.
  public var refusal: WorkingRefusal?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "visit_id", &visitID)
    try c.text(2, "customer_id", &customerID)
    try c.text(3, "staff_id", &staffID)
    try c.message(4, "start_time", &startTime)
    try c.message(5, "end_time", &endTime)
    try c.message(6, "refusal", &refusal)
  }
}

/// Asks for a page of visits at times that are not worked.
///
/// ```proto
/// message ListVisitConflictsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   google.protobuf.Timestamp from_time = 3;
///   google.protobuf.Timestamp before_time = 4;
///   string office_id = 5;
///   string staff_id = 6;
/// }
/// ```
public struct ListVisitConflictsRequest: Message {
  public static let protoName = "pcrm.v1.ListVisitConflictsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only visits that begin at this time or later. Absent = from now on.
  public var fromTime: Timestamp?
  /// Only visits that begin before. Absent = all later ones.
  public var beforeTime: Timestamp?
  /// Only of staff of this office.
  public var officeID = UnitID()
  /// Only of this member of staff.
  public var staffID = StaffID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.message(3, "from_time", &fromTime)
    try c.message(4, "before_time", &beforeTime)
    try c.text(5, "office_id", &officeID)
    try c.text(6, "staff_id", &staffID)
  }
}

/// A page of such visits.
///
/// ```proto
/// message ListVisitConflictsResponse {
///   repeated VisitConflict conflicts = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListVisitConflictsResponse: Message {
  public static let protoName = "pcrm.v1.ListVisitConflictsResponse"

  /// The visits.
  public var conflicts: [VisitConflict] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "conflicts", &conflicts)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
