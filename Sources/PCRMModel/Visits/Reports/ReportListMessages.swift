public import PCRMCore
public import ProtobufCodec

/// Asks for a page of reports that pass every filter. At least one of customer, case, member of
/// staff and office is required.
///
/// ```proto
/// message ListReportsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string customer_id = 3;
///   string case_id = 4;
///   string staff_id = 5;
///   string office_id = 6;
///   google.protobuf.Timestamp from_time = 7;
///   google.protobuf.Timestamp before_time = 8;
/// }
/// ```
public struct ListReportsRequest: Message {
  public static let protoName = "pcrm.v1.ListReportsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only reports about this customer.
  public var customerID = CustomerID()
  /// Only reports about this case.
  public var caseID = CaseID()
  /// Only reports of visits of this member of staff.
  public var staffID = StaffID()
  /// Only reports of visits that count for this office.
  public var officeID = UnitID()
  /// Only visits that were planned to begin at this time or later.
  public var fromTime: Timestamp?
  /// Only visits that were planned to begin earlier.
  public var beforeTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "customer_id", &customerID)
    try c.text(4, "case_id", &caseID)
    try c.text(5, "staff_id", &staffID)
    try c.text(6, "office_id", &officeID)
    try c.message(7, "from_time", &fromTime)
    try c.message(8, "before_time", &beforeTime)
  }
}

/// A page of reports.
///
/// ```proto
/// message ListReportsResponse {
///   repeated VisitReport reports = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListReportsResponse: Message {
  public static let protoName = "pcrm.v1.ListReportsResponse"

  /// The reports.
  public var reports: [VisitReport] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "reports", &reports)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a page of the versions of a report.
///
/// ```proto
/// message ListReportVersionsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string visit_id = 3;
/// }
/// ```
public struct ListReportVersionsRequest: Message {
  public static let protoName = "pcrm.v1.ListReportVersionsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The visit. Required.
  public var visitID = VisitID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "visit_id", &visitID)
  }
}

/// A page of the versions of a report.
///
/// ```proto
/// message ListReportVersionsResponse {
///   repeated VisitReport reports = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListReportVersionsResponse: Message {
  public static let protoName = "pcrm.v1.ListReportVersionsResponse"

  /// The versions.
  public var reports: [VisitReport] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "reports", &reports)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
