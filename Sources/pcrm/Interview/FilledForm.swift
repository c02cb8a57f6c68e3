import PCRMModel
import ProtobufCodec
import Surveys

/// A filled form as a file: which questionnaire, the answers, and what became of them.
struct FilledForm: Message {
  static let protoName = "pcrm.FilledForm"

  var questionnaire = ""
  var version: Int64 = 0
  /// Nothing is missing or wrong.
  var complete = false
  var answers: Answers?
  var dropped: [DroppedAnswer] = []
  var problems: [AnswerProblem] = []

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "questionnaire", &questionnaire)
    try c.int64(2, "version", &version)
    try c.bool(3, "complete", &complete)
    try c.message(4, "answers", &answers)
    try c.message(5, "dropped", &dropped)
    try c.message(6, "problems", &problems)
  }

  init() {}

  /// - Parameter questionnaire: The one that was filled in.
  init(_ questionnaire: Questionnaire, _ finished: FinishedForm) {
    self.questionnaire = questionnaire.name
    version = questionnaire.version
    complete = finished.isComplete
    answers = finished.answers
    dropped = finished.dropped
    problems = finished.problems
  }
}
