import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Stores the cases of a sample, with the decisions that classification makes of them.
struct SampleCaseLoad {
  /// Of a hundred decisions that need a team, those that still wait for it.
  private static let waitingShare = 0.15

  private var cases: SampleCases
  private var visits: SampleVisits
  private let agency: SampleAgency
  private let types: [String: CaseType]
  /// Cases stored so far.
  private(set) var count = 0
  /// Visits stored so far.
  private(set) var visitCount = 0

  init(
    _ cases: SampleCases, _ visits: SampleVisits, agency: SampleAgency, types: [CaseType]
  ) {
    self.cases = cases
    self.visits = visits
    self.agency = agency
    self.types = Dictionary(uniqueKeysWithValues: types.map { ($0.code, $0) })
  }

  /// Stores the cases of customers who are stored already.
  mutating func insert(_ customers: [Customer], _ writer: inout Writer) throws(Status) {
    let book = try writer.reader.classificationBook()
    for customer in customers {
      var documents: [Case] = []
      for one in cases.cases(of: customer) {
        documents.append(try insert(one, customer, book, &writer))
      }
      count += documents.count
      visits.add(customer, documents, visitor: agency.visitor(for: customer.caseWorkerID))
    }
  }

  /// Stores the visits, and lets later cases be numbered after those of the sample.
  mutating func finish(_ writer: inout Writer) throws(Status) {
    visitCount = try writer.insert(&visits, agency)
    for (series, last) in cases.lastNumbers {
      try writer.execute(
        "INSERT INTO number_series VALUES ($1, $2, $3)", .text(series.prefix),
        .integer(Int64(series.year)), .integer(last))
    }
  }

  private mutating func insert(
    _ one: SampleCase, _ customer: Customer, _ book: ClassificationBook?, _ writer: inout Writer
  ) throws(Status) -> Case {
    var document = one.document
    let ledgers = try classify(&document, book, writer)
    try writer.insertCase(document)
    for (place, event) in one.events.enumerated() {
      try writer.insert(event, number: Int64(place + 1), of: document)
    }
    for touchpoint in one.touchpoints { try insert(touchpoint, document, &writer) }
    if let needs = one.needs {
      try writer.execute(
        "INSERT INTO case_need VALUES ($1, $2, $3, $4, $5)", .id(document.id),
        .integer(needs.number), .id(document.customerID), .time(needs.time),
        .blob(needs.binary()))
    }
    if let time = one.chargeTime {
      try writer.insertDuties(
        of: document, worker: customer.caseWorkerID, team: agency.team(of: customer.caseWorkerID),
        from: time, id: cases.id(at: time), closed: cases.id(at: time))
    }
    for ledger in ledgers { try writer.keep(ledger, of: document) }
    return document
  }

  private func insert(
    _ touchpoint: Touchpoint, _ document: Case, _ writer: inout Writer
  ) throws(Status) {
    try writer.insert(touchpoint)
    guard touchpoint.state == .done, let time = touchpoint.endTime else { return }
    for code in touchpoint.servicesGiven {
      guard let service = types[document.type]?.services.first(where: { $0.code == code }) else {
        continue
      }
      try writer.execute(
        "INSERT INTO service_given VALUES ($1, $2, $3, $4, $5, $6)", .id(document.id),
        .id(touchpoint.id), .text(code), .enumeration(service.basis), .time(time),
        .id(document.customerID))
    }
  }

  // MARK: Classification

  /// What the rules make of an approved case that is not over, and what a team made of that.
  private mutating func classify(
    _ document: inout Case, _ book: ClassificationBook?, _ writer: Writer
  ) throws(Status) -> [ClassificationLedger] {
    guard let book, document.status != .closed, document.approveTime != nil else { return [] }
    let evaluation = try CaseEvaluation(document, book, writer.reader, at: writer.now)
    var ledgers: [ClassificationLedger] = []
    for kind in ClassificationKind.all {
      guard let scheme = evaluation.scheme(kind), var draft = try evaluation.classification(scheme)
      else { continue }
      draft.id = cases.id(at: writer.now)
      draft.cause = "sample"
      draft.createdBy = SamplePresets.caller.principal
      var ledger = ClassificationLedger(
        kind, at: Timestamp(microseconds: writer.now.microseconds),
        by: SamplePresets.caller.principal)
      if scheme.scheme.outcome(ofRule: draft.rule)?.effectiveAtOnce == true {
        ledger.enact(draft, because: "sample")
      } else {
        ledger.propose(draft, because: "sample")
        if !cases.chance(Self.waitingShare) { ledger.agree(signOff(of: document, writer.now)) }
      }
      if kind == .supportGroup { document.supportGroup = ledger.result.supportGroup }
      if kind == .managementLevel { document.managementLevel = ledger.result.managementLevel }
      ledgers.append(ledger)
    }
    if let score = try evaluation.needScore() { document.needScore = score.total }
    return ledgers
  }

  private func signOff(of document: Case, _ now: Timestamp) -> SignOff {
    var signOff = SignOff()
    signOff.teamID = agency.team(of: document.caseWorkerID) ?? UnitID()
    signOff.day = BusinessDay.today(now)
    signOff.isAgreed = true
    signOff.recordedBy = SamplePresets.caller.principal
    signOff.recordTime = Timestamp(microseconds: now.microseconds)
    signOff.members = agency.colleagues(of: document.caseWorkerID).prefix(2).map { staff in
      var member = SignOffMember()
      member.staffID = staff
      return member
    }
    return signOff
  }
}

extension Writer {
  /// Stores an entry of a case's history as if it had been recorded when it took effect.
  fileprivate func insert(
    _ event: CaseEvent, number: Int64, of document: Case
  ) throws(Status) {
    var stored = event
    stored.stage = event.to.isEmpty ? document.stage : event.to
    stored.recordTime = event.time
    stored.recordedBy = SamplePresets.caller.principal
    try execute(
      "INSERT INTO case_event VALUES ($1, $2, $3, $4, $5, $6)", .id(document.id),
      .integer(number), .id(document.customerID), .enumeration(event.kind), .time(event.time),
      .blob(stored.binary()))
  }

  /// Stores who was in charge since a time, and nobody from the close on.
  fileprivate func insertDuties(
    of document: Case, worker: StaffID, team: UnitID?, from: Timestamp, id: DutyID, closed: DutyID
  ) throws(Status) {
    let insert: SQL =
      """
      INSERT INTO case_duty (case_id, from_at, to_at, previous_to, next_from, id, customer, staff,
        team, office, cause, reason, recorded_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      """
    let open = Value.integer(DutyColumns.open)
    let end = document.closeTime.map { Value.time($0) }
    try execute(
      insert, .id(document.id), .time(from), end ?? open, .null, end ?? .null, .id(id),
      .id(document.customerID), .id(worker), .id(team ?? UnitID()), .id(document.officeID),
      .enumeration(DutyCause.opened), .text(""), .id(SamplePresets.caller.principal))
    guard let end else { return }
    try execute(
      insert, .id(document.id), end, open, end, .null, .id(closed), .id(document.customerID),
      .null, .null, .null, .enumeration(DutyCause.closed), .text("completed"),
      .id(SamplePresets.caller.principal))
  }
}
