public import PCRMCore
import ProtobufCodec

extension Status {
  /// The answers leave out what has to be answered, or are not what they have to be.
  public static func answerIncomplete(_ problems: [AnswerProblem], _ field: String) -> Status {
    let places = problems.prefix(20).map { "\($0.path) \($0.kind.name ?? "")" }
    let said =
      problems.count == 1
      ? "1 of the form's questions is not answered as it has to be"
      : "\(problems.count) of the form's questions are not answered as they have to be"
    return Status.precondition("ANSWER_INCOMPLETE", field, said)
      .with("problems", places.joined(separator: "; "))
  }
}
