public import PCRMCore
public import ProtobufCodec

/// Plans as one document.
///
/// ```proto
/// message VisitPlanDocument {
///   repeated VisitPlan visit_plans = 1;
/// }
/// ```
public struct VisitPlanDocument: Message {
  public static let protoName = "pcrm.v1.VisitPlanDocument"

  /// The plans, at most 100.
  public var visitPlans: [VisitPlan] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "visit_plans", &visitPlans)
  }
}

/// Asks to apply plans.
///
/// ```proto
/// message ApplyVisitPlansRequest {
///   string request_id = 1;
///   VisitPlanDocument document = 2;
///   bool dry_run = 3;
///   int64 base_version = 4;
///   bool retire_missing = 5;
/// }
/// ```
public struct ApplyVisitPlansRequest: Message {
  public static let protoName = "pcrm.v1.ApplyVisitPlansRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// What is to hold.
  public var document: VisitPlanDocument?
  /// Only say what would change.
  public var dryRun = false
  /// The `version` that the plan was made for, as a dry run answered it; 0 = any.
  public var baseVersion: Int64 = 0
  /// Retire the plans that the document does not name.
  public var retireMissing = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "document", &document)
    try c.bool(3, "dry_run", &dryRun)
    try c.int64(4, "base_version", &baseVersion)
    try c.bool(5, "retire_missing", &retireMissing)
  }
}

/// What applying plans changed, or would.
///
/// ```proto
/// message ApplyVisitPlansResponse {
///   repeated ConfigChange changes = 1;
///   int64 version = 2;
/// }
/// ```
public struct ApplyVisitPlansResponse: Message {
  public static let protoName = "pcrm.v1.ApplyVisitPlansResponse"

  /// The differences.
  public var changes: [ConfigChange] = []
  /// The number of the last apply that changed something: after this one, or now for a dry run.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "changes", &changes)
    try c.int64(2, "version", &version)
  }
}

/// Asks for one plan.
///
/// ```proto
/// message GetVisitPlanRequest {
///   string code = 1;
///   int32 version = 2;
/// }
/// ```
public struct GetVisitPlanRequest: Message {
  public static let protoName = "pcrm.v1.GetVisitPlanRequest"

  /// Its code. Required.
  public var code = ""
  /// The version; 0 = the newest.
  public var version: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.int32(2, "version", &version)
  }
}

/// Asks for a page of plans.
///
/// ```proto
/// message ListVisitPlansRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   bool show_retired = 3;
/// }
/// ```
public struct ListVisitPlansRequest: Message {
  public static let protoName = "pcrm.v1.ListVisitPlansRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Retired ones too.
  public var showRetired = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.bool(3, "show_retired", &showRetired)
  }
}

/// A page of plans.
///
/// ```proto
/// message ListVisitPlansResponse {
///   repeated VisitPlan visit_plans = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListVisitPlansResponse: Message {
  public static let protoName = "pcrm.v1.ListVisitPlansResponse"

  /// The plans.
  public var visitPlans: [VisitPlan] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "visit_plans", &visitPlans)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
