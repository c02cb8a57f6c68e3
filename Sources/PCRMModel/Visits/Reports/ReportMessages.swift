public import PCRMCore
public import ProtobufCodec

/// Asks to file a report.
///
/// ```proto
/// message FileReportRequest {
///   string request_id = 1;
///   VisitReport report = 2;
///   int64 visit_version = 3;
///   google.protobuf.Timestamp finish_time = 4;
///   repeated Paperwork paperwork = 16;
///   repeated FollowUp follow_ups = 17;
///   repeated string told_hardship_ids = 18;
/// }
/// ```
public struct FileReportRequest: Message {
  public static let protoName = "pcrm.v1.FileReportRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The report. Required.
  public var report: VisitReport?
  /// Version of the visit that is expected, or 0 for any.
  public var visitVersion: Int64 = 0
  /// When the visit was over. Absent = now; not for a visit that is done already.
  public var finishTime: Timestamp?
  /// Paperwork on cases of the visit's customer, at most 5, done in this order.
  public var paperwork: [Paperwork] = []
  /// What is to be done after the visit, at most 20.
  public var followUps: [FollowUp] = []
  /// Ids of the customer's hardships whose result the customer was told at the visit, at most 50.
  public var toldHardshipIDs: [HardshipID] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "report", &report)
    try c.int64(3, "visit_version", &visitVersion)
    try c.message(4, "finish_time", &finishTime)
    try c.message(16, "paperwork", &paperwork)
    try c.message(17, "follow_ups", &followUps)
    try c.text(18, "told_hardship_ids", &toldHardshipIDs)
  }
}

/// What filing a report made.
///
/// ```proto
/// message FileReportResponse {
///   Visit visit = 1;
///   VisitReport report = 2;
///   repeated VisitTask tasks = 3;
///   repeated Hardship hardships = 4;
///   repeated Case cases = 5;
///   repeated Touchpoint touchpoints = 6;
/// }
/// ```
public struct FileReportResponse: Message {
  public static let protoName = "pcrm.v1.FileReportResponse"

  /// The visit, as it is now.
  public var visit: Visit?
  /// The report.
  public var report: VisitReport?
  /// Tasks that were made, a call-back among them when the visit is in the sample.
  public var tasks: [VisitTask] = []
  /// Hardships that were opened, and those that the customer was told about.
  public var hardships: [Hardship] = []
  /// Cases on which paperwork was done, as they are now, each once.
  public var cases: [Case] = []
  /// Touchpoints that were recorded.
  public var touchpoints: [Touchpoint] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "visit", &visit)
    try c.message(2, "report", &report)
    try c.message(3, "tasks", &tasks)
    try c.message(4, "hardships", &hardships)
    try c.message(5, "cases", &cases)
    try c.message(6, "touchpoints", &touchpoints)
  }
}

/// Asks to amend a report.
///
/// ```proto
/// message AmendReportRequest {
///   string request_id = 1;
///   VisitReport report = 2;
///   string reason = 3;
/// }
/// ```
public struct AmendReportRequest: Message {
  public static let protoName = "pcrm.v1.AmendReportRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The whole report as it should be. Required.
  public var report: VisitReport?
  /// Why, 1 to 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "report", &report)
    try c.string(3, "reason", &reason)
  }
}

/// Asks for a report.
///
/// ```proto
/// message GetReportRequest {
///   string visit_id = 1;
///   int64 version = 2;
/// }
/// ```
public struct GetReportRequest: Message {
  public static let protoName = "pcrm.v1.GetReportRequest"

  /// The visit. Required.
  public var visitID = VisitID()
  /// The version; 0 = the newest.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "visit_id", &visitID)
    try c.int64(2, "version", &version)
  }
}

/// Asks what a report must have.
///
/// ```proto
/// message GetRequiredPartsRequest {
///   string visit_id = 1;
/// }
/// ```
public struct GetRequiredPartsRequest: Message {
  public static let protoName = "pcrm.v1.GetRequiredPartsRequest"

  /// The visit. Required.
  public var visitID = VisitID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "visit_id", &visitID)
  }
}

/// What a report must have.
///
/// ```proto
/// message GetRequiredPartsResponse {
///   repeated ReportPart parts = 1;
///   int64 rules_version = 2;
///   repeated string requirements = 3;
/// }
/// ```
public struct GetRequiredPartsResponse: Message {
  public static let protoName = "pcrm.v1.GetRequiredPartsResponse"

  /// The parts, in their order; empty = none has to be filled.
  public var parts: [ReportPart] = []
  /// Version of the report rules that say so.
  public var rulesVersion: Int64 = 0
  /// Codes of the requirements that match the visit.
  public var requirements: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "parts", &parts)
    try c.int64(2, "rules_version", &rulesVersion)
    try c.string(3, "requirements", &requirements)
  }
}
