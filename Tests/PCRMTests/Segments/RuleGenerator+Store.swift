import PCRMModel
import PCRMTesting

/// Rules with more of what a store is asked for: beginnings of texts, keys, tags, codes, and a way to begin.
extension RuleGenerator {
  mutating func storeRule() -> Rule {
    let rule = rule()
    guard random.once(in: 2), rule.root.nodeCount < 150, rule.root.depth < 16 else { return rule }
    let sharp = sharpCondition()
    switch random.next() % 4 {
    case 0:
      if case .and = rule.root.node { return Rule(Expression(.or([rule.root, sharp]), .bool)) }
      return Rule(Expression(.and([sharp, rule.root]), .bool))
    case 1:
      if case .or = rule.root.node { return Rule(Expression(.and([rule.root, sharp]), .bool)) }
      return Rule(Expression(.or([rule.root, sharp]), .bool))
    case 2:
      let other = sharpCondition()
      return Rule(
        Expression(
          .and([Expression(.or([sharp, other]), .bool), Expression(.not(rule.root), .bool)]), .bool)
      )
    default:
      return Rule(
        Expression(.choice(rule.root, then: sharp, otherwise: sharpCondition()), .bool))
    }
  }

  private mutating func sharpCondition() -> Expression {
    let text = Expression(.literal(value(of: .string)), .string)
    switch random.next() % 6 {
    case 0, 1:
      let facts = vocabulary.facts.filter { $0.type == .string && $0.values.isEmpty }
      let fact = random.pick(facts)
      return Expression(
        .text(random.pick(Expression.TextTest.allCases), Expression(.fact(fact), .string), text),
        .bool)
    case 2:
      return Expression(
        .comparison(random.pick([.equal, .notEqual]), named("case_worker"), text), .bool)
    case 3: return Expression(.membership(text, in: named("tags")), .bool)
    case 4: return Expression(.comparison(.equal, named("home_office"), text), .bool)
    default: return cases(text)
    }
  }

  private func named(_ name: String) -> Expression {
    guard let fact = vocabulary.fact(named: name) else { return Expression(.now, .timestamp) }
    return Expression(.fact(fact), fact.type)
  }

  /// Cases of a type, of a stage, or with a worker.
  private mutating func cases(_ text: Expression) -> Expression {
    let list = named("cases")
    guard case .fact(let fact) = list.node, case .list(let element) = fact.type else { return text }
    let variable = RuleVariable("c", element, of: fact, depth: 0)
    func field(_ name: String) -> Expression? {
      vocabulary.field(named: name, of: "case").map {
        Expression(.field($0, of: variable), $0.type)
      }
    }
    let conditions = ["type", "stage", "worker", "office"].compactMap(field).map {
      Expression(.comparison(.equal, $0, text), .bool)
    }
    let asked =
      random.once(in: 2)
      ? random.pick(conditions)
      : Expression(.and([random.pick(conditions), conditions[0]]), .bool)
    return Expression(
      .quantified(random.pick(Expression.Quantifier.allCases), variable, in: list, asked), .bool)
  }
}
