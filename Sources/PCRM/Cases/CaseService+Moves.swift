import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Stages, phases and versions: where a case goes, and what that makes of its touchpoints.
extension CaseService {
  @Sendable
  func advanceCase(
    _ request: AdvanceCaseRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> CasePlan {
    let stored = try writer.reader.caseToChange(
      request.id, version: request.version, field: "id", caller)
    try stored.checkOpen()
    let type = try writer.reader.caseType(of: stored)
    let way = try type.transition(from: stored.stage, to: request.to, "to")
    guard let left = type.stage(stored.stage), let entered = type.stage(way.to) else {
      throw .internalError
    }
    try MoveReason.check(request.reason, among: entered.entryReasons, isRequired: true, "reason")
    try MoveReason.checkExit(request.exitReason, among: left.exitReasons, "exit_reason")
    try TextRules.check(request.note, "note", max: 500)
    let time = try EffectTime.of(
      request.effectTime, now: writer.now, notBefore: stored.stageSince)
    try writer.reader.checkQuality(of: stored, left, "id")
    try entered.checkWorker(of: stored, asked: request.caseWorkerID)
    try writer.reader.checkDecision(way.decision, request.amount?.won, caller, "to")
    var document = stored
    var fields = ["stage", "stage_since"]
    document.stage = entered.code
    document.stageSince = time
    if way.approval.rawValue != 0 {
      document.approveTime = time
      document.approvalKind = way.approval
      fields += ["approve_time", "approval_kind"]
    }
    var event = CaseEvent(.stage, at: time, from: left.code, to: entered.code)
    event.reason = request.reason
    event.exitReason = request.exitReason
    event.note = request.note
    let waiting = try writer.reader.waitingTouchpoints(of: stored.id)
    let plan = TouchpointPlan(
      document, type, waiting: waiting, before: [], cause: .stageLeft, at: time)
    let move = CaseMove(from: stored, to: document, fields: fields, event: event)
    return try writer.carryOut(move, plan, waiting, worker: request.caseWorkerID, by: caller)
  }

  @Sendable
  func setCasePhase(
    _ request: SetCasePhaseRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> CasePlan {
    let stored = try writer.reader.caseToChange(
      request.id, version: request.version, field: "id", caller)
    try stored.checkOpen()
    let type = try writer.reader.caseType(of: stored)
    try type.checkPhase(from: stored.phase, to: request.phase, "phase")
    try MoveReason.check(
      request.reason, among: type.phase(request.phase)?.entryReasons ?? [], isRequired: true,
      "reason")
    try MoveReason.checkExit(
      request.exitReason, among: type.phase(stored.phase)?.exitReasons ?? [], "exit_reason")
    try TextRules.check(request.note, "note", max: 500)
    let time = try EffectTime.of(
      request.effectTime, now: writer.now, notBefore: stored.phaseSince ?? stored.openTime)
    var document = stored
    document.phase = request.phase
    document.phaseSince = request.phase.isEmpty ? nil : time
    var event = CaseEvent(.phase, at: time, from: stored.phase, to: request.phase)
    event.reason = request.reason
    event.exitReason = request.exitReason
    event.note = request.note
    let waiting = try writer.reader.waitingTouchpoints(of: stored.id)
    let plan = TouchpointPlan(
      document, type, waiting: waiting, before: type.codes(at: stored), cause: .phaseLeft,
      at: time)
    let move = CaseMove(
      from: stored, to: document, fields: ["phase", "phase_since"], event: event)
    return try writer.carryOut(move, plan, waiting, by: caller)
  }

  @Sendable
  func migrateCase(
    _ request: MigrateCaseRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> CasePlan {
    let stored = try writer.reader.caseToChange(
      request.id, version: request.version, field: "id", caller)
    try stored.checkOpen()
    try MoveReason.check(request.reason, among: [], isRequired: true, "reason")
    let earlier = try writer.reader.caseType(of: stored)
    let type = try writer.reader.migrationType(of: stored, version: request.typeVersion)
    let code = request.stage.isEmpty ? stored.stage : request.stage
    guard let stage = type.stage(code) else {
      throw .noTransition(
        "stage", from: stored.stage, to: code, allowed: type.stages.map(\.code))
    }
    if !stored.phase.isEmpty && type.phase(stored.phase) == nil {
      throw .noTransition(
        "type_version", from: stored.phase, to: stored.phase, allowed: type.phases.map(\.code))
    }
    try stage.checkWorker(of: stored, asked: request.caseWorkerID)
    let time = Timestamp(microseconds: writer.now.microseconds)
    var document = stored
    var fields = ["type_version"]
    document.typeVersion = type.version
    if code != stored.stage {
      document.stage = code
      document.stageSince = time
      fields += ["stage", "stage_since"]
    }
    var event = CaseEvent(
      .migrated, at: time, from: String(stored.typeVersion), to: String(type.version))
    event.reason = request.reason
    let waiting = try writer.reader.waitingTouchpoints(of: stored.id)
    let plan = TouchpointPlan(
      document, type, waiting: waiting,
      before: code == stored.stage ? earlier.codes(at: stored) : [], cause: .migrated, at: time)
    let move = CaseMove(from: stored, to: document, fields: fields, event: event)
    return try writer.carryOut(move, plan, waiting, worker: request.caseWorkerID, by: caller)
  }
}

/// A change of where a case stands that was checked in every respect.
struct CaseMove {
  let from: Case
  let to: Case
  /// Names of the fields that change.
  let fields: [String]
  let event: CaseEvent
}

extension Writer {
  /// Carries out a move and what it makes of the case's touchpoints.
  ///
  /// - Parameter worker: who is to take charge; empty for nobody else than now.
  mutating func carryOut(
    _ move: CaseMove, _ plan: TouchpointPlan, _ waiting: [Touchpoint],
    worker: StaffID = StaffID(), by caller: Caller
  ) throws(Status) -> CasePlan {
    let changed = try updateCase(move.to, from: move.from, fields: move.fields, by: caller)
    try append(move.event, to: changed, by: caller)
    let stored = try takeCharge(
      of: changed, staff: worker, reason: move.event.reason, by: caller)
    return try carryOut(plan, of: waiting, on: stored)
  }
}

extension Reader {
  /// Refuses a decision that the caller may not make alone; the empty code is none.
  func checkDecision(
    _ decision: String, _ amountWon: Int64?, _ caller: Caller, _ field: String
  ) throws(Status) {
    if let amountWon, amountWon < 0 { throw .outOfRange("amount_won", min: 0, max: Int64.max) }
    if decision.isEmpty { return }
    try checkAuthority(caller, decision: decision, amountWon: amountWon, field: field)
  }

  fileprivate func migrationType(of stored: Case, version: Int64) throws(Status) -> CaseType {
    let found =
      version == 0 ? try newestCaseType(stored.type) : try caseType(stored.type, version: version)
    guard let found else { throw .referenceMissing("type_version", "version of the case type") }
    return found
  }
}

extension CaseType {
  /// Codes of what is asked for where a case stands.
  fileprivate func codes(at document: Case) -> Set<String> {
    Set(touchpoints(stage: document.stage, phase: document.phase).map(\.code))
  }
}

extension AdvanceCaseRequest.Amount {
  fileprivate var won: Int64 {
    switch self {
    case .amountWon(let won): won
    }
  }
}
