import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Suspending, resuming, closing and reopening.
extension CaseService {
  @Sendable
  func suspendCase(
    _ request: SuspendCaseRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> CasePlan {
    let stored = try writer.reader.caseToChange(
      request.id, version: request.version, field: "id", caller)
    try stored.checkOpen()
    try MoveReason.check(request.reason, among: [], isRequired: true, "reason")
    let time = Timestamp(microseconds: writer.now.microseconds)
    var document = stored
    document.status = .suspended
    document.suspendTime = time
    let waiting = try writer.reader.waitingTouchpoints(of: stored.id)
    let move = CaseMove(
      from: stored, to: document, fields: ["status", "suspend_time"],
      event: Self.event(.suspended, time, request.reason))
    return try writer.carryOut(move, TouchpointPlan(pausing: waiting), waiting, by: caller)
  }

  @Sendable
  func resumeCase(
    _ request: ResumeCaseRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> CasePlan {
    let stored = try writer.reader.caseToChange(
      request.id, version: request.version, field: "id", caller)
    try stored.checkNotClosed()
    guard let since = stored.suspendTime else {
      throw .precondition("CASE_NOT_SUSPENDED", "id", "the case is not suspended")
    }
    try MoveReason.check(request.reason, among: [], isRequired: true, "reason")
    let time = Timestamp(microseconds: writer.now.microseconds)
    var document = stored
    document.status = .open
    document.suspendTime = nil
    let waiting = try writer.reader.waitingTouchpoints(of: stored.id)
    let move = CaseMove(
      from: stored, to: document, fields: ["status", "suspend_time"],
      event: Self.event(.resumed, time, request.reason))
    let rested = max(0, time.microseconds - since.microseconds)
    return try writer.carryOut(
      move, TouchpointPlan(resuming: waiting, after: rested), waiting, by: caller)
  }

  @Sendable
  func closeCase(
    _ request: CloseCaseRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> CasePlan {
    let stored = try writer.reader.caseToChange(
      request.id, version: request.version, field: "id", caller)
    try stored.checkNotClosed()
    let type = try writer.reader.caseType(of: stored)
    try type.checkClosing(in: stored.stage, "id")
    guard let stage = type.stage(stored.stage) else { throw .internalError }
    try MoveReason.check(request.reason, among: stage.exitReasons, isRequired: true, "reason")
    try TextRules.check(request.note, "note", max: 500)
    let time = try EffectTime.of(
      request.effectTime, now: writer.now, notBefore: stored.suspendTime ?? stored.stageSince)
    try writer.reader.checkQuality(of: stored, stage, "id")
    try writer.reader.checkDecision(stage.closeDecision, request.amount?.won, caller, "id")
    var document = stored
    document.status = .closed
    document.closeTime = time
    document.suspendTime = nil
    var event = Self.event(.closed, time, request.reason)
    event.from = stage.code
    event.note = request.note
    let waiting = try writer.reader.waitingTouchpoints(of: stored.id)
    let fields =
      ["status", "close_time"] + (stored.suspendTime == nil ? [] : ["suspend_time"])
    let move = CaseMove(from: stored, to: document, fields: fields, event: event)
    var answer = try writer.carryOut(
      move, TouchpointPlan(dropping: waiting, cause: .caseClosed, at: time), waiting, by: caller)
    if let closed = answer.case {
      answer.case = try writer.endDuty(on: closed, by: caller, reason: request.reason)
    }
    return answer
  }

  @Sendable
  func reopenCase(
    _ request: ReopenCaseRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> CasePlan {
    let stored = try writer.reader.caseToChange(
      request.id, version: request.version, field: "id", caller)
    if stored.status != .closed {
      throw .precondition("CASE_NOT_CLOSED", "id", "the case is not closed")
    }
    if try writer.reader.customer(stored.customerID)?.deleteTime != nil {
      throw .precondition("DELETED", "id", "the case's customer is deleted; undelete it first")
    }
    let type = try writer.reader.caseType(of: stored)
    guard let stage = type.stage(stored.stage) else { throw .internalError }
    try MoveReason.check(request.reason, among: [], isRequired: true, "reason")
    try stage.checkWorker(of: stored, asked: request.caseWorkerID)
    let time = Timestamp(microseconds: writer.now.microseconds)
    var document = stored
    document.status = .open
    document.closeTime = nil
    document.stageSince = time
    var event = Self.event(.reopened, time, request.reason)
    event.to = stage.code
    let plan = TouchpointPlan(
      document, type, waiting: [], before: [], cause: .unspecified, at: time)
    let move = CaseMove(
      from: stored, to: document, fields: ["status", "close_time", "stage_since"], event: event)
    return try writer.carryOut(move, plan, [], worker: request.caseWorkerID, by: caller)
  }

  private static func event(
    _ kind: CaseEventKind, _ time: Timestamp, _ reason: String
  ) -> CaseEvent {
    var event = CaseEvent(kind, at: time)
    event.reason = reason
    return event
  }
}

extension CloseCaseRequest.Amount {
  fileprivate var won: Int64 {
    switch self {
    case .amountWon(let won): won
    }
  }
}
