public import PCRMCore
public import ProtobufCodec

/// Asks for the answers of a wave.
///
/// ```proto
/// message ExportAnswersRequest {
///   string wave_id = 1;
///   string reason = 2;
///   bool include_uncounted = 3;
/// }
/// ```
public struct ExportAnswersRequest: Message {
  public static let protoName = "pcrm.v1.ExportAnswersRequest"

  /// The wave. Required.
  public var waveID = SurveyWaveID()
  /// Why, 5 to 500 characters; it is written down. Required.
  public var reason = ""
  /// Answers that do not count, too: rejected and late ones.
  public var includeUncounted = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "wave_id", &waveID)
    try c.string(2, "reason", &reason)
    try c.bool(3, "include_uncounted", &includeUncounted)
  }
}

/// A message of an export.
///
/// ```proto
/// message ExportAnswersResponse {
///   SurveyAnswer answer = 1;
///   AnswersSummary summary = 2;
/// }
/// ```
public struct ExportAnswersResponse: Message {
  public static let protoName = "pcrm.v1.ExportAnswersResponse"

  /// An answer, or …
  public var answer: SurveyAnswer?
  /// … the last message.
  public var summary: AnswersSummary?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "answer", &answer)
    try c.message(2, "summary", &summary)
  }
}

/// How an export ended.
///
/// ```proto
/// message AnswersSummary {
///   int64 answers = 1;
/// }
/// ```
public struct AnswersSummary: Message {
  public static let protoName = "pcrm.v1.AnswersSummary"

  /// Answers that were sent.
  public var answers: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "answers", &answers)
  }
}
