import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What has to be done so that a case is classified as the rules say now: found out by reading.
struct ClassificationPlan {
  /// What is done about one kind.
  enum Action {
    case nothing
    /// Takes the proposal back.
    case withdraw(because: String)
    /// Lists the case as due.
    case markDue(ClassificationResult)
    /// Puts a decision before the team.
    case propose(Classification)
    /// Lets a decision take effect.
    case enact(Classification)
  }

  struct Part {
    let kind: ClassificationKind
    var action: Action
    /// Whether the case is listed as due and need not be any more.
    var clearsDue: Bool

    var isEmpty: Bool { if case .nothing = action { !clearsDue } else { false } }
  }

  var parts: [Part] = []
  /// The need score, where it differs from the case's.
  var score: Int64?
  /// When time alone may change something; nil when never.
  var next: Timestamp?
  /// Whether the timer does not stand where it should.
  var movesTimer = false

  /// Whether nothing has to be written.
  var isEmpty: Bool { parts.allSatisfy(\.isEmpty) && score == nil && !movesTimer }
}

extension Reader {
  /// Finds out what has to be done about a case.
  func classificationPlan(
    of subject: Case, _ book: ClassificationBook
  ) throws(Status) -> ClassificationPlan {
    var plan = ClassificationPlan()
    if subject.status == .closed {
      for kind in ClassificationKind.all {
        let ledger = try ledger(subject, kind, by: PrincipalID())
        plan.parts.append(
          ClassificationPlan.Part(
            kind: kind,
            action: ledger.proposed == nil ? .nothing : .withdraw(because: "the case was closed"),
            clearsDue: try due(subject.id, kind) != nil))
      }
    } else {
      let evaluation = try CaseEvaluation(subject, book, self, at: now)
      for kind in ClassificationKind.all {
        let (part, next) = try part(evaluation, kind)
        plan.parts.append(part)
        plan.next = Timestamp.earlier(plan.next, next)
      }
      if let score = try evaluation.needScore() {
        if score.total != subject.needScore { plan.score = score.total }
        plan.next = Timestamp.earlier(plan.next, score.nextChange)
      }
    }
    plan.movesTimer = try recheckTime(subject.id) != plan.next
    return plan
  }

  private func part(
    _ evaluation: CaseEvaluation, _ kind: ClassificationKind
  ) throws(Status) -> (ClassificationPlan.Part, next: Timestamp?) {
    let ledger = try ledger(evaluation.subject, kind, by: PrincipalID())
    let due = try due(evaluation.subject.id, kind)
    var part = ClassificationPlan.Part(kind: kind, action: .nothing, clearsDue: due != nil)
    let waiting = ledger.proposed.flatMap { $0.isOverride ? nil : $0 }
    let scheme = evaluation.scheme(kind)
    var decision: SchemeDecision?
    if let scheme { decision = try evaluation.decide(scheme) }
    guard let scheme, let outcome = decision?.outcome else {
      if waiting != nil { part.action = .withdraw(because: "no scheme applies any more") }
      return (part, decision?.nextChange)
    }
    let next = decision?.nextChange
    if waiting?.result == outcome.result { return (part, next) }
    if ledger.standing?.result == outcome.result {
      if waiting != nil { part.action = .withdraw(because: "the rules give what holds again") }
      return (part, next)
    }
    switch scheme.scheme.reclassification {
    case .propose where ledger.proposed?.isOverride != true:
      guard let classification = try evaluation.classification(scheme),
        try !wasRejected(classification)
      else { return (part, next) }
      part.action = outcome.effectiveAtOnce ? .enact(classification) : .propose(classification)
    case .noAction: break
    default:
      part.clearsDue = false
      let known = due.map {
        ClassificationResult(supportGroup: $0.supportGroup, managementLevel: $0.managementLevel)
      }
      if known != outcome.result { part.action = .markDue(outcome.result) }
    }
    return (part, next)
  }

  /// Whether the team has just rejected the same: it is not asked again until something differs.
  private func wasRejected(_ new: Classification) throws(Status) -> Bool {
    let last = try first(
      """
      SELECT document FROM classification
      WHERE customer = $1 AND case_id = $2 AND kind = $3 AND origin = 1
      ORDER BY number DESC LIMIT 1
      """, .id(new.customerID), .id(new.caseID), .enumeration(new.kind)
    ) { (row) throws(Status) in try Classification(stored: row.raw(0)) }
    guard let last, last.state == .rejected else { return false }
    return last.result == new.result && last.scheme == new.scheme
      && last.schemeVersion == new.schemeVersion && last.inputs == new.inputs
  }

  /// When a case is looked at again because of the time; nil for never.
  func recheckTime(_ id: CaseID) throws(Status) -> Timestamp? {
    try first(
      "SELECT due_at FROM timer WHERE kind = $1 AND key = $2",
      .text(ClassificationTimers.recheck.rawValue), .blob(id.position)
    ) { $0.time(0) }
  }
}
