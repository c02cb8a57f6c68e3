import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What rules are asked of the whole store. All of it is exact: what a statement cannot decide is decided in memory.
extension Reader {
  /// Keys that an anchor may have and still be worth beginning with: each costs a search where a walk costs a step.
  static let anchorKeysMax = 100_000
  /// The same for a stretch of customers between two keys.
  static let anchorKeysOfStretchMax = 500

  /// The customers for whom a rule is true, in the order of their keys.
  ///
  /// - Parameter limit: how many at most; the last one's key leads on.
  func members(
    _ rule: RuleSQL, _ reach: RuleReach = RuleReach(), limit: Int = .max,
    at moment: RuleMoment? = nil
  ) throws(Status) -> [CustomerID] {
    let moment = moment ?? RuleMoment(now)
    var found: [CustomerID] = []
    let isBounded = limit != .max
    // A walk in the order of keys costs twice a walk in the order of rows: for everybody it is sorted afterwards.
    try candidates(rule, reach, isOrdered: isBounded, at: moment) { (id, isMember) throws(Status) in
      if isMember { found.append(id) }
      return found.count < limit
    }
    if !isBounded { found.sort() }
    return found
  }

  /// For how many customers a rule is true.
  func memberCount(
    _ rule: RuleSQL, _ reach: RuleReach = RuleReach(), at moment: RuleMoment? = nil
  ) throws(Status) -> Int64 {
    let moment = moment ?? RuleMoment(now)
    if rule.isExact {
      let statement = rule.statement(
        "count(*)", reach, anchor: try anchor(for: rule, reach, at: moment), at: moment)
      var count: Int64 = 0
      try each(statement.sql, statement.arguments) { (row) throws(Status) in
        count = row.integer(0)
        return true
      }
      return count
    }
    var count: Int64 = 0
    try candidates(rule, reach, isOrdered: false, at: moment) { (_, isMember) throws(Status) in
      if isMember { count += 1 }
      return true
    }
    return count
  }

  /// Whether a rule is true for one customer, as the store sees it; a deleted one fulfils none.
  func isMember(
    _ id: CustomerID, _ rule: RuleSQL, at moment: RuleMoment? = nil
  ) throws(Status) -> Bool {
    var reach = RuleReach { arguments in "customer.id = \(arguments.add(.id(id)))" }
    reach.isOfFew = true
    return try memberCount(rule, reach, at: moment) == 1
  }

  /// What a rule's own condition says of each customer, deleted or not: for proofs.
  func truths(
    _ rule: RuleSQL, at moment: RuleMoment? = nil
  ) throws(Status) -> [CustomerID: Truth] {
    var truths: [CustomerID: Truth] = [:]
    try each(
      SQL(built: "SELECT customer.id, \(rule.condition) FROM customer"),
      rule.arguments.values(at: moment ?? RuleMoment(now))
    ) { (row) throws(Status) in
      truths[row.id(0)] = row.isNull(1) ? .unknown : Truth(row.bool(1))
      return true
    }
    return truths
  }

  /// A part of the way to what a rule's segment should be.
  struct Difference {
    var entering: [CustomerID] = []
    var leaving: [CustomerID] = []
    /// Where the next part begins; nil when this was the last one.
    var next: CustomerID?
  }

