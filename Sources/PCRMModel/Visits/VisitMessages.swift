public import PCRMCore
public import ProtobufCodec

/// Asks to plan or propose a visit.
///
/// ```proto
/// message CreateVisitRequest {
///   string request_id = 1;
///   Visit visit = 2;
///   int32 hold_minutes = 3;
/// }
/// ```
public struct CreateVisitRequest: Message {
  public static let protoName = "pcrm.v1.CreateVisitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The visit: customer_id, staff_id, purpose, start_time and end_time are required.
  public var visit: Visit?
  /// 0 = it is planned; 1 to 1,440 = it is proposed and holds its time so long.
  public var holdMinutes: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "visit", &visit)
    try c.int32(3, "hold_minutes", &holdMinutes)
  }
}

/// Asks for one visit.
///
/// ```proto
/// message GetVisitRequest {
///   string id = 1;
/// }
/// ```
public struct GetVisitRequest: Message {
  public static let protoName = "pcrm.v1.GetVisitRequest"

  /// The visit's id.
  public var id = VisitID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of visits.
///
/// ```proto
/// message ListVisitsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string customer_id = 3;
///   string staff_id = 4;
///   string office_id = 5;
///   string case_id = 6;
///   string series_id = 7;
///   string plan_id = 8;
///   repeated VisitState states = 9;
///   google.protobuf.Timestamp from_time = 10;
///   google.protobuf.Timestamp before_time = 11;
/// }
/// ```
public struct ListVisitsRequest: Message {
  public static let protoName = "pcrm.v1.ListVisitsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this customer.
  public var customerID = CustomerID()
  /// Only those for which this member of staff goes.
  public var staffID = StaffID()
  /// Only those that count for this office.
  public var officeID = UnitID()
  /// Only about this case.
  public var caseID = CaseID()
  /// Only occurrences of this series.
  public var seriesID = SeriesID()
  /// Only those that this plan made.
  public var planID = VisitPlanID()
  /// Only in one of these states; empty = in every state.
  public var states: [VisitState] = []
  /// Only those that begin at this time or later.
  public var fromTime: Timestamp?
  /// Only those that begin before this time.
  public var beforeTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "customer_id", &customerID)
    try c.text(4, "staff_id", &staffID)
    try c.text(5, "office_id", &officeID)
    try c.text(6, "case_id", &caseID)
    try c.text(7, "series_id", &seriesID)
    try c.text(8, "plan_id", &planID)
    try c.enumeration(9, "states", &states)
    try c.message(10, "from_time", &fromTime)
    try c.message(11, "before_time", &beforeTime)
  }
}

/// A page of visits.
///
/// ```proto
/// message ListVisitsResponse {
///   repeated Visit visits = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListVisitsResponse: Message {
  public static let protoName = "pcrm.v1.ListVisitsResponse"

  /// The visits.
  public var visits: [Visit] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "visits", &visits)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to change a visit.
///
/// ```proto
/// message UpdateVisitRequest {
///   string request_id = 1;
///   Visit visit = 2;
///   google.protobuf.FieldMask update_mask = 3;
/// }
/// ```
public struct UpdateVisitRequest: Message {
  public static let protoName = "pcrm.v1.UpdateVisitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// Id, expected version and new values.
  public var visit: Visit?
  /// What to change. Empty = every field that is not empty.
  public var updateMask: FieldMask?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "visit", &visit)
    try c.message(3, "update_mask", &updateMask)
  }
}
