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

  /// Refuses quotas whose conditions cannot be read, or take too many steps, all of them together with the questionnaire:
  /// each is read as a value that the questionnaire works out.
  static func check(
    _ quotas: [SurveyQuota], _ form: Questionnaire, _ field: String
  ) throws(Status) {
    let (probed, paths) = form.probing(quotas.map(\.condition))
    if paths.allSatisfy({ $0 == nil }) { return }
    do throws(FormFaults) {
      if let fault = try CompiledForm(probed).faultUnanswered() { throw FormFaults([fault]) }
    } catch {
      let place = error.faults.first?.place
      let index = paths.firstIndex { $0.map { "\($0).calculation" } == place }
      throw Status.formInvalid(error, index.map { "\(field)[\($0)].condition" } ?? field)
    }
  }
}

extension Questionnaire {
  /// The questionnaire with the conditions of quotas: each is a value that it works out, under a name that nobody else
  /// has.
  ///
  /// - Returns: also the paths of those values; nil for conditions that are empty.
  func probing(_ conditions: [String]) -> (form: Questionnaire, paths: [String?]) {
    var probing = self
    // Also those inside groups: a name that is there as well would mean the probe.
    var taken: Set<String> = []
    var left = items
    while let item = left.popLast() {
      taken.insert(item.name)
      left += item.items
    }
    let paths = conditions.enumerated().map { number, condition -> String? in
      if condition.isEmpty { return nil }
      var item = FormItem()
      item.name = "quota\(number)"
      while taken.contains(item.name) { item.name += "_" }
      item.type = .calculated
      item.calculation = condition
      probing.items.append(item)
      return item.name
    }
    return (probing, paths)
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
