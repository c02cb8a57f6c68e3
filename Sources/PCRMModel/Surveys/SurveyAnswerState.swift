public import ProtobufCodec

/// Where an answer stands: DRAFT → SUBMITTED → VALIDATED or REJECTED.
public struct SurveyAnswerState: OpenEnum {
  public static let protoName = "pcrm.v1.SurveyAnswerState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state but DRAFT.
  public static let unspecified = SurveyAnswerState(rawValue: 0)
  /// It is being written.
  public static let draft = SurveyAnswerState(rawValue: 1)
  /// It was handed in, and counts.
  public static let submitted = SurveyAnswerState(rawValue: 2)
  /// It was found to be good, and counts.
  public static let validated = SurveyAnswerState(rawValue: 3)
  /// It does not count: the reason is said.
  public static let rejected = SurveyAnswerState(rawValue: 4)
  /// It came after the wave was closed, or the invitation over. It is kept and does not count.
  public static let late = SurveyAnswerState(rawValue: 5)
  /// A quota was full: nothing of it is kept.
  public static let screenedOut = SurveyAnswerState(rawValue: 6)

  public static let names: [(Int32, String)] = [
    (0, "SURVEY_ANSWER_STATE_UNSPECIFIED"),
    (1, "SURVEY_ANSWER_STATE_DRAFT"),
    (2, "SURVEY_ANSWER_STATE_SUBMITTED"),
    (3, "SURVEY_ANSWER_STATE_VALIDATED"),
    (4, "SURVEY_ANSWER_STATE_REJECTED"),
    (5, "SURVEY_ANSWER_STATE_LATE"),
    (6, "SURVEY_ANSWER_STATE_SCREENED_OUT"),
  ]
}

/// How an answer is given.
public struct AnswerMode: OpenEnum {
  public static let protoName = "pcrm.v1.AnswerMode"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = AnswerMode(rawValue: 0)
  /// By the person who is asked.
  public static let `self` = AnswerMode(rawValue: 1)
  /// To an interviewer, who is the member of staff that calls.
  public static let assisted = AnswerMode(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "ANSWER_MODE_UNSPECIFIED"),
    (1, "ANSWER_MODE_SELF"),
    (2, "ANSWER_MODE_ASSISTED"),
  ]
}

/// What looks odd about an answer.
public struct AnswerFlag: OpenEnum {
  public static let protoName = "pcrm.v1.AnswerFlag"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = AnswerFlag(rawValue: 0)
  /// It took less than a second for each answer.
  public static let fast = AnswerFlag(rawValue: 1)
  /// More than three people have answered the wave from one device, without an interviewer.
  public static let sameDevice = AnswerFlag(rawValue: 2)
  /// The interviewer was in another interview at the same time.
  public static let overlap = AnswerFlag(rawValue: 3)
  /// The times make no sense: they are missing, in the future, or run backwards.
  public static let clock = AnswerFlag(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "ANSWER_FLAG_UNSPECIFIED"),
    (1, "ANSWER_FLAG_FAST"),
    (2, "ANSWER_FLAG_SAME_DEVICE"),
    (3, "ANSWER_FLAG_OVERLAP"),
    (4, "ANSWER_FLAG_CLOCK"),
  ]
}
