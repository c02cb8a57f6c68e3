import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ClassificationService {
  @Sendable
  func propose(
    _ request: ProposeClassificationRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Classification {
    try request.kind.checkRequired("kind")
    try TextRules.check(request.note, "note", max: 500)
    let subject = try writer.reader.openCase(request.caseID, caller)
    guard let book = try writer.reader.classificationBook() else {
      throw .schemeMissing(request.kind)
    }
    let evaluation = try CaseEvaluation(subject, book, writer.reader, at: writer.now)
    guard let scheme = evaluation.scheme(request.kind),
      let draft = try evaluation.classification(scheme)
    else { throw .schemeMissing(request.kind) }
    let cause = request.note.isEmpty ? "asked" : request.note
    let decision = writer.made(draft, cause: cause, by: caller)
    var ledger = try writer.reader.ledger(subject, request.kind, by: caller.principal)
    if scheme.scheme.outcome(ofRule: decision.rule)?.effectiveAtOnce == true {
      ledger.enact(decision, because: cause)
    } else {
      ledger.propose(decision, because: cause)
    }
    if try writer.reader.due(subject.id, request.kind) != nil {
      try writer.clearDue(subject, request.kind)
      ledger.note(.noLongerDue, because: cause)
    }
    try writer.settle(ledger, of: subject, by: caller)
    return try writer.reader.classification(decision.id, field: "id", .clock)
  }

  @Sendable
  func signOff(
    _ request: SignOffClassificationRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Classification {
    let stored = try writer.reader.classification(request.id, field: "id", caller)
    try Status.check(version: request.version, stored: stored.version)
    guard var signOff = request.signOff else { throw .required("sign_off") }
    try signOff.check(today: BusinessDay.today(writer.now))
    guard stored.state == .proposed else {
      throw Status.precondition(
        "NOT_PROPOSED", "id", "the classification does not wait for sign-off"
      ).with("state", stored.state.name ?? String(stored.state.rawValue))
    }
    let subject = try writer.reader.openCase(stored.caseID, caller, "id")
    let rule = try writer.reader.signOffRule(of: stored)
    try writer.reader.checkMembers(of: signOff, rule)
    try writer.reader.checkAuthority(
      caller, decision: Self.signOffDecision, amountWon: nil, field: "id")
    signOff.recordedBy = caller.principal
    signOff.recordTime = Timestamp(microseconds: writer.now.microseconds)
    var ledger = try writer.reader.ledger(subject, stored.kind, by: caller.principal)
    if signOff.isCarried(by: rule) {
      ledger.agree(signOff)
    } else {
      ledger.reject(signOff)
    }
    try writer.settle(ledger, of: subject, by: caller)
    return try writer.reader.classification(stored.id, field: "id", .clock)
  }

  @Sendable
  func override(
    _ request: OverrideClassificationRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Classification {
    let (kind, result) = try request.wanted()
    try TextRules.checkRequired(request.reason, "reason", max: 500)
    guard let end = request.validTo else { throw .required("valid_to") }
    try end.checkDay("valid_to")
    let today = BusinessDay.today(writer.now)
    let last = CivilDate(daysSince1970: today.daysSince1970 + Self.overrideDaysMax)
    if end.number <= today.number || end.number > last.number {
      throw .malformed("valid_to", "later than today and at most five years away")
    }
    let subject = try writer.reader.openCase(request.caseID, caller)
    try writer.reader.checkAuthority(
      caller, decision: Self.overrideDecision, amountWon: nil, field: "case_id")
    let book = try writer.reader.classificationBookOrEmpty()
    let evaluation = try CaseEvaluation(subject, book, writer.reader, at: writer.now)
    let draft = try evaluation.override(kind, result, reason: request.reason, until: end)
    let decision = writer.made(draft, cause: "override", by: caller)
    var ledger = try writer.reader.ledger(subject, kind, by: caller.principal)
    if evaluation.scheme(kind)?.scheme.signOff?.overrides == true {
      ledger.propose(decision, because: request.reason)
    } else {
      ledger.enact(decision, because: request.reason)
    }
    try writer.settle(ledger, of: subject, by: caller)
    return try writer.reader.classification(decision.id, field: "id", .clock)
  }

  /// Days that an override may last.
  private static let overrideDaysMax = 1826

  @Sendable
  func liftOverride(
    _ request: LiftOverrideRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Classification {
    try request.kind.checkRequired("kind")
    try TextRules.checkRequired(request.reason, "reason", max: 500)
    let subject = try writer.reader.caseRecord(request.caseID, field: "case_id", caller)
    let ledger = try writer.reader.ledger(subject, request.kind, by: caller.principal)
    guard let override = ledger.override else {
      throw .precondition("NOT_OVERRIDDEN", "case_id", "no override stands that could be ended")
    }
    try writer.reader.checkAuthority(
      caller, decision: Self.overrideDecision, amountWon: nil, field: "case_id")
    try writer.endOverride(
      of: subject, request.kind, .overrideLifted, because: request.reason, by: caller)
    return try writer.reader.classification(override.id, field: "id", .clock)
  }
}

extension Writer {
  /// Writes down what happened in a ledger, with the case that carries its result and the timer of its override.
  fileprivate mutating func settle(
    _ ledger: ClassificationLedger, of subject: Case, by caller: Caller
  ) throws(Status) {
    try keep(ledger, of: subject)
    try setOverrideTimer(ledger, of: subject)
    var edit = CaseEdit(subject)
    edit.set(ledger.kind, ledger.result)
    try store(edit, by: caller)
  }
}

extension OverrideClassificationRequest {
  /// The kind and the result that are asked for.
  fileprivate func wanted() throws(Status) -> (ClassificationKind, ClassificationResult) {
    var wanted = ClassificationResult.none
    switch result {
    case .supportGroup(let group)?:
      try group.checkRequired("support_group")
      wanted.supportGroup = group
      return (.supportGroup, wanted)
    case .managementLevel(let level)?:
      try level.checkRequired("management_level")
      wanted.managementLevel = level
      return (.managementLevel, wanted)
    case nil: throw .required("result")
    }
  }
}

extension Reader {
  /// The case, when it is within the caller's reach and not closed.
  fileprivate func openCase(
    _ id: CaseID, _ caller: Caller, _ field: String = "case_id"
  ) throws(Status) -> Case {
    let subject = try caseRecord(id, field: field, caller)
    if subject.status == .closed {
      throw .precondition("CASE_CLOSED", field, "the case is closed; reopen it first")
    }
    return subject
  }

  /// How a team agrees to a decision, by the version of the scheme that it was made with.
  fileprivate func signOffRule(of decision: Classification) throws(Status) -> SignOffRule {
    try document(
      ClassificationScheme.self, name: decision.scheme, version: decision.schemeVersion)?
      .signOff ?? SignOffRule()
  }

  /// Refuses a meeting of nobody, of people who do not exist or were not at work, and without the team.
  fileprivate func checkMembers(
    of signOff: SignOff, _ rule: SignOffRule
  ) throws(Status) {
    let kind = try first("SELECT kind FROM unit WHERE id = $1", .id(signOff.teamID)) {
      $0.enumeration(0, of: UnitKind.self)
    }
    if kind != .team { throw .referenceMissing("sign_off.team_id", "team") }
    var isOfTeam = false
    for (index, member) in signOff.members.enumerated() {
      let field = "sign_off.members[\(index)].staff_id"
      let found = try staff(member.staffID)
      guard let found, found.isActive(on: signOff.day) else {
        throw .referenceMissing(field, "member of staff at work on that day")
      }
      if found.team == signOff.teamID { isOfTeam = true }
    }
    let least = max(1, Int(rule.membersMin))
    if signOff.members.count < least || !isOfTeam {
      throw Status.precondition(
        "SIGN_OFF_INCOMPLETE", "sign_off.members",
        "at least \(least) must be present, and one of them of the team"
      ).with("min", String(least)).with("present", String(signOff.members.count))
    }
  }

  private func staff(_ id: StaffID) throws(Status) -> StaffAtWork? {
    try first("SELECT team, active_from, active_to FROM staff WHERE id = $1", .id(id)) {
      StaffAtWork(team: $0.id(0), from: $0.integer(1), to: $0.integer(2))
    }
  }
}

/// What of a member of staff matters at a meeting.
private struct StaffAtWork {
  let team: UnitID
  let from: Int64
  let to: Int64

  func isActive(on day: CivilDate?) -> Bool {
    guard let day else { return false }
    return from <= day.number && day.number < to
  }
}

extension Status {
  /// No scheme decides about the case.
  fileprivate static func schemeMissing(_ kind: ClassificationKind) -> Status {
    Status.precondition(
      "SCHEME_MISSING", "kind",
      "no scheme for it applies to this case: see its type, its office's service model, and applies_when"
    ).with("kind", kind.name ?? "")
  }
}
