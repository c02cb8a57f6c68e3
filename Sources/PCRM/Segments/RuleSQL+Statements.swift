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
  /// Whether it is one customer, or some here and there: their lists are read faster than those of everybody.
  var isOfFew = false

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
    let many = reach.isOfFew || more != nil ? nil : ofMany
    var arguments = more ?? many?.arguments ?? arguments
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
    conditions.append(many.map { arguments.bounding($0.condition, reach) } ?? condition)
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
    while let mark = rest.firstIndex(of: "$") {
      text += rest[..<mark]
      let digits = rest[rest.index(after: mark)...].prefix { ("0"..."9").contains($0) }
      text += "$\((Int(digits) ?? 0) + before)"
      rest = rest[digits.endIndex...]
    }
    return bounding(text + rest, reach)
  }

  /// Puts the bounds of the keys in the place of column names in braces.
  mutating func bounding(_ text: String, _ reach: RuleReach) -> String {
    var bounded = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "{") {
      bounded += rest[..<mark]
      let column = rest[rest.index(after: mark)...].prefix { $0 != "}" }
      bounded += bounds(String(column), reach)
      rest = rest[column.endIndex...].dropFirst()
    }
    return bounded + rest
  }

  private mutating func bounds(_ column: String, _ reach: RuleReach) -> String {
    var bounds: [String] = []
    if !reach.after.isEmpty { bounds.append("\(column) > \(add(.id(reach.after)))") }
    if let through = reach.through { bounds.append("\(column) <= \(add(.id(through)))") }
    return bounds.isEmpty ? "TRUE" : "(\(bounds.joined(separator: " AND ")))"
  }
}
