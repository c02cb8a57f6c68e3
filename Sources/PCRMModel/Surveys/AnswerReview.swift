public import PCRMCore
public import ProtobufCodec

/// Looks an answer over.
///
/// ```proto
/// message ReviewAnswerRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   SurveyAnswerState state = 4;
///   string reason = 5;
/// }
/// ```
public struct ReviewAnswerRequest: Message {
  public static let protoName = "pcrm.v1.ReviewAnswerRequest"

  /// Key that makes a retry safe.
  public var requestID = RequestID()
  /// The answer's id. Required.
  public var id = SurveyAnswerID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// VALIDATED or REJECTED. Required.
  public var state = SurveyAnswerState.unspecified
  /// Why it is rejected: 1 to 500 characters. Required then.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.enumeration(4, "state", &state)
    try c.string(5, "reason", &reason)
  }
}

/// What was found when an answer was looked over: a link of the chain.
///
/// ```proto
/// message AnswerReview {
///   SurveyAnswerState state = 1;
///   string reason = 2;
///   string reviewed_by = 3;
/// }
/// ```
public struct AnswerReview: Message {
  public static let protoName = "pcrm.v1.AnswerReview"

  /// VALIDATED or REJECTED.
  public var state = SurveyAnswerState.unspecified
  /// Why it is rejected.
  public var reason = ""
  /// Principal who looked it over.
  public var reviewedBy = PrincipalID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "state", &state)
    try c.string(2, "reason", &reason)
    try c.text(3, "reviewed_by", &reviewedBy)
  }
}
