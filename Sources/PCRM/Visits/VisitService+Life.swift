import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// The steps of a visit's life; ``VisitLife/table`` says which there are.
extension VisitService {
  @Sendable
  func planVisit(
    _ request: PlanVisitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    let stored = try writer.reader.visitToChange(request.id, version: request.version, caller)
    return try writer.advance(stored, to: .planned, by: caller)
  }

  @Sendable
  func confirmVisit(
    _ request: ConfirmVisitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    let stored = try writer.reader.visitToChange(request.id, version: request.version, caller)
    return try writer.confirmVisit(stored, told: request.arrivalWindow, by: caller)
  }

  @Sendable
  func setOutVisit(
    _ request: SetOutVisitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    let stored = try writer.reader.visitToChange(request.id, version: request.version, caller)
    return try writer.setOut(stored, at: request.time, by: caller)
  }

  @Sendable
  func startVisit(
    _ request: StartVisitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    let stored = try writer.reader.visitToChange(request.id, version: request.version, caller)
    return try writer.startVisit(stored, request.checkIn ?? CheckIn(), by: caller)
  }

  @Sendable
  func completeVisit(
    _ request: CompleteVisitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    let stored = try writer.reader.visitToChange(request.id, version: request.version, caller)
    try VisitLife.check(from: stored.state, to: .done, "id")
    try writer.reader.checkReportless(stored, "id")
    return try writer.completeVisit(stored, finish: request.finishTime, by: caller)
  }

  @Sendable
  func markNoShow(
    _ request: MarkNoShowRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    let stored = try writer.reader.visitToChange(request.id, version: request.version, caller)
    return try writer.markNoShow(stored, reason: request.reason, by: caller)
  }

  @Sendable
  func cancelVisit(
    _ request: CancelVisitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    let stored = try writer.reader.visitToChange(request.id, version: request.version, caller)
    return try writer.cancelVisit(stored, reason: request.reason, by: caller)
  }

  @Sendable
  func rescheduleVisit(
    _ request: RescheduleVisitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    let stored = try writer.reader.visitToChange(request.id, version: request.version, caller)
    guard let start = request.startTime else { throw .required("start_time") }
    guard let from = stored.startTime, let to = stored.endTime else { throw .internalError }
    let length = to.microseconds - from.microseconds
    let (end, isOver) = start.microseconds.addingReportingOverflow(length)
    if isOver { throw .malformed("start_time", "a time that can be counted") }
    return try writer.reschedule(
      stored,
      to: VisitMove(
        start: start, end: request.endTime ?? Timestamp(microseconds: end),
        staff: request.staffID.isEmpty ? stored.staffID : request.staffID, reason: request.reason,
        nextID: request.nextID, isConfirmed: request.confirmed,
        outsideHours: request.outsideHours),
      by: caller)
  }

  @Sendable
  func reassignVisit(
    _ request: ReassignVisitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    let stored = try writer.reader.visitToChange(request.id, version: request.version, caller)
    return try writer.reassign(
      stored, to: request.staffID, reason: request.reason, by: caller)
  }
}
