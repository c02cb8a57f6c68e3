public import PCRMCore
public import ProtobufCodec

/// Asks for a new trigger.
///
/// ```proto
/// message CreateTriggerRequest {
///   string request_id = 1;
///   SurveyTrigger trigger = 2;
/// }
/// ```
public struct CreateTriggerRequest: Message {
  public static let protoName = "pcrm.v1.CreateTriggerRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The trigger: survey_id, title and event are required.
  public var trigger: SurveyTrigger?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "trigger", &trigger)
  }
}

/// Asks for a page of triggers.
///
/// ```proto
/// message ListTriggersRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string survey_id = 3;
///   bool include_retired = 4;
/// }
/// ```
public struct ListTriggersRequest: Message {
  public static let protoName = "pcrm.v1.ListTriggersRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this survey.
  public var surveyID = SurveyID()
  /// Those that are retired too.
  public var includeRetired = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "survey_id", &surveyID)
    try c.bool(4, "include_retired", &includeRetired)
  }
}

/// A page of triggers.
///
/// ```proto
/// message ListTriggersResponse {
///   repeated SurveyTrigger triggers = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListTriggersResponse: Message {
  public static let protoName = "pcrm.v1.ListTriggersResponse"

  /// The triggers.
  public var triggers: [SurveyTrigger] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "triggers", &triggers)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to change a trigger.
///
/// ```proto
/// message UpdateTriggerRequest {
///   string request_id = 1;
///   SurveyTrigger trigger = 2;
///   google.protobuf.FieldMask update_mask = 3;
/// }
/// ```
public struct UpdateTriggerRequest: Message {
  public static let protoName = "pcrm.v1.UpdateTriggerRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// Id, expected version and new values.
  public var trigger: SurveyTrigger?
  /// What to change. Empty = every field that is not empty.
  public var updateMask: FieldMask?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "trigger", &trigger)
    try c.message(3, "update_mask", &updateMask)
  }
}
