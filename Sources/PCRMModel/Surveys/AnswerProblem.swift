public import ProtobufCodec

/// An answer that is not kept, and why.
///
/// ```proto
/// message DroppedAnswer {
///   string path = 1;
///   DropReason reason = 2;
/// }
/// ```
public struct DroppedAnswer: Message {
  public static let protoName = "pcrm.v1.DroppedAnswer"

  /// Path of the item.
  public var path = ""
  /// Why.
  public var reason = DropReason.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "path", &path)
    try c.enumeration(2, "reason", &reason)
  }
}

/// Why an answer is not kept.
public struct DropReason: OpenEnum {
  public static let protoName = "pcrm.v1.DropReason"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = DropReason(rawValue: 0)
  /// Its question is not relevant with the other answers as they are.
  public static let notRelevant = DropReason(rawValue: 1)
  /// It stands past the number of repeats.
  public static let pastRepeats = DropReason(rawValue: 2)
  /// The value is worked out, and comes to something else.
  public static let calculated = DropReason(rawValue: 3)
  /// It could tell who answers, in a wave that is anonymous: what is recorded about the filling in,
  /// and what is given from outside.
  public static let anonymous = DropReason(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "DROP_REASON_UNSPECIFIED"),
    (1, "DROP_REASON_NOT_RELEVANT"),
    (2, "DROP_REASON_PAST_REPEATS"),
    (3, "DROP_REASON_CALCULATED"),
    (4, "DROP_REASON_ANONYMOUS"),
  ]
}

/// What keeps a filled form from being complete.
///
/// ```proto
/// message AnswerProblem {
///   string path = 1;
///   AnswerProblemKind kind = 2;
///   string message = 3;
/// }
/// ```
public struct AnswerProblem: Message {
  public static let protoName = "pcrm.v1.AnswerProblem"

  /// Path of the item.
  public var path = ""
  /// What is wrong.
  public var kind = AnswerProblemKind.unspecified
  /// The questionnaire's own message, in the language of the form; empty when it has none.
  public var message = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "path", &path)
    try c.enumeration(2, "kind", &kind)
    try c.string(3, "message", &message)
  }
}

/// What may be wrong with an answer.
public struct AnswerProblemKind: OpenEnum {
  public static let protoName = "pcrm.v1.AnswerProblemKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = AnswerProblemKind(rawValue: 0)
  /// It is required and missing.
  public static let missing = AnswerProblemKind(rawValue: 1)
  /// It does not fulfil the constraint.
  public static let constraint = AnswerProblemKind(rawValue: 2)
  /// It is not among the choices that are offered now.
  public static let notOffered = AnswerProblemKind(rawValue: 3)
  /// There are fewer choices than the least.
  public static let tooFew = AnswerProblemKind(rawValue: 4)
  /// There are more choices than the most.
  public static let tooMany = AnswerProblemKind(rawValue: 5)
  /// A choice that excludes all others stands with others.
  public static let exclusive = AnswerProblemKind(rawValue: 6)
  /// A number is outside of its scale, or between two steps.
  public static let offScale = AnswerProblemKind(rawValue: 7)
  /// A ranking does not name every choice.
  public static let incomplete = AnswerProblemKind(rawValue: 8)
  /// A text is too long, or what is worked out is longer than an answer or all of them may be.
  public static let tooLong = AnswerProblemKind(rawValue: 9)

  public static let names: [(Int32, String)] = [
    (0, "ANSWER_PROBLEM_KIND_UNSPECIFIED"),
    (1, "ANSWER_PROBLEM_KIND_MISSING"),
    (2, "ANSWER_PROBLEM_KIND_CONSTRAINT"),
    (3, "ANSWER_PROBLEM_KIND_NOT_OFFERED"),
    (4, "ANSWER_PROBLEM_KIND_TOO_FEW"),
    (5, "ANSWER_PROBLEM_KIND_TOO_MANY"),
    (6, "ANSWER_PROBLEM_KIND_EXCLUSIVE"),
    (7, "ANSWER_PROBLEM_KIND_OFF_SCALE"),
    (8, "ANSWER_PROBLEM_KIND_INCOMPLETE"),
    (9, "ANSWER_PROBLEM_KIND_TOO_LONG"),
  ]
}
