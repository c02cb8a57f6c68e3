import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// The facts of one customer inside a transaction, read as rules ask for them, each once for all rules.
///
/// Facts are those of the moment at which they are first asked for: a loader serves one write.
final class FactLoader: FactSource {
  let id: CustomerID
  let reader: Reader
  let moment: RuleMoment
  private let facts: SegmentFacts
  private let isInSegment: (String) -> Bool
  private var document: Customer?
  private var isDocumentRead = false
  private var derived: CustomerFacts?
  private var scalars: [RuleValue??]
  private var lists: [[[RuleValue?]]?]
  private var failure: Status?

  /// - Parameters:
  ///   - document: the customer, where it is in memory already.
  ///   - isMember: whether the customer is now in the segment of that name.
  init(
    _ id: CustomerID, _ reader: Reader, _ facts: SegmentFacts, document: Customer? = nil,
    at moment: RuleMoment? = nil, isMember: @escaping (String) -> Bool
  ) {
    self.id = id
    self.reader = reader
    self.facts = facts
    self.document = document
    self.moment = moment ?? RuleMoment(reader.now)
    isDocumentRead = document != nil
    isInSegment = isMember
    scalars = Array(repeating: nil, count: facts.facts.count)
    lists = Array(repeating: nil, count: facts.facts.count)
  }

  /// The customer; nil when there is none.
  func customer() throws(Status) -> Customer? {
    if !isDocumentRead {
      document = try reader.customer(id)
      isDocumentRead = true
    }
    return document
  }

  /// What follows from the document; nil when there is no customer.
  func derivedFacts() throws(Status) -> CustomerFacts? {
    if derived == nil { derived = try customer().map { CustomerFacts($0) } }
    return derived
  }

  /// Whether the customer exists and is not deleted: nobody else is in a segment.
  func isCandidate() throws(Status) -> Bool {
    guard let customer = try customer() else { return false }
    return customer.deleteTime == nil
  }

  /// What a rule says of the customer, deleted or not.
  func truth(of rule: Rule) throws(Status) -> Truth {
    let truth = rule.truth(of: self, at: moment)
    if let failure { throw failure }
    return truth
  }

  /// When time alone may next change what the rule says; nil when never.
  func nextChange(of rule: Rule) throws(Status) -> Timestamp? {
    var next = rule.nextChange(of: self, at: Timestamp(microseconds: moment.now))
    if rule.paths.contains(Self.activePath), let turn = try nextTurnOfRelations() {
      next =
        next.map { min($0.microseconds, turn) }.map { Timestamp(microseconds: $0) }
        ?? Timestamp(microseconds: turn)
    }
    if let failure { throw failure }
    return next
  }

  /// Whether time alone can change what a rule says.
  static func usesTime(_ rule: Rule) -> Bool {
    rule.usesTime || rule.paths.contains(activePath)
  }

  private static let activePath = "relations.active"

  /// The next midnight at which a relation begins or ends to hold.
  private func nextTurnOfRelations() throws(Status) -> Int64? {
    guard let place = facts.facts.firstIndex(where: { $0.rule.name == "relations" }),
      case .list(let list) = facts.facts[place].source
    else { return nil }
    let days = list.fields.indices.filter { list.fields[$0].column.form.type == .date }
    var turn: Int64?
    for record in try records(place) {
      for column in days {
        guard case .date(let day)? = record[column], day > moment.today else { continue }
        turn = min(turn ?? .max, day)
      }
    }
    return turn.map {
      RuleMoment.midnight(ofDay: Int64(CivilDate(number: $0).daysSince1970))
    }
  }

  /// The code of a unit, where it has one.
  func unitCode(_ id: UnitID?) throws(Status) -> RuleValue? {
    guard let id, !id.isEmpty else { return nil }
    return try reader.first("SELECT code FROM unit WHERE id = $1", .id(id)) {
      (row) throws(Status) -> RuleValue? in FactForm.text.value(row, 0)
    } ?? nil
  }

  // MARK: FactSource

  func value(of fact: RuleFact) -> RuleValue? {
    guard let place = facts.place(of: fact) else { return nil }
    if let known = scalars[place] { return known }
    let value = attempt { () throws(Status) -> RuleValue? in
      switch facts.facts[place].source {
      case .scalar(_, let load): try load(self)
      case .list: .list(try records(place).compactMap { $0.first ?? nil })
      }
    }
    scalars[place] = .some(value)
    return value
  }

  func count(of list: RuleFact) -> Int? {
    guard let place = facts.place(of: list) else { return nil }
    return attempt { () throws(Status) in try records(place).count }
  }

  func value(of field: RuleFact, in list: RuleFact, at index: Int) -> RuleValue? {
    guard let place = facts.place(of: list), case .list(let fields) = facts.facts[place].source,
      let column = fields.place(of: field)
    else { return nil }
    return attempt { () throws(Status) in try records(place)[index][column] }
  }

  func inSegment(_ name: String) -> Bool { isInSegment(name) }

  /// Rules cannot fail: what went wrong is told when they are through.
  private func attempt<T>(_ body: () throws(Status) -> T?) -> T? {
    do throws(Status) {
      return try body()
    } catch {
      failure = failure ?? error
      return nil
    }
  }

  // MARK: Lists

  private func records(_ place: Int) throws(Status) -> [[RuleValue?]] {
    if let known = lists[place] { return known }
    var records: [[RuleValue?]] = []
    if case .list(let list) = facts.facts[place].source {
      var arguments = SQLArguments()
      let customer = arguments.add(.id(id))
      let columns = list.fields.map { $0.column.sql("x", &arguments) }.joined(separator: ", ")
      let rows = list.rows("x", customer, &arguments)
      let order = list.order.split(separator: ", ").map { "x.\($0)" }.joined(separator: ", ")
      try reader.each(
        SQL(built: "SELECT \(columns) FROM \(rows) ORDER BY \(order)"), arguments.values(at: moment)
      ) { (row) throws(Status) in
        records.append(list.fields.indices.map { list.fields[$0].column.form.value(row, $0) })
        return true
      }
    }
    lists[place] = records
    return records
  }
}

extension FactList {
  /// Where a field stands in a record; rules that were read with another vocabulary are served too.
  func place(of field: RuleFact) -> Int? {
    if fields.indices.contains(field.slot), fields[field.slot].rule.name == field.name {
      return field.slot
    }
    return fields.firstIndex { $0.rule.name == field.name }
  }
}
