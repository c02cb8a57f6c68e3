import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import Surveys

/// The sheets of an answer, worked out in a snapshot before the transaction that stores them.
///
/// A form takes as long as it is large, and the writer serves everybody: in its transaction only that is looked at which
/// may be otherwise by then.
struct WorkedAnswer: Sendable {
  private let wave: SurveyWaveID
  private let questionnaireVersion: Int64
  private let quotas: [SurveyQuota]
  private let outcome: Result<[WorkedSheet], Status>

  /// Works the sheets out; what is wrong with them is kept, for the transaction to say.
  ///
  /// - Parameter mayBeIncomplete: it is a draft.
  init(
    _ sheets: [AnswerSheet], of wave: SurveyWave, mayBeIncomplete: Bool = false,
    _ forms: FormCache, _ reader: Reader, context: (AnswerSheet) -> FormContext
  ) {
    self.wave = wave.id
    questionnaireVersion = wave.questionnaireVersion
    quotas = wave.quotas
    do throws(Status) {
      let form = try forms.form(of: wave, reader)
      let budget = StepBudget()
      var worked: [WorkedSheet] = []
      for (place, sheet) in sheets.enumerated() {
        let field = "sheets[\(place)].answers"
        let one = try WorkedSheet(
          sheet, form, context(sheet), field, isAnonymous: wave.anonymous, within: budget)
        if !mayBeIncomplete { try one.checkComplete(field) }
        worked.append(one)
      }
      outcome = .success(worked)
    } catch {
      outcome = .failure(error)
    }
  }

  /// Whether it was worked out by what the wave asks.
  func fits(_ wave: SurveyWave) -> Bool {
    self.wave == wave.id && questionnaireVersion == wave.questionnaireVersion
      && quotas == wave.quotas
  }

  /// The sheets.
  ///
  /// - Throws: why they are refused.
  func sheets() throws(Status) -> [WorkedSheet] { try outcome.get() }
}

extension Reader {
  /// Works out an answer that is to be handed in; nil where there is nothing to work out, or the transaction will refuse it
  /// anyhow.
  ///
  /// - Parameters:
  ///   - invitation: what the token opens, where that is known already.
  ///   - given: when it was handed in on a device, where that is beyond doubt.
  func worked(
    _ request: SubmitAnswerRequest, by caller: Caller, to invitation: Invitation? = nil,
    given: Timestamp? = nil, forms: FormCache = .shared
  ) -> WorkedAnswer? {
    guard
      let submission = try? AnswerSubmission(request, to: invitation, given: given, caller, self),
      // What was handed in before is answered as it was.
      let first = request.sheets.first, (try? surveyAnswer(first.id)) == nil,
      (try? use(of: submission.invitation, in: submission.wave, "token")) != nil
    else { return nil }
    return submission.worked(forms, self)
  }

  /// Works out an anonymous answer that is to be handed in, as ``worked(_:by:forms:)`` does.
  func worked(
    _ request: SubmitAnonymousAnswerRequest, forms: FormCache = .shared
  ) -> WorkedAnswer? {
    guard let submission = try? AnonymousSubmission(request, self) else { return nil }
    return submission.worked(forms, self)
  }
}
