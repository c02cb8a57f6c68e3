public import PCRMCore
public import ProtobufCodec

/// Asks to run a plan.
///
/// ```proto
/// message StartVisitPlanRunRequest {
///   string request_id = 1;
///   string code = 2;
/// }
/// ```
public struct StartVisitPlanRunRequest: Message {
  public static let protoName = "pcrm.v1.StartVisitPlanRunRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The plan's code. Required.
  public var code = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.string(2, "code", &code)
  }
}

/// Asks for a run.
///
/// ```proto
/// message GetVisitPlanRunRequest {
///   string id = 1;
/// }
/// ```
public struct GetVisitPlanRunRequest: Message {
  public static let protoName = "pcrm.v1.GetVisitPlanRunRequest"

  /// The run's id.
  public var id = VisitPlanRunID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of runs.
///
/// ```proto
/// message ListVisitPlanRunsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string code = 3;
///   VisitPlanRunState state = 4;
/// }
/// ```
public struct ListVisitPlanRunsRequest: Message {
  public static let protoName = "pcrm.v1.ListVisitPlanRunsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this plan.
  public var code = ""
  /// Only in this state.
  public var state = VisitPlanRunState.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.string(3, "code", &code)
    try c.enumeration(4, "state", &state)
  }
}

/// A page of runs.
///
/// ```proto
/// message ListVisitPlanRunsResponse {
///   repeated VisitPlanRun runs = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListVisitPlanRunsResponse: Message {
  public static let protoName = "pcrm.v1.ListVisitPlanRunsResponse"

  /// The runs.
  public var runs: [VisitPlanRun] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "runs", &runs)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a page of a run's lines.
///
/// ```proto
/// message ListVisitPlanLinesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string run_id = 3;
///   VisitPlanAction action = 4;
///   bool refused_only = 5;
/// }
/// ```
public struct ListVisitPlanLinesRequest: Message {
  public static let protoName = "pcrm.v1.ListVisitPlanLinesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The run. Required.
  public var runID = VisitPlanRunID()
  /// Only this action.
  public var action = VisitPlanAction.unspecified
  /// Only those that could not be carried out.
  public var refusedOnly = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "run_id", &runID)
    try c.enumeration(4, "action", &action)
    try c.bool(5, "refused_only", &refusedOnly)
  }
}

/// A page of lines.
///
/// ```proto
/// message ListVisitPlanLinesResponse {
///   repeated VisitPlanLine lines = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListVisitPlanLinesResponse: Message {
  public static let protoName = "pcrm.v1.ListVisitPlanLinesResponse"

  /// The lines.
  public var lines: [VisitPlanLine] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "lines", &lines)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to end a run.
///
/// ```proto
/// message StopVisitPlanRunRequest {
///   string request_id = 1;
///   string id = 2;
/// }
/// ```
public struct StopVisitPlanRunRequest: Message {
  public static let protoName = "pcrm.v1.StopVisitPlanRunRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The run's id. Required.
  public var id = VisitPlanRunID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
  }
}
