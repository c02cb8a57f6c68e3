public import PCRMModel

/// Makes a failing rule and its facts small, so that a person can read what fails.
public enum RuleShrinker {
  /// The smallest rule and facts found for which `fails` still holds.
  public static func shrink(
    _ rule: Rule, _ facts: TestFacts, in vocabulary: RuleVocabulary,
    while fails: (Rule, TestFacts) -> Bool
  ) -> (Rule, TestFacts) {
    var (rule, facts) = (rule, facts)
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for smaller in variants(rule.root) {
        // Reading it again refuses what is no rule any more.
        guard let next = try? Rule(smaller.printed, in: vocabulary), fails(next, facts) else {
          continue
        }
        rule = next
        isSmaller = true
        break
      }
    }
    for name in rule.facts.isEmpty ? [] : facts.values.keys.sorted() {
      var fewer = facts
      fewer.values[name] = nil
      if fails(rule, fewer) { facts = fewer }
    }
    for name in facts.records.keys.sorted() {
      while let last = facts.records[name]?.indices.last {
        var fewer = facts
        fewer.records[name]?.remove(at: last)
        if !fails(rule, fewer) { break }
        facts = fewer
      }
    }
    return (rule, facts)
  }

  /// Smaller expressions of the same type, the smallest first.
  private static func variants(_ expression: Expression) -> [Expression] {
    let children = expression.children
    var result = children.filter { $0.type == expression.type }
    switch expression.node {
    case .and(let items) where items.count > 2:
      result += items.indices.map { index in
        Expression(.and(items.enumerated().filter { $0.offset != index }.map(\.element)), .bool)
      }
    case .or(let items) where items.count > 2:
      result += items.indices.map { index in
        Expression(.or(items.enumerated().filter { $0.offset != index }.map(\.element)), .bool)
      }
    default: break
    }
    for (index, child) in children.enumerated() {
      for smaller in variants(child) {
        var changed = children
        changed[index] = smaller
        result.append(expression.replacing(changed))
      }
    }
    return result
  }
}
