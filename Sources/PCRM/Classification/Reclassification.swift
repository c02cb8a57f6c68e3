import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Writer {
  /// Brings a case to what the rules say now: proposes, lists it as due, or lets the result take effect, as the scheme
  /// says; keeps its need score, and sets the timer for what time alone will change.
  ///
  /// - Parameter cause: what made it worth asking: names of fields, "time", "scheme".
  mutating func reclassify(
    _ subject: Case, because cause: String, by caller: Caller
  ) throws(Status) {
    guard let book = try reader.classificationBook() else { return }
    let plan = try reader.classificationPlan(of: subject, book)
    try carryOut(plan, on: subject, because: cause, by: caller)
  }

  private mutating func carryOut(
    _ plan: ClassificationPlan, on subject: Case, because cause: String, by caller: Caller
  ) throws(Status) {
    if plan.isEmpty { return }
    var edit = CaseEdit(subject)
    for part in plan.parts where !part.isEmpty {
      var ledger = try reader.ledger(subject, part.kind, by: caller.principal)
      switch part.action {
      case .nothing: break
      case .withdraw(let reason): ledger.withdraw(because: reason)
      case .markDue(let result):
        try markDue(subject, part.kind, result, cause: cause)
        ledger.note(.markedDue, because: cause)
      case .propose(let decision):
        ledger.propose(made(decision, cause: cause, by: caller), because: cause)
      case .enact(let decision):
        ledger.enact(made(decision, cause: cause, by: caller), because: cause)
      }
      if part.clearsDue {
        try clearDue(subject, part.kind)
        ledger.note(.noLongerDue, because: cause)
      }
      try keep(ledger, of: subject)
      edit.set(part.kind, ledger.result)
    }
    if let score = plan.score { edit.set(score: score) }
    try store(edit, by: caller)
    if plan.movesTimer {
      if let next = plan.next {
        try schedule(ClassificationTimers.recheck, key: subject.id.position, at: next)
      } else {
        try unschedule(ClassificationTimers.recheck, key: subject.id.position)
      }
    }
  }

  /// A decision with what only the writer knows.
  mutating func made(
    _ decision: Classification, cause: String, by caller: Caller
  ) -> Classification {
    var decision = decision
    decision.id = newID()
    decision.cause = cause
    decision.createdBy = caller.principal
    return decision
  }

  /// Writes what a case carries, if it is something else now.
  mutating func store(_ edit: CaseEdit, by caller: Caller) throws(Status) {
    if edit.fields.isEmpty { return }
    try updateCase(edit.subject, from: edit.earlier, fields: edit.fields, by: caller)
  }

  /// Looks at the cases again whose facts a call has changed, before the call is written down.
  ///
  /// What a call changed about customers is looked at by timers that are due at once: those run when the call's write
  /// and whatever follows from it (memberships of segments) have been committed.
  mutating func followClassification(by caller: Caller) throws(Status) {
    var causes: [(id: CaseID, fields: [Substring])] = []
    var customers: Set<CustomerID> = []
    var namesMayDiffer = false
    for change in changes {
      switch change.entity {
      case FeedEntity.case:
        let fields = CaseEdit.causes(change)
        if fields.isEmpty { continue }
        let id = CaseID(high: change.key.high, low: change.key.low)
        if let place = causes.firstIndex(where: { $0.id == id }) {
          causes[place].fields += fields.filter { !causes[place].fields.contains($0) }
        } else {
          causes.append((id, fields))
        }
      case FeedEntity.customer, FeedEntity.relation, FeedEntity.consent:
        // A new customer has no cases yet.
        if change.entity == FeedEntity.customer && change.version == 1 { continue }
        customers.formUnion(change.subjects)
      case FeedEntity.unit, FeedEntity.segment: namesMayDiffer = true
      default: break
      }
    }
    if causes.isEmpty && customers.isEmpty && !namesMayDiffer { return }
    guard let book = try reader.classificationBook() else { return }
    if namesMayDiffer { try followNames(book) }
    for (id, fields) in causes {
      let subject = try reader.caseRecord(id, field: "case_id", .clock)
      let cause = String(fields.joined(separator: ",").prefix(500))
      try reclassify(subject, because: cause, by: caller)
    }
    if book.usesCustomer {
      for customer in customers.sorted() { try recheckCases(of: customer) }
    }
  }

  /// Looks at all cases again when something that rules name by its code or name is another one now.
  private func followNames(_ book: ClassificationBook) throws(Status) {
    let concerns = changes.contains { change in
      switch change.entity {
      // An office is known by its code to service models and to rules.
      case FeedEntity.unit: change.fields.split(separator: ",").contains("code")
      // Nobody is in a segment that was deleted.
      case FeedEntity.segment:
        !book.segments.isEmpty && change.version > 1 && change.fields.isEmpty
      default: false
      }
    }
    if concerns { try sweep(from: nil) }
  }

  /// Lets every open case of a customer be looked at as soon as this write has been committed.
  func recheckCases(of customer: CustomerID) throws(Status) {
    let ids = try reader.all(
      "SELECT id FROM customer_case WHERE customer = $1 AND status <> 3", .id(customer)
    ) { $0.id(0, of: CaseID.self) }
    for id in ids { try schedule(ClassificationTimers.recheck, key: id.position, at: now) }
  }
}

/// What classification changes of a case: all in one new version.
struct CaseEdit {
  let earlier: Case
  private(set) var subject: Case

  init(_ subject: Case) {
    earlier = subject
    self.subject = subject
  }

  /// The fields that classification writes, and nobody else.
  private static let own: Set<Substring> = ["support_group", "management_level", "need_score"]

  mutating func set(_ kind: ClassificationKind, _ result: ClassificationResult) {
    if kind == .supportGroup {
      subject.supportGroup = result.supportGroup
    } else {
      subject.managementLevel = result.managementLevel
    }
  }

  mutating func set(score: Int64) { subject.score = .needScore(score) }

  /// Names of the fields that differ.
  var fields: [String] {
    var fields: [String] = []
    if subject.supportGroup != earlier.supportGroup { fields.append("support_group") }
    if subject.managementLevel != earlier.managementLevel { fields.append("management_level") }
    if subject.score != earlier.score { fields.append("need_score") }
    return fields
  }

  /// What of a case has changed that may be a cause; nothing when classification itself has changed it.
  static func causes(_ change: Change) -> [Substring] {
    if change.version == 1 { return ["opened"] }
    return change.fields.split(separator: ",").filter { !own.contains($0) }
  }
}
