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
    return try writer.advance(stored, to: .confirmed, by: caller) { (visit) throws(Status) in
      guard let window = request.arrivalWindow?.normalised() else { return [] }
      visit.arrivalWindow = window
      try visit.checkWindows()
      return ["arrival_window"]
    }
  }

  @Sendable
  func setOutVisit(
    _ request: SetOutVisitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    let stored = try writer.reader.visitToChange(request.id, version: request.version, caller)
    let now = writer.now
    return try writer.advance(stored, to: .enRoute, by: caller) { (visit) throws(Status) in
      visit.setOutTime = try EffectTime.of(
        request.time, now: now, notBefore: stored.earliest, "time")
      return ["set_out_time"]
    }
  }

  @Sendable
  func startVisit(
    _ request: StartVisitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    let reader = writer.reader
    let stored = try reader.visitToChange(request.id, version: request.version, caller)
    return try writer.advance(stored, to: .inProgress, by: caller) { (visit) throws(Status) in
      var checkIn = request.checkIn ?? CheckIn()
      try checkIn.check("check_in")
      let time = try EffectTime.of(
        checkIn.time, now: reader.now, notBefore: stored.setOutTime ?? stored.earliest,
        "check_in.time")
      checkIn.time = time
      checkIn.distance = nil
      if let here = checkIn.coordinates, let there = try reader.place(of: stored) {
        let metres = SpherePoint(here).metres(to: SpherePoint(there)).rounded()
        checkIn.distance = .distanceMetres(Int32(metres))
      }
      visit.checkIn = checkIn
      return ["check_in"] + visit.meet(at: time)
    }
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
    let time = Timestamp(microseconds: writer.now.microseconds)
    return try writer.advance(
      stored, to: .noShow, reason: request.reason, by: caller
    ) { (visit) throws(Status) in
      visit.closeTime = time
      visit.closeReason = request.reason
      let fields = ["close_time", "close_reason"]
      // Tries that were recorded tell better when it was tried than the plan does.
      guard visit.tryTime == nil, let start = visit.startTime else { return fields }
      let tried = min(start.microseconds, time.microseconds)
      return fields + visit.tried(at: Timestamp(microseconds: tried))
    }
  }

  @Sendable
  func cancelVisit(
    _ request: CancelVisitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Visit {
    let stored = try writer.reader.visitToChange(request.id, version: request.version, caller)
    let time = Timestamp(microseconds: writer.now.microseconds)
    return try writer.advance(
      stored, to: .cancelled, reason: request.reason, by: caller
    ) { (visit) throws(Status) in
      visit.closeTime = time
      visit.closeReason = request.reason
      return ["close_time", "close_reason"]
    }
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

extension Writer {
  /// Takes a visit a step along its life.
  ///
  /// - Parameters:
  ///   - reason: why; required where the step ends the visit.
  ///   - change: what else changes, with the names of these fields.
  fileprivate mutating func advance(
    _ stored: Visit, to state: VisitState, reason: String = "", by caller: Caller,
    _ change: (inout Visit) throws(Status) -> [String] = { (_) throws(Status) in [] }
  ) throws(Status) -> Visit {
    try VisitLife.check(from: stored.state, to: state, "id")
    if state.isEnded {
      try MoveReason.check(reason, among: [], isRequired: true, "reason")
    } else {
      try stored.checkHold(at: now, "id")
    }
    var visit = stored
    visit.state = state
    visit.holdUntil = nil
    var fields = ["state"] + (stored.holdUntil == nil ? [] : ["hold_until"])
    fields += try change(&visit)
    return try updateVisit(visit, from: stored, fields: fields, reason: reason, by: caller)
  }
}
