public import ProtobufCodec

/// Hands in an answer in an anonymous wave.
///
/// ```proto
/// message SubmitAnonymousAnswerRequest {
///   string token = 1;
///   string language = 2;
///   int64 questionnaire_version = 3;
///   repeated AnswerSheet sheets = 16;
/// }
/// ```
public struct SubmitAnonymousAnswerRequest: Message {
  public static let protoName = "pcrm.v1.SubmitAnonymousAnswerRequest"

  /// The invitation's token. Required.
  public var token = ""
  /// Language in which it was asked; only for what labels say within answers, it is not kept.
  public var language = ""
  /// Version of the questionnaire that was answered; 0 = the wave's. Another one is refused.
  public var questionnaireVersion: Int64 = 0
  /// What was answered: 1, or up to 200 in an INTERNAL survey. Ids are refused.
  public var sheets: [AnswerSheet] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "token", &token)
    try c.string(2, "language", &language)
    try c.int64(3, "questionnaire_version", &questionnaireVersion)
    try c.message(16, "sheets", &sheets)
  }
}

/// What became of an anonymous answer.
///
/// ```proto
/// message SubmitAnonymousAnswerResponse {
///   SurveyAnswerState state = 1;
///   repeated DroppedAnswer dropped = 2;
/// }
/// ```
public struct SubmitAnonymousAnswerResponse: Message {
  public static let protoName = "pcrm.v1.SubmitAnonymousAnswerResponse"

  /// SUBMITTED, or SCREENED_OUT.
  public var state = SurveyAnswerState.unspecified
  /// What was answered and is not kept, of all sheets together.
  public var dropped: [DroppedAnswer] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "state", &state)
    try c.message(2, "dropped", &dropped)
  }
}
