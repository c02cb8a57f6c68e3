public import PCRMCore
public import ProtobufCodec

/// An answer to a survey, of a wave that is not anonymous.
///
/// ```proto
/// message SurveyAnswer {
///   string id = 1;
///   int64 version = 2;
///   string wave_id = 3;
///   string invitation_id = 4;
///   string customer_id = 5;
///   string staff_id = 6;
///   string rated_unit_id = 7;
///   SurveyAnswerState state = 8;
///   AnswerMode mode = 9;
///   string interviewer_id = 10;
///   string device_id = 11;
///   string language = 12;
///   int64 questionnaire_version = 13;
///   Answers answers = 14;
///   google.protobuf.Timestamp start_time = 15;
///   google.protobuf.Timestamp finish_time = 16;
///   google.protobuf.Timestamp receive_time = 17;
///   string stratum = 18;
///   double probability = 19;
///   string reject_reason = 20;
///   string reviewed_by = 21;
///   google.protobuf.Timestamp review_time = 22;
///   int64 chain_number = 23;
///   string chain_hash = 24;
///   repeated AnswerFlag flags = 32;
///   repeated string quotas = 33;
///   repeated DroppedAnswer dropped = 34;
/// }
/// ```
public struct SurveyAnswer: Message {
  public static let protoName = "pcrm.v1.SurveyAnswer"

  /// UUID, chosen by whoever answers.
  public var id = SurveyAnswerID()
  /// One more with every review.
  public var version: Int64 = 0
  /// The wave.
  public var waveID = SurveyWaveID()
  /// The invitation that it was given to.
  public var invitationID = InvitationID()
  /// The customer who answers; empty = somebody else, or whoever had the token.
  public var customerID = CustomerID()
  /// The member of staff who answers, where staff are asked.
  public var staffID = StaffID()
  /// In an INTERNAL survey: the unit that is rated.
  public var ratedUnitID = UnitID()
  /// Where it stands.
  public var state = SurveyAnswerState.unspecified
  /// How it was given.
  public var mode = AnswerMode.unspecified
  /// The interviewer, when there was one.
  public var interviewerID = StaffID()
  /// The device, as it names itself, at most 100 characters.
  public var deviceID = ""
  /// Language in which it was asked.
  public var language = ""
  /// Version of the questionnaire.
  public var questionnaireVersion: Int64 = 0
  /// What was answered and worked out.
  public var answers: Answers?
  /// When it was begun, by the device's clock.
  public var startTime: Timestamp?
  /// When it was finished, by the device's clock.
  public var finishTime: Timestamp?
  /// When it came in.
  public var receiveTime: Timestamp?
  /// Stratum of the sample that the invitation was drawn from.
  public var stratum = ""
  /// How probable it was to be drawn; 0 = nobody knows.
  public var probability: Double = 0
  /// Why it was rejected.
  public var rejectReason = ""
  /// Principal who looked it over.
  public var reviewedBy = PrincipalID()
  /// When.
  public var reviewTime: Timestamp?
  /// Its number in the wave's chain, from 1.
  public var chainNumber: Int64 = 0
  /// Hash of the chain up to it: SHA-256, in hexadecimal.
  public var chainHash = ""
  /// What looks odd about it.
  public var flags: [AnswerFlag] = []
  /// Names of the quotas that it was counted in.
  public var quotas: [String] = []
  /// What was answered and is not kept.
  public var dropped: [DroppedAnswer] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "wave_id", &waveID)
    try c.text(4, "invitation_id", &invitationID)
    try c.text(5, "customer_id", &customerID)
    try c.text(6, "staff_id", &staffID)
    try c.text(7, "rated_unit_id", &ratedUnitID)
    try c.enumeration(8, "state", &state)
    try c.enumeration(9, "mode", &mode)
    try c.text(10, "interviewer_id", &interviewerID)
    try c.string(11, "device_id", &deviceID)
    try c.string(12, "language", &language)
    try c.int64(13, "questionnaire_version", &questionnaireVersion)
    try c.message(14, "answers", &answers)
    try c.message(15, "start_time", &startTime)
    try c.message(16, "finish_time", &finishTime)
    try c.message(17, "receive_time", &receiveTime)
    try c.string(18, "stratum", &stratum)
    try c.double(19, "probability", &probability)
    try c.string(20, "reject_reason", &rejectReason)
    try c.text(21, "reviewed_by", &reviewedBy)
    try c.message(22, "review_time", &reviewTime)
    try c.int64(23, "chain_number", &chainNumber)
    try c.string(24, "chain_hash", &chainHash)
    try c.enumeration(32, "flags", &flags)
    try c.string(33, "quotas", &quotas)
    try c.message(34, "dropped", &dropped)
  }
}
