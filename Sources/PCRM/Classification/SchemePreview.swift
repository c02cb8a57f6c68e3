import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Who would move if a scheme were applied: finds the cases to which it would apply, and asks it about them.
struct SchemePreview {
  /// An open case within the caller's reach to which the scheme would apply.
  struct Candidate {
    let customer: CustomerID
    let id: CaseID
  }

  private let draft: ClassificationScheme
  private let book: ClassificationBook
  private let reader: Reader
  private let caller: Caller
  /// The instant at which the scheme is asked, and its day.
  private let now: Timestamp
  private let day: CivilDate
  /// What the rules gave where an override stands.
  private let overridden: [CaseID: ClassificationResult]
  private let models: [UnitID: String]

  init(
    _ scheme: ClassificationScheme, day asked: CivilDate?, _ caller: Caller, _ reader: Reader
  ) throws(Status) {
    _ = try reader.checked(scheme)
    try asked?.checkDay("day")
    draft = scheme
    book = try reader.classificationBookOrEmpty().with(scheme)
    self.reader = reader
    self.caller = caller
    let today = BusinessDay.today(reader.now)
    let first = [scheme.validFrom, today].compactMap { $0 }.max { $0.number < $1.number }
    day = asked ?? first ?? today
    now = day == today ? reader.now : day.midnight
    var models: [UnitID: String] = [:]
    for (id, code) in try reader.unitCodes() {
      models[id] = book.calendar.period(of: code, on: day).code
    }
    self.models = models
    overridden = try reader.overriddenResults(scheme.kind)
  }

  /// Whether the scheme would decide about a case.
  private func applies(type: String, office: UnitID) -> Bool {
    let model = models[office] ?? book.calendar.period(of: "", on: day).code
    return book.scheme(draft.kind, type: type, model: model, on: day)?.scheme.name == draft.name
  }

  /// Every candidate, in the order of the customers.
  func candidates() throws(Status) -> [Candidate] {
    var found: [Candidate] = []
    try reader.each(
      """
      SELECT x.customer, x.id, x.type, x.office, k.home_office, k.case_worker
      FROM customer_case AS x JOIN customer AS k ON k.id = x.customer WHERE x.status <> 3
      """, []
    ) { (row) throws(Status) in
      if caller.reaches(office: row.id(4), worker: row.id(5)),
        applies(type: row.text(2), office: row.id(3))
      {
        found.append(Candidate(customer: row.id(0), id: row.id(1)))
      }
      return true
    }
    return found
  }

  /// What would become of a case; nil when the scheme's condition leaves it out, or it is gone.
  func move(of candidate: Candidate) throws(Status) -> SchemeMove? {
    var found: SchemeMove?
    try reader.each(
      "SELECT customer_case.* FROM customer_case WHERE customer = $1 AND id = $2",
      [.id(candidate.customer), .id(candidate.id)]
    ) { (row) throws(Status) in
      found = try move(of: try CaseRow.document(row))
      return false
    }
    return found
  }

  private func move(of subject: Case) throws(Status) -> SchemeMove? {
    let evaluation = try CaseEvaluation(subject, book, reader, at: now)
    guard let scheme = evaluation.scheme(draft.kind), scheme.scheme.name == draft.name else {
      return nil
    }
    let decision = try evaluation.decide(scheme)
    guard let outcome = decision.outcome else { return nil }
    let standing = overridden[subject.id]
    let from = standing ?? subject.result(draft.kind)
    var move = SchemeMove()
    move.caseID = subject.id
    move.customerID = subject.customerID
    move.supportGroupFrom = from.supportGroup
    move.managementLevelFrom = from.managementLevel
    move.supportGroupTo = outcome.supportGroup
    move.managementLevelTo = outcome.managementLevel
    move.rule = decision.rule
    move.isOverridden = standing != nil
    return move
  }

  /// Walks the moves of all cases after a place, in the order of the customers.
  ///
  /// - Parameter most: cases to look at.
  /// - Returns: where to go on when `most` were looked at or `take` answered false; nil at the end.
  func walk(
    after start: CasePlace, most: Int, _ take: (SchemeMove) -> Bool
  ) throws(Status) -> CasePlace? {
    var last = start
    var seen = 0
    var isStopped = false
    try reader.each(
      """
      SELECT customer_case.*, customer.home_office, customer.case_worker
      FROM customer_case JOIN customer ON customer.id = customer_case.customer
      WHERE (customer_case.customer, customer_case.id) > ($1, $2) AND customer_case.status <> 3
      ORDER BY customer_case.customer, customer_case.id
      """, [.place(start.customer), .place(start.id)]
    ) { (row) throws(Status) in
      if seen == most {
        isStopped = true
        return false
      }
      seen += 1
      let place = CasePlace(customer: row.id(CaseRow.customer), id: row.id(CaseRow.id))
      if CaseRow.isReached(row, by: caller),
        applies(type: row.text(CaseRow.type), office: row.id(CaseRow.office)),
        let move = try move(of: try CaseRow.document(row)), !move.stays, !take(move)
      {
        isStopped = true
        return false
      }
      last = place
      return true
    }
    return isStopped ? last : nil
  }
}

extension SchemeMove {
  /// Whether the result stays.
  var stays: Bool {
    supportGroupFrom == supportGroupTo && managementLevelFrom == managementLevelTo
  }
}

extension Reader {
  fileprivate func unitCodes() throws(Status) -> [(UnitID, String)] {
    try all("SELECT id, code FROM unit") { ($0.id(0), $0.text(1)) }
  }

  /// What the rules gave about the cases whose override is in force.
  fileprivate func overriddenResults(
    _ kind: ClassificationKind
  ) throws(Status) -> [CaseID: ClassificationResult] {
    var results: [CaseID: ClassificationResult] = [:]
    try each(
      """
      SELECT c.case_id, s.result
      FROM classification AS c LEFT JOIN classification AS s
        ON s.case_id = c.case_id AND s.kind = c.kind AND s.state = 3
      WHERE c.state = 2 AND c.origin = 2 AND c.kind = $1
      """, [.enumeration(kind)]
    ) { (row) throws(Status) in
      results[row.id(0)] =
        row.isNull(1)
        ? ClassificationResult.none : ClassificationResult(kind, number: row.integer(1))
      return true
    }
    return results
  }
}
