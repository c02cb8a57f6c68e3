import PCRMModel
import Synchronization

/// What is left of the steps that working a form out may take, whatever its author wrote and whoever answers.
///
/// Opening a form has one, and so have each change of it, its end, and each look at it. Whoever takes answers works them
/// out anew, from their beginning to their end, and all that are handed in together share one.
///
/// Evaluations read a state and change nothing in it, so what they use up is counted here, beside it. Steps are counted
/// and not time: the same form with the same answers is given up everywhere, or nowhere.
public final class StepBudget: Sendable {
  let limit: Int
  private let left: Atomic<Int>
  private let given = Mutex<FormFault?>(nil)

  /// - Parameter steps: so many in all.
  public init(_ steps: Int = FormLimits.stepsMax) {
    limit = steps
    left = Atomic(steps)
  }

  /// Whether nothing more is worked out.
  var isSpent: Bool { left.load(ordering: .relaxed) < 0 }

  var taken: Int { limit - left.load(ordering: .relaxed) }

  /// Where the form was given up; nil as long as there is something left.
  var fault: FormFault? { given.withLock { $0 } }

  /// Takes some steps.
  ///
  /// - Returns: whether there were so many; otherwise none is left from now on.
  @discardableResult
  func take(_ steps: Int = 1) -> Bool {
    // One thread works a form out: nobody else writes between these two.
    let before = left.load(ordering: .relaxed)
    if before < 0 { return false }
    let after = steps > before ? -1 : before - steps
    left.store(after, ordering: .relaxed)
    return after >= 0
  }

  /// Notes where the steps ran out, if they did and nobody has said so yet.
  func note(_ place: @autoclosure () -> String, _ expression: @autoclosure () -> String) {
    guard isSpent else { return }
    given.withLock { fault in
      if fault != nil { return }
      fault = FormFault(
        "TOO_MUCH_WORK", place(), expression: expression(),
        "the form was given up here: working it out takes more than \(limit) steps; let expressions "
          + "look at fewer repeats and choices")
    }
  }
}

/// What of an item is worked out, as places of faults name it.
enum FormPart: String {
  case relevance
  case calculation
  case repeatCount = "repeat_count"
  case required
  case constraint
  case choiceFilter = "choice_filter"
  case defaultExpression = "default_expression"
  case constraintMessage = "constraint_message"
  case requiredMessage = "required_message"

  /// What was written there.
  func text(of item: FormItem) -> String {
    switch self {
    case .relevance: item.relevance
    case .calculation: item.calculation
    case .repeatCount: item.repeatCount
    case .required: item.required
    case .constraint: item.constraint
    case .choiceFilter: item.choiceFilter
    case .defaultExpression: item.defaultExpression
    case .constraintMessage: item.constraintMessage.first?.text ?? ""
    case .requiredMessage: item.requiredMessage.first?.text ?? ""
    }
  }
}

extension StepBudget {
  func note(_ part: FormPart, of definition: FormDefinition) {
    note("\(definition.path).\(part.rawValue)", part.text(of: definition.item))
  }
}

extension String {
  /// What reading it through costs: a step for each sixteen bytes.
  var steps: Int { utf8.count >> 4 }
}
