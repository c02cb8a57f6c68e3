public import PCRMCore
public import ProtobufCodec

/// Asks for a new survey.
///
/// ```proto
/// message CreateSurveyRequest {
///   string request_id = 1;
///   Survey survey = 2;
/// }
/// ```
public struct CreateSurveyRequest: Message {
  public static let protoName = "pcrm.v1.CreateSurveyRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The survey: name, title, questionnaire and mode are required.
  public var survey: Survey?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "survey", &survey)
  }
}

/// Asks for one survey.
///
/// ```proto
/// message GetSurveyRequest {
///   string id = 1;
///   string name = 2;
/// }
/// ```
public struct GetSurveyRequest: Message {
  public static let protoName = "pcrm.v1.GetSurveyRequest"

  /// Its id, or …
  public var id = SurveyID()
  /// … its name.
  public var name = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.string(2, "name", &name)
  }
}

/// Asks for a page of surveys.
///
/// ```proto
/// message ListSurveysRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   SurveyMode mode = 3;
///   string unit_id = 4;
///   bool include_retired = 5;
/// }
/// ```
public struct ListSurveysRequest: Message {
  public static let protoName = "pcrm.v1.ListSurveysRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this mode.
  public var mode = SurveyMode.unspecified
  /// Only those that belong to this unit.
  public var unitID = UnitID()
  /// Those that are retired too.
  public var includeRetired = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.enumeration(3, "mode", &mode)
    try c.text(4, "unit_id", &unitID)
    try c.bool(5, "include_retired", &includeRetired)
  }
}

/// A page of surveys.
///
/// ```proto
/// message ListSurveysResponse {
///   repeated Survey surveys = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListSurveysResponse: Message {
  public static let protoName = "pcrm.v1.ListSurveysResponse"

  /// The surveys.
  public var surveys: [Survey] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "surveys", &surveys)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to change a survey.
///
/// ```proto
/// message UpdateSurveyRequest {
///   string request_id = 1;
///   Survey survey = 2;
///   google.protobuf.FieldMask update_mask = 3;
/// }
/// ```
public struct UpdateSurveyRequest: Message {
  public static let protoName = "pcrm.v1.UpdateSurveyRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// Id, expected version and new values.
  public var survey: Survey?
  /// What to change. Empty = every field that is not empty.
  public var updateMask: FieldMask?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "survey", &survey)
    try c.message(3, "update_mask", &updateMask)
  }
}
