import PCRMCore
import PCRMModel
import Storage

/// Which customers are looked at besides: deleted ones never are.
struct RuleReach: Sendable {
  /// From after this key.
  var after = CustomerID()
  /// Up to this key; nil for the end.
  var through: CustomerID?
  /// A condition over `customer` of whoever asks, for example the caller's scope, or a sample.
  var condition: (@Sendable (inout SQLArguments) -> String)?

  init(
    after: CustomerID = CustomerID(), through: CustomerID? = nil,
    condition: (@Sendable (inout SQLArguments) -> String)? = nil
  ) {
    self.after = after
    self.through = through
    self.condition = condition
  }
}

extension RuleSQL {
  /// A statement with what it binds.
  struct Statement {
    let sql: SQL
    let arguments: [Value]
  }

  /// Selects from the customers within reach whom the condition finds.
  ///
  /// - Parameters:
  ///   - anchor: where the store begins.
  ///   - order: what follows the conditions.
  func statement(
    _ columns: String, _ reach: RuleReach, anchor: Anchor? = nil, order: String = "",
    arguments more: SQLArguments? = nil, at moment: RuleMoment
  ) -> Statement {
    var arguments = more ?? arguments
    var conditions = ["customer.deleted_at IS NULL"]
    if !reach.after.isEmpty {
      conditions.append("customer.id > \(arguments.add(.id(reach.after)))")
    }
    if let through = reach.through {
      conditions.append("customer.id <= \(arguments.add(.id(through)))")
    }
    if let condition = reach.condition { conditions.append(condition(&arguments)) }
    if let anchor {
      conditions.append("customer.id IN (\(arguments.add(anchor, reach)))")
    }
    conditions.append(condition)
    return Statement(
      sql: SQL(
        built:
          "SELECT \(columns) FROM customer WHERE \(conditions.joined(separator: " AND ")) \(order)"),
      arguments: arguments.values(at: moment))
  }
}

extension SQLArguments {
  /// Takes a statement's values over, and answers its text with their new names and with its keys bounded.
  mutating func add(_ anchor: RuleSQL.Anchor, _ reach: RuleReach) -> String {
    let before = count
    append(anchor.arguments)
    var text = ""
    var rest = anchor.keys[...]
    while let mark = rest.firstIndex(where: { $0 == "$" || $0 == "{" }) {
      text += rest[..<mark]
      let after = rest[rest.index(after: mark)...]
      if rest[mark] == "$" {
        let digits = after.prefix { ("0"..."9").contains($0) }
        text += "$\((Int(digits) ?? 0) + before)"
        rest = rest[digits.endIndex...]
      } else {
        let column = after.prefix { $0 != "}" }
        text += bounds(String(column), reach)
        rest = rest[column.endIndex...].dropFirst()
      }
    }
    return text + rest
  }

  private mutating func bounds(_ column: String, _ reach: RuleReach) -> String {
    var bounds: [String] = []
    if !reach.after.isEmpty { bounds.append("\(column) > \(add(.id(reach.after)))") }
    if let through = reach.through { bounds.append("\(column) <= \(add(.id(through)))") }
    return bounds.isEmpty ? "TRUE" : "(\(bounds.joined(separator: " AND ")))"
  }
}
