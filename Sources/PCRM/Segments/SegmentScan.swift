import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A stretch of customers in the order of their ids, and how a segment's members differ from its rule there.
struct SegmentWindow: Sendable {
  /// Customers for whom the rule is true.
  var matching = 0
  /// For whom it is true and who are not members: ascending.
  var entering: [CustomerID] = []
  /// Members for whom it is not: ascending.
  var leaving: [CustomerID] = []
  /// The last id that was looked at; nil when there are no customers after this stretch.
  var end: CustomerID?
  /// Customers looked at, deleted ones too.
  var lookedAt = 0

  /// Those who enter and those who leave: ascending.
  var differing: [CustomerID] { (entering + leaving).sorted() }
}

/// Which customers are looked at.
enum SegmentStretch {
  /// From the one after an id up to and with another.
  case between(CustomerID, CustomerID)
  case one(CustomerID)
  /// These customers.
  case some(KeyList)
  /// One customer in a hundred, by the random end of the key.
  case sample

  /// How many times larger the whole is than a sample.
  static let sampleFactor = 65_536.0 / 655

  func condition(_ key: String, _ arguments: inout [Value]) -> String {
    switch self {
    case .between(let after, let through):
      arguments += [.place(after), .place(through)]
      return "\(key) > $\(arguments.count - 1) AND \(key) <= $\(arguments.count)"
    case .one(let id):
      arguments.append(.id(id))
      return "\(key) = $\(arguments.count)"
    case .some(let keys):
      arguments.append(keys.value)
      return "\(key) IN (\(KeyList.keys(of: "$\(arguments.count)")))"
    case .sample:
      return Self.isSampled(key)
    }
  }

  /// Word by word the condition of the index.
  static func isSampled(_ key: String) -> String { "substr(\(key), 15, 2) < x'028f'" }

  /// The same for a rule's statement.
  func reach(_ reach: CustomerReach) -> RuleReach {
    var found = RuleReach()
    let own: (@Sendable (inout SQLArguments) -> String)?
    switch self {
    case .between(let after, let through):
      found.after = after
      found.through = through
      own = nil
    case .one(let id): own = { arguments in "customer.id = \(arguments.add(.id(id)))" }
    case .some(let keys):
      own = { arguments in "customer.id IN (\(KeyList.keys(of: arguments.add(keys.value))))" }
    case .sample: own = { _ in Self.isSampled("customer.id") }
    }
    found.isOfFew = own != nil
    if reach.isEverybody {
      found.condition = own
      return found
    }
    found.condition = { arguments in
      let scope = reach.condition { arguments.add($0) }
      return own.map { "\($0(&arguments)) AND \(scope)" } ?? scope
    }
    return found
  }
}

/// Compares members with a rule, stretch by stretch, by what SQL says.
struct SegmentScan {
  /// Nil for a list.
  private let sql: RuleSQL?
  /// The segment whose members are compared; nil for none.
  private let segment: Int64?
  private let reader: Reader
  /// Narrows the customers that count, for callers who do not see all.
  var reach = CustomerReach.all

  /// Compares the members of a segment with its own rule, or with its list.
  init(_ catalogue: SegmentCatalogue, _ entry: SegmentCatalogue.Entry, _ reader: Reader) {
    sql = entry.rule.map { RuleSQL($0, catalogue.facts, segments: catalogue.numbers) }
    segment = entry.number
    self.reader = reader
  }

  /// Compares the members of a segment, or nobody, with any rule.
  init(_ sql: RuleSQL, segment: Int64?, _ reader: Reader) {
    self.sql = sql
    self.segment = segment
    self.reader = reader
  }

  /// Compares stretch after stretch until `take` answers false.
  ///
  /// - Parameter rows: how many customers a stretch has.
  /// - Returns: where it goes on; nil at the end.
  @discardableResult
  func walk(
    after place: CustomerID, rows: Int, take: (SegmentWindow) throws(Status) -> Bool
  ) throws(Status) -> CustomerID? {
    var after = place
    while true {
      let window = try window(after: after, rows: rows)
      guard try take(window), let end = window.end else { return window.end }
      after = end
    }
  }

  /// Compares the next stretch.
  ///
  /// - Parameter rows: how many customers it has.
  func window(after place: CustomerID, rows: Int) throws(Status) -> SegmentWindow {
    let last = try reader.first(
      "SELECT id FROM customer WHERE id > $1 ORDER BY id LIMIT 1 OFFSET $2", .place(place),
      .integer(Int64(rows) - 1)
    ) { (row) throws(Status) in row.id(0, of: CustomerID.self) }
    var window = try compare(
      .between(place, last ?? CustomerID(high: .max, low: .max)))
    window.end = last
    window.lookedAt = last == nil ? try count(after: place) : rows
    return window
  }

  /// Whether the stored row of a customer is as SQL says.
  func agrees(about customer: CustomerID) throws(Status) -> Bool {
    let window = try compare(.one(customer))
    return window.entering.isEmpty && window.leaving.isEmpty
  }

  /// Compares a stretch.
  func compare(_ stretch: SegmentStretch) throws(Status) -> SegmentWindow {
    var window = SegmentWindow()
    let wanted = try matching(stretch)
    let members = try members(stretch)
    window.matching = wanted.count
    var (next, at) = (0, 0)
    while next < wanted.count || at < members.count {
      if at == members.count || next < wanted.count && wanted[next] < members[at] {
        window.entering.append(wanted[next])
        next += 1
      } else if next == wanted.count || members[at] < wanted[next] {
        window.leaving.append(members[at])
        at += 1
      } else {
        next += 1
        at += 1
      }
    }
    return window
  }

  private func count(after place: CustomerID) throws(Status) -> Int {
    let count = try reader.first("SELECT count(*) FROM customer WHERE id > $1", .place(place)) {
      (row) throws(Status) in row.integer(0)
    }
    return Int(count ?? 0)
  }

  /// The customers of a stretch for whom the rule is true, or who are on the list.
  private func matching(_ stretch: SegmentStretch) throws(Status) -> [CustomerID] {
    guard let sql else { return try listed(stretch) }
    return try reader.members(sql, stretch.reach(reach))
  }

  private func listed(_ stretch: SegmentStretch) throws(Status) -> [CustomerID] {
    var arguments: [Value] = [.integer(segment ?? 0), .time(reader.now)]
    var text = """
      SELECT l.customer FROM segment_list l JOIN customer ON customer.id = l.customer
      WHERE l.segment = $1 AND (l.ends_at IS NULL OR l.ends_at > $2)
        AND customer.deleted_at IS NULL AND
      """
    text += " " + stretch.condition("l.customer", &arguments) + reach.condition(&arguments)
    return try reader.all(SQL(built: text + " ORDER BY l.customer"), arguments) {
      (row) throws(Status) in row.id(0)
    }
  }

  /// The members of a stretch.
  private func members(_ stretch: SegmentStretch) throws(Status) -> [CustomerID] {
    guard let segment else { return [] }
    var arguments: [Value] = [.integer(segment)]
    var text = "SELECT m.customer FROM membership m"
    if !reach.isEverybody { text += " JOIN customer ON customer.id = m.customer" }
    text += " WHERE m.segment = $1 AND " + stretch.condition("m.customer", &arguments)
    text += reach.condition(&arguments)
    return try reader.all(SQL(built: text + " ORDER BY m.customer"), arguments) {
      (row) throws(Status) in row.id(0)
    }
  }
}
