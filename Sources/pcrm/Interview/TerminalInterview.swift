import Glibc
import PCRMCore
import PCRMModel
import Surveys

/// A form that is filled in at this terminal: questions go to standard error, answers come line by line from standard
/// input.
struct TerminalInterview {
  private var interview: FormInterview

  /// The form as it stands.
  var state: FormState { interview.state }

  init(_ state: FormState) {
    interview = FormInterview(
      state, language: Language.current,
      ink: Ink(isOn: isatty(STDERR_FILENO) == 1 && Ink.output.isOn))
  }

  /// Asks until the end, or until whoever answers stops.
  ///
  /// - Parameters:
  ///   - lines: from which others may have read before.
  ///   - keep: called after each line with the form as it stands.
  /// - Returns: whether the end of the form was reached.
  mutating func ask(
    _ lines: inout InputLines, keep: (FormState) throws -> Void = { _ in }
  ) throws -> Bool {
    while true {
      for line in interview.prompt() { Console.note(line) }
      if interview.step == nil { return interview.state.problems().isEmpty }
      guard let line = try Self.next(&lines) else { return false }
      let outcome = interview.take(line)
      try keep(interview.state)
      switch outcome {
      case .going: continue
      case .stopped: return false
      case .finished:
        for line in interview.prompt() { Console.note(line) }
        return true
      }
    }
  }

  /// One more line, for what the form does not ask.
  static func next(_ lines: inout InputLines) throws -> String? {
    Console.writeNow("> ", to: STDERR_FILENO)
    return try lines.next()
  }

  /// Ends it: worked-out values, what is dropped, what is missing, and whether whoever takes it could work it out.
  ///
  /// - Parameter taker: what may be taken there by all that is handed in together.
  mutating func finish(within taker: StepBudget = StepBudget()) -> FinishedForm {
    interview.finish(within: taker)
  }

  /// Says how it ended.
  static func say(_ finished: FinishedForm, ended: Bool) {
    let language = Language.current
    let count = finished.answers.values.count
    Console.note("")
    Console.note(
      ended
        ? language("Complete: \(count) answers.", "완료: 답 \(count)개.")
        : language(
          "Stopped: \(count) answers, \(finished.problems.count) open.",
          "중단: 답 \(count)개, 남은 질문 \(finished.problems.count)개."))
    if ended, !finished.dropped.isEmpty {
      let paths = finished.dropped.map(\.path).joined(separator: ", ")
      Console.note(
        language(
          "Not kept, as they are not asked any more: \(paths)", "더 이상 묻지 않아 버린 답: \(paths)"))
    }
  }
}
