public import PCRMCore
public import ProtobufCodec

/// Asks what a token opens.
///
/// ```proto
/// message OpenInvitationRequest {
///   string token = 1;
/// }
/// ```
public struct OpenInvitationRequest: Message {
  public static let protoName = "pcrm.v1.OpenInvitationRequest"

  /// The token. Required.
  public var token = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "token", &token)
  }
}

/// What a token opens. It does not say who was asked.
///
/// ```proto
/// message OpenInvitationResponse {
///   string wave_id = 1;
///   Questionnaire questionnaire = 2;
///   string language = 3;
///   bool anonymous = 4;
///   google.protobuf.Timestamp expire_time = 5;
///   repeated string rated_unit_ids = 6;
/// }
/// ```
public struct OpenInvitationResponse: Message {
  public static let protoName = "pcrm.v1.OpenInvitationResponse"

  /// The wave.
  public var waveID = SurveyWaveID()
  /// The questionnaire in the version that is asked.
  public var questionnaire: Questionnaire?
  /// The language that the invitation was written in; may be empty.
  public var language = ""
  /// Whether nothing will lead from the answer to who gave it.
  public var anonymous = false
  /// Until when it can be answered.
  public var expireTime: Timestamp?
  /// Units that are rated, in a wave of the mode INTERNAL.
  public var ratedUnitIDs: [UnitID] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "wave_id", &waveID)
    try c.message(2, "questionnaire", &questionnaire)
    try c.string(3, "language", &language)
    try c.bool(4, "anonymous", &anonymous)
    try c.message(5, "expire_time", &expireTime)
    try c.text(6, "rated_unit_ids", &ratedUnitIDs)
  }
}

/// Notes that somebody does not want to be asked.
///
/// ```proto
/// message OptOutRequest {
///   string request_id = 1;
///   string token = 2;
/// }
/// ```
public struct OptOutRequest: Message {
  public static let protoName = "pcrm.v1.OptOutRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The token. Required.
  public var token = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.string(2, "token", &token)
  }
}

/// Nothing is told of who it was.
///
/// ```proto
/// message OptOutResponse {
/// }
/// ```
public struct OptOutResponse: Message {
  public static let protoName = "pcrm.v1.OptOutResponse"

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
  }
}
