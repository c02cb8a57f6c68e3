import PCRMModel
import Storage

/// The scalar facts that a rule asks for, selected along with a customer: so that a rule which SQL cannot say whole is
/// looked at in memory without a statement a customer.
struct SelectedFacts: FactSource {
  /// What to select, in order, and how to read it.
  struct Plan {
    fileprivate var forms: [FactForm] = []
    fileprivate var places: [String: Int] = [:]
    fileprivate var segments: [String: Int] = [:]
    /// The columns; they begin with the second of the row.
    private(set) var columns: [String] = []

    /// Nil when the rule looks at lists.
    init?(_ rule: RuleSQL, _ arguments: inout SQLArguments) {
      for name in rule.rule.facts.sorted() {
        guard let fact = rule.facts.fact(named: name), case .scalar(let column, _) = fact.source
        else { return nil }
        places[name] = columns.count
        forms.append(column.form)
        columns.append(column.sql("customer", &arguments))
      }
      for name in rule.rule.segments.sorted() {
        segments[name] = columns.count
        let number = rule.segments[name] ?? 0
        columns.append(
          """
          EXISTS (SELECT 1 FROM membership AS m
            WHERE m.customer = customer.id AND m.segment = \(number))
          """)
      }
    }
  }

  let plan: Plan
  let row: any Row

  func value(of fact: RuleFact) -> RuleValue? {
    plan.places[fact.name].flatMap { plan.forms[$0].value(row, $0 + 1) }
  }

  func count(of list: RuleFact) -> Int? { nil }

  func value(of field: RuleFact, in list: RuleFact, at index: Int) -> RuleValue? { nil }

  func inSegment(_ name: String) -> Bool { plan.segments[name].map { row.bool($0 + 1) } ?? false }
}
