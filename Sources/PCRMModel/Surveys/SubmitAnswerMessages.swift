public import PCRMCore
public import ProtobufCodec

/// What is answered in one go: in an INTERNAL survey there may be one for each unit that is rated.
///
/// ```proto
/// message AnswerSheet {
///   string id = 1;
///   string rated_unit_id = 2;
///   Answers answers = 3;
/// }
/// ```
public struct AnswerSheet: Message {
  public static let protoName = "pcrm.v1.AnswerSheet"

  /// UUID, chosen by whoever answers: the same for the same answer.
  public var id = SurveyAnswerID()
  /// In an INTERNAL survey: the unit that is rated. Required where the wave has such units.
  public var ratedUnitID = UnitID()
  /// What was answered.
  public var answers: Answers?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.text(2, "rated_unit_id", &ratedUnitID)
    try c.message(3, "answers", &answers)
  }
}

/// Hands in an answer.
///
/// ```proto
/// message SubmitAnswerRequest {
///   string request_id = 1;
///   string token = 2;
///   bool draft = 3;
///   AnswerMode mode = 4;
///   string device_id = 5;
///   string language = 6;
///   google.protobuf.Timestamp start_time = 7;
///   google.protobuf.Timestamp finish_time = 8;
///   int64 questionnaire_version = 9;
///   repeated AnswerSheet sheets = 16;
/// }
/// ```
public struct SubmitAnswerRequest: Message {
  public static let protoName = "pcrm.v1.SubmitAnswerRequest"

  /// Key that makes a retry safe.
  public var requestID = RequestID()
  /// The invitation's token. Required.
  public var token = ""
  /// Only keeps it, to be gone on with. A draft is not checked for completeness.
  public var draft = false
  /// How it was given. Required. A member of staff answers by SELF only what that person was asked.
  public var mode = AnswerMode.unspecified
  /// The device, as it names itself, at most 100 characters. Required with ASSISTED.
  public var deviceID = ""
  /// Language in which it was asked, for example "ko".
  public var language = ""
  /// When it was begun, by the device's clock.
  public var startTime: Timestamp?
  /// When it was finished, by the device's clock; now() of the questionnaire is that time.
  public var finishTime: Timestamp?
  /// Version of the questionnaire that was answered; 0 = the wave's. Another one is refused.
  public var questionnaireVersion: Int64 = 0
  /// What was answered: 1, or up to 200 in an INTERNAL survey, with ids and units of their own.
  public var sheets: [AnswerSheet] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.string(2, "token", &token)
    try c.bool(3, "draft", &draft)
    try c.enumeration(4, "mode", &mode)
    try c.string(5, "device_id", &deviceID)
    try c.string(6, "language", &language)
    try c.message(7, "start_time", &startTime)
    try c.message(8, "finish_time", &finishTime)
    try c.int64(9, "questionnaire_version", &questionnaireVersion)
    try c.message(16, "sheets", &sheets)
  }
}

/// What became of an answer.
///
/// ```proto
/// message SubmitAnswerResponse {
///   repeated SubmittedAnswer answers = 1;
/// }
/// ```
public struct SubmitAnswerResponse: Message {
  public static let protoName = "pcrm.v1.SubmitAnswerResponse"

  /// The answers as they are kept, in the order of the sheets. Of an answer that was screened out
  /// nothing but its state.
  public var answers: [SubmittedAnswer] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "answers", &answers)
  }
}

/// What became of one sheet.
///
/// ```proto
/// message SubmittedAnswer {
///   string id = 1;
///   SurveyAnswerState state = 2;
///   int64 chain_number = 3;
///   string chain_hash = 4;
///   repeated DroppedAnswer dropped = 5;
/// }
/// ```
public struct SubmittedAnswer: Message {
  public static let protoName = "pcrm.v1.SubmittedAnswer"

  /// Id of the sheet.
  public var id = SurveyAnswerID()
  /// Where it stands now.
  public var state = SurveyAnswerState.unspecified
  /// Its number in the wave's chain; 0 for a draft and for what was screened out.
  public var chainNumber: Int64 = 0
  /// Hash of the chain up to it, in hexadecimal: a receipt.
  public var chainHash = ""
  /// What was answered and is not kept.
  public var dropped: [DroppedAnswer] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.enumeration(2, "state", &state)
    try c.int64(3, "chain_number", &chainNumber)
    try c.string(4, "chain_hash", &chainHash)
    try c.message(5, "dropped", &dropped)
  }
}
