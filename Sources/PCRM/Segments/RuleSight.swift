import PCRMCore
import PCRMModel

/// Which values of a customer a caller may see in an explanation.
struct RuleSight {
  private let caller: Caller
  private let vocabulary: RuleVocabulary

  init(_ caller: Caller, _ vocabulary: RuleVocabulary) {
    self.caller = caller
    self.vocabulary = vocabulary
  }

  /// What a fact's values ask for, beside the customer's being in scope.
  private static func permission(for fact: String) -> Permission {
    switch fact {
    case "cases": .viewCases
    case "consents": .viewConsents
    default: .viewCustomers
    }
  }

  /// Whether the values that a condition looks at may be shown.
  func sees(_ condition: String) -> Bool {
    let permissions: [Permission]
    if let rule = try? Rule(condition, in: vocabulary) {
      permissions = rule.facts.map(Self.permission)
    } else {
      // A condition that cannot be read by itself may look at anything.
      permissions = [.viewCustomers, .viewCases, .viewConsents]
    }
    return permissions.allSatisfy { caller.permissions.contains($0) }
  }
}

extension ExplainMembershipResponse {
  /// Takes over an explanation, without the values that the caller may not see.
  mutating func fill(_ explanation: RuleExplanation, _ sight: RuleSight) {
    truth = ConditionTruth(explanation.truth)
    let deciding = Set(explanation.deciding)
    for (index, condition) in explanation.conditions.enumerated() {
      var explained = ExplainedCondition()
      explained.text = condition.text
      explained.truth = ConditionTruth(condition.truth)
      explained.decides = deciding.contains(index)
      explained.reason = condition.reason
      explained.hidden = !sight.sees(condition.text)
      if !explained.hidden {
        explained.words = condition.words
        explained.params = condition.params
      }
      for operand in condition.operands {
        var value = ExplainedValue()
        value.text = operand.text
        if !explained.hidden {
          value.value = operand.value?.literal ?? ""
          value.missing = operand.value == nil
        }
        explained.values.append(value)
      }
      conditions.append(explained)
    }
    for alternative in explanation.changes {
      var explained = ExplainedAlternative()
      for change in alternative {
        var step = ExplainedChange()
        step.condition = Int32(change.condition)
        step.truth = ConditionTruth(change.truth)
        step.reason = change.reason
        if conditions.indices.contains(change.condition), !conditions[change.condition].hidden {
          step.words = change.words
          step.params = change.params
        }
        explained.changes.append(step)
      }
      alternatives.append(explained)
    }
  }
}

extension ConditionTruth {
  init(_ truth: Truth) {
    self =
      switch truth {
      case .true: .true
      case .false: .false
      case .unknown: .unknown
      }
  }
}