  /// Compares a segment's members with those for whom its rule is true, from after a key on.
  ///
  /// - Parameter customers: about how many customers to look at.
  func difference(
    _ rule: RuleSQL, segment: Int64, after: CustomerID = CustomerID(), customers: Int,
    at moment: RuleMoment? = nil
  ) throws(Status) -> Difference {
    let through = try first(
      SQL(built: "SELECT id FROM customer WHERE id > $1 ORDER BY id LIMIT 1 OFFSET $2"),
      .place(after), .integer(Int64(customers))
    ) { (row) throws(Status) in row.id(0, of: CustomerID.self) }
    let wanted = try members(rule, RuleReach(after: after, through: through), at: moment)
    var difference = Difference()
    difference.next = through
    var at = 0
    try each(
      """
      SELECT customer FROM membership
      WHERE segment = $1 AND customer > $2 AND ($3 = 1 OR customer <= $4) ORDER BY customer
      """,
      [
        .integer(segment), .place(after), .bool(through == nil),
        .place(through ?? CustomerID()),
      ]
    ) { (row) throws(Status) in
      let member = row.id(0, of: CustomerID.self)
      while at < wanted.count, wanted[at] < member {
        difference.entering.append(wanted[at])
        at += 1
      }
      if at < wanted.count, wanted[at] == member {
        at += 1
      } else {
        difference.leaving.append(member)
      }
      return true
    }
    difference.entering += wanted[at...]
    return difference
  }

  // MARK: Parts

  /// Hands out each customer whom the condition finds, with whether the rule is true.
  private func candidates(
    _ rule: RuleSQL, _ reach: RuleReach, isOrdered: Bool, at moment: RuleMoment,
    _ body: (CustomerID, Bool) throws(Status) -> Bool
  ) throws(Status) {
    let anchor = try anchor(for: rule, reach, at: moment)
    let order = isOrdered ? "ORDER BY customer.id" : ""
    if rule.isExact {
      let statement = rule.statement(
        "customer.id", reach, anchor: anchor, order: order, at: moment)
      try each(statement.sql, statement.arguments) { (row) throws(Status) in
        try body(row.id(0), true)
      }
      return
    }
    var arguments = rule.arguments
    if let plan = SelectedFacts.Plan(rule, &arguments) {
      let columns = (["customer.id"] + plan.columns).joined(separator: ", ")
      let statement = rule.statement(
        columns, reach, anchor: anchor, order: order, arguments: arguments, at: moment)
      try each(statement.sql, statement.arguments) { (row) throws(Status) in
        let truth = rule.rule.truth(of: SelectedFacts(plan: plan, row: row), at: moment)
        return try body(row.id(0), truth == .true)
      }
      return
    }
    let statement = rule.statement("customer.id", reach, anchor: anchor, order: order, at: moment)
    // Read before they are looked at, so that no statement stays open under the others.
    let ids = try all(statement.sql, statement.arguments) { (row) throws(Status) in
      row.id(0, of: CustomerID.self)
    }
    for id in ids {
      let members = try segmentNumbers(of: id, rule)
      let loader = FactLoader(id, self, rule.facts, at: moment) { name in
        rule.segments[name].map(members.contains) ?? false
      }
      if try !body(id, loader.truth(of: rule.rule) == .true) { return }
    }
  }

  private func segmentNumbers(
    of customer: CustomerID, _ rule: RuleSQL
  ) throws(Status) -> Set<Int64> {
    if rule.rule.segments.isEmpty { return [] }
    return Set(
      try all("SELECT segment FROM membership WHERE customer = $1", .id(customer)) {
        (row) throws(Status) in row.integer(0)
      })
  }

  /// The anchor with the fewest keys, unless a walk through all customers would be faster.
  private func anchor(
    for rule: RuleSQL, _ reach: RuleReach, at moment: RuleMoment
  ) throws(Status) -> RuleSQL.Anchor? {
    // Whoever asks for a sample or for one customer has a better way to begin.
    if reach.condition != nil { return nil }
    var best: RuleSQL.Anchor?
    var fewest = reach.through == nil ? Self.anchorKeysMax : Self.anchorKeysOfStretchMax
    for anchor in rule.anchors.prefix(4) {
      var arguments = SQLArguments()
      let keys = arguments.add(anchor, reach)
      var count = 0
      try each(
        SQL(
          built: "SELECT count(*) FROM (SELECT 1 FROM (\(keys)) AS k LIMIT \(fewest + 1)) AS l"),
        arguments.values(at: moment)
      ) { (row) throws(Status) in
        count = Int(row.integer(0))
        return true
      }
      if count <= fewest {
        fewest = count
        best = anchor
      }
    }
    return best
  }
}
