import PCRMCore
import PCRMModel
import Storage

/// Finds what a store can begin with: conditions without which the rule cannot be true, and which few customers fulfil.
struct RuleAnchors {
  private let facts: SegmentFacts
  private let segments: [String: Int64]

  init(_ facts: SegmentFacts, segments: [String: Int64]) {
    self.facts = facts
    self.segments = segments
  }

  func anchors(of expression: Expression) -> [RuleSQL.Anchor] {
    var found: [RuleSQL.Anchor] = []
    for item in conjuncts(expression) {
      var arguments = SQLArguments()
      if let keys = keys(item, &arguments) {
        found.append(RuleSQL.Anchor(keys: keys, arguments: arguments))
      }
    }
    return found
  }

  private func conjuncts(_ expression: Expression) -> [Expression] {
    if case .and(let items) = expression.node { return items.flatMap(conjuncts) }
    return [expression]
  }

  /// The keys of everybody for whom a condition may be true; nil where that is no good way to begin.
  private func keys(_ expression: Expression, _ arguments: inout SQLArguments) -> String? {
    switch expression.node {
    case .and(let items):
      for item in items {
        let before = arguments
        if let keys = keys(item, &arguments) { return keys }
        arguments = before
      }
      return nil
    case .or(let items):
      var all: [String] = []
      for item in items {
        guard let keys = keys(item, &arguments) else { return nil }
        all.append(keys)
      }
      return all.joined(separator: " UNION ALL ")
    case .inSegment(let name):
      guard let number = segments[name] else { return nil }
      return "SELECT a.customer FROM membership AS a WHERE a.segment = \(number) AND {a.customer}"
    case .membership(let item, let list): return keys(item, in: list, &arguments)
    case .comparison(.equal, let left, let right):
      return keys(left, equals: right, &arguments) ?? keys(right, equals: left, &arguments)
    case .quantified(.exists, let variable, let list, let condition):
      return keys(variable, list, condition, &arguments)
    default: return nil
    }
  }

  /// Whoever has a tag, or one of some values.
  private func keys(
    _ item: Expression, in list: Expression, _ arguments: inout SQLArguments
  ) -> String? {
    if case .fact(let fact) = list.node, fact.name == "tags" {
      return tagged(item, &arguments)
    }
    guard case .literal(.list(let values)) = list.node, values.count <= 100 else { return nil }
    var all: [String] = []
    for value in values {
      let literal = Expression(.literal(value), value.type)
      guard let keys = keys(item, equals: literal, &arguments) else { return nil }
      all.append(keys)
    }
    return all.isEmpty ? nil : all.joined(separator: " UNION ALL ")
  }

  private func keys(
    _ operand: Expression, equals other: Expression, _ arguments: inout SQLArguments
  ) -> String? {
    guard case .fact(let fact) = operand.node, case .literal(.string(let text)) = other.node else {
      return nil
    }
    switch fact.name {
    case "home_office":
      return """
        SELECT a.id FROM customer AS a
        WHERE a.home_office IN (SELECT u.id FROM unit AS u WHERE u.code = \(arguments.add(.text(text))))
          AND {a.id}
        """
    case "case_worker":
      guard let id = StaffID(text), !id.isEmpty else { return nil }
      return """
        SELECT a.id FROM customer AS a
        WHERE a.case_worker = \(arguments.add(.id(id))) AND {a.id}
        """
    default: return nil
    }
  }

  private func tagged(_ item: Expression, _ arguments: inout SQLArguments) -> String? {
    guard case .literal(.string(let tag)) = item.node else { return nil }
    return """
      SELECT a.customer FROM customer_search AS a
      WHERE a.field = \(CustomerIndex.Field.tag.rawValue) AND a.word = \(arguments.add(.text(tag)))
        AND {a.customer}
      """
  }

  /// Whoever has a record of the kind, narrowed by what is asked of it outright.
  private func keys(
    _ variable: RuleVariable, _ list: Expression, _ condition: Expression,
    _ arguments: inout SQLArguments
  ) -> String? {
    guard case .fact(let fact) = list.node, case .list(let source)? = facts[fact]?.source else {
      return nil
    }
    if fact.name == "tags", case .comparison(.equal, let left, let right) = condition.node {
      if case .element = left.node { return tagged(right, &arguments) }
      if case .element = right.node { return tagged(left, &arguments) }
    }
    let owners = "SELECT o.customer FROM \(source.everybody("o"))"
    guard fact.name == "cases" else { return owners }
    var conditions: [String] = []
    for item in conjuncts(condition) {
      guard case .comparison(.equal, let left, let right) = item.node else { continue }
      for (field, literal) in [(left, right), (right, left)] {
        guard case .field(let named, variable) = field.node,
          ["type", "stage"].contains(named.name),
          case .literal(.string(let text)) = literal.node
        else { continue }
        conditions.append("o.\(named.name) = \(arguments.add(.text(text)))")
      }
    }
    return ([owners] + conditions).joined(separator: " AND ")
  }
}
