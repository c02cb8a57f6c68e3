public import PCRMCore
public import ProtobufCodec

/// Asks for an answer.
///
/// ```proto
/// message GetAnswerRequest {
///   string id = 1;
/// }
/// ```
public struct GetAnswerRequest: Message {
  public static let protoName = "pcrm.v1.GetAnswerRequest"

  /// The answer's id. Required.
  public var id = SurveyAnswerID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of answers.
///
/// ```proto
/// message ListAnswersRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string wave_id = 3;
///   SurveyAnswerState state = 4;
///   AnswerFlag flag = 5;
/// }
/// ```
public struct ListAnswersRequest: Message {
  public static let protoName = "pcrm.v1.ListAnswersRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The wave. Required.
  public var waveID = SurveyWaveID()
  /// Only in this state.
  public var state = SurveyAnswerState.unspecified
  /// Only with this mark.
  public var flag = AnswerFlag.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "wave_id", &waveID)
    try c.enumeration(4, "state", &state)
    try c.enumeration(5, "flag", &flag)
  }
}

/// A page of answers.
///
/// ```proto
/// message ListAnswersResponse {
///   repeated SurveyAnswer answers = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListAnswersResponse: Message {
  public static let protoName = "pcrm.v1.ListAnswersResponse"

  /// The answers.
  public var answers: [SurveyAnswer] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "answers", &answers)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
