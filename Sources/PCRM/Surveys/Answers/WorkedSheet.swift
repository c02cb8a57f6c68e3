import PCRMCore
import PCRMModel
import ProtobufCodec
import Surveys

/// A sheet as the server has worked it out again: nothing of it is taken on trust.
struct WorkedSheet: Sendable {
  let sheet: AnswerSheet
  /// What is kept.
  private(set) var answers: Answers
  private(set) var dropped: [DroppedAnswer]
  let problems: [AnswerProblem]
  /// The hash by which it is known when it is handed in again.
  let payload: [UInt8]
  /// The quotas that it belongs to by what was answered, by place.
  private(set) var quotas: [Int] = []
  /// Where it was given up, as it takes too many steps: then nothing that was worked out can be relied on.
  private let fault: FormFault?

  /// - Parameters:
  ///   - field: the sheet's place in the request.
  ///   - isAnonymous: whatever could tell who answers is left out before anything is worked out from it.
  ///   - budget: what may be taken by all sheets of the request.
  init(
    _ sheet: AnswerSheet, _ wave: FormCache.WaveForm, _ context: FormContext, _ field: String,
    isAnonymous: Bool, within budget: StepBudget
  ) throws(Status) {
    self.sheet = sheet
    payload = AnswerSubmission.payload(sheet)
    var given = sheet.answers ?? Answers()
    var told: [DroppedAnswer] = []
    if isAnonymous { told = Self.takeOutTraces(&given, wave.form, alsoCalculated: true) }
    let finished: FinishedForm
    do throws(FormFault) {
      finished = try wave.form.finished(given, context: context, within: budget)
    } catch {
      throw Status.answerInvalid(error, field)
    }
    fault = finished.fault
    answers = finished.answers
    dropped = fault == nil ? told + finished.dropped : told
    problems = finished.problems
    if isAnonymous { _ = Self.takeOutTraces(&answers, wave.form, alsoCalculated: false) }
    for (place, path) in wave.quotas.enumerated() {
      guard let path else {
        quotas.append(place)
        continue
      }
      let value = answers.values.first { $0.path == path }?.value
      if case .text(let text)? = value, !["", "false", "0", "NaN"].contains(text) {
        quotas.append(place)
      }
    }
    let ours = Set(wave.quotas.compactMap { $0 })
    answers.values.removeAll { ours.contains($0.path) }
    dropped.removeAll { ours.contains($0.path) }
  }

  /// Takes out what is recorded about the filling in, what came from outside, and what was worked out elsewhere, perhaps
  /// from those.
  private static func takeOutTraces(
    _ answers: inout Answers, _ form: CompiledForm, alsoCalculated: Bool
  ) -> [DroppedAnswer] {
    var told: [DroppedAnswer] = []
    answers.values.removeAll { answer in
      guard let item = form.item(at: answer.plainPath) else { return false }
      switch item.type {
      case .metadata, .hidden:
        var drop = DroppedAnswer()
        drop.path = answer.path
        drop.reason = .anonymous
        told.append(drop)
        return true
      // Worked out anew here: what once() kept elsewhere may be a time, or a name.
      default: return alsoCalculated && !item.calculation.isEmpty
      }
    }
    return told
  }

  /// Refuses what is not complete, or takes too many steps; a draft may be so, and is put right later.
  func checkComplete(_ field: String) throws(Status) {
    if let fault { throw Status.answerInvalid(fault, field) }
    if !problems.isEmpty { throw .answerIncomplete(problems, field) }
  }
}

extension AnswerValue {
  /// The path without the numbers of repeats.
  var plainPath: String {
    var plain = ""
    var isInside = false
    for character in path {
      if character == "[" { isInside = true }
      if !isInside { plain.append(character) }
      if character == "]" { isInside = false }
    }
    return plain
  }
}

extension Status {
  /// An answer that does not fit its form.
  static func answerInvalid(_ fault: FormFault, _ field: String) -> Status {
    Status.invalid(field, "\(fault.place): \(fault.message)", reason: "ANSWER_INVALID")
      .with("fault", fault.reason).with("place", fault.place)
      .with("expression", String(fault.expression.prefix(500)))
  }
}
