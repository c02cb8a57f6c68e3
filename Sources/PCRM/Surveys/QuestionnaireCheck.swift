import PCRMCore
import PCRMModel
import Surveys

/// Reads questionnaires and conditions with the one evaluator before they are stored.
enum QuestionnaireCheck {
  /// Refuses a questionnaire of which an expression cannot be read, a part breaks a rule, or that takes too many steps to
  /// be worked out even where nothing is answered.
  static func check(_ form: Questionnaire, _ field: String) throws(Status) {
    do throws(FormFaults) {
      if let fault = try CompiledForm(form).faultUnanswered() { throw FormFaults([fault]) }
    } catch {
      throw Status.formInvalid(error, field)
    }
  }

  /// Refuses quotas whose conditions cannot be read: each is read as a value that the questionnaire works out.
  static func check(
    _ quotas: [SurveyQuota], _ form: Questionnaire, _ field: String
  ) throws(Status) {
    for (index, quota) in quotas.enumerated() where !quota.condition.isEmpty {
      var probe = FormItem()
      probe.name = name(besides: form)
      probe.type = .calculated
      probe.calculation = quota.condition
      var probed = form
      probed.items.append(probe)
      do throws(FormFaults) {
        _ = try CompiledForm(probed)
      } catch {
        throw Status.formInvalid(error, "\(field)[\(index)].condition")
      }
    }
  }

  /// A name that no item of the outermost level has.
  private static func name(besides form: Questionnaire) -> String {
    let taken = Set(form.items.map(\.name))
    var name = "quota"
    while taken.contains(name) { name += "_" }
    return name
  }
}

extension Status {
  /// The first fault of a questionnaire, with its place and expression.
  static func formInvalid(_ faults: FormFaults, _ field: String) -> Status {
    guard let fault = faults.faults.first else { return .internalError }
    let count = faults.faults.count
    let more = count > 1 ? " (and \(count - 1) more)" : ""
    return Status.invalid(
      field, "\(fault.place): \(fault.message)\(more)", reason: "FORM_INVALID"
    ).with("fault", fault.reason).with("place", fault.place)
      .with("expression", String(fault.expression.prefix(500)))
  }
}
