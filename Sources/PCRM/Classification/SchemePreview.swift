import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Who would move if a scheme were applied: finds the cases to which it would apply, and asks it about them.
struct SchemePreview {
  /// What a scheme says about one case.
  enum Verdict {
    /// It is closed, out of reach, or another scheme's.
    case notAsked
    /// The scheme's condition leaves it out.
    case leftOut
    case move(SchemeMove)
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

  /// Every case there is, closed ones and those out of reach too: told by an index alone, so that it takes little time.
  func everyCase() throws(Status) -> [CasePlace] {
    try reader.all("SELECT customer, id FROM customer_case WHERE id > $1", .place(CaseID())) {
      CasePlace(customer: $0.id(0), id: $0.id(1))
    }
  }

  /// What would become of a case.
  func verdict(on place: CasePlace) throws(Status) -> Verdict {
    var verdict = Verdict.notAsked
    try reader.each(Reader.caseByID, [.id(place.id)]) { (row) throws(Status) in
      verdict = try self.verdict(on: row)
      return false
    }
    return verdict
  }

  /// - Parameter row: a case with its customer's office and worker after it.
  private func verdict(on row: any Row) throws(Status) -> Verdict {
    guard row.integer(CaseRow.status) != Int64(CaseStatus.closed.rawValue),
      CaseRow.isReached(row, by: caller),
      applies(type: row.text(CaseRow.type), office: row.id(CaseRow.office))
    else { return .notAsked }
    let subject = try CaseRow.document(row)
    if let move = try move(of: subject) { return .move(move) }
    return .leftOut
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
      if case .move(let move) = try verdict(on: row), !move.stays, !take(move) {
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
