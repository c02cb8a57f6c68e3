import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Writer {
  /// Ends a visit that took place, and records the touchpoint that it was to fulfil.
  ///
  /// - Parameters:
  ///   - finish: when it was over; nil for now.
  ///   - record: what is to be recorded of the touchpoint; without it, that it took place, unless the touchpoint has
  ///     ended or its case rests or is closed.
  mutating func completeVisit(
    _ stored: Visit, finish: Timestamp?, recording record: RecordTouchpointRequest? = nil,
    by caller: Caller
  ) throws(Status) -> Visit {
    try VisitLife.check(from: stored.state, to: .done, "id")
    try stored.checkHold(at: now, "id")
    let end = try EffectTime.of(
      finish, now: now, notBefore: stored.checkIn?.time ?? stored.setOutTime ?? stored.earliest,
      "finish_time")
    var visit = stored
    visit.state = .done
    visit.holdUntil = nil
    visit.finishTime = end
    visit.closeTime = end
    var fields = ["state", "finish_time", "close_time"]
    if stored.holdUntil != nil { fields.append("hold_until") }
    if visit.meetTime == nil, let start = visit.startTime {
      fields += visit.meet(
        at: Timestamp(microseconds: min(start.microseconds, end.microseconds)))
    }
    visit = try updateVisit(visit, from: stored, fields: fields, by: caller)
    try recordTouchpoint(of: visit, record, at: end, by: caller)
    return visit
  }

  private mutating func recordTouchpoint(
    of visit: Visit, _ record: RecordTouchpointRequest?, at end: Timestamp, by caller: Caller
  ) throws(Status) {
    guard !visit.touchpointID.isEmpty, let touchpoint = try reader.touchpoint(visit.touchpointID)
    else { return }
    // Whoever may end the visit may record what it fulfils, whoever's customer it is.
    var caller = caller
    caller.scope = .all
    let document = try reader.caseRecord(touchpoint.caseID, field: "case_id", caller)
    if record == nil && (touchpoint.state != .planned || document.status != .open) { return }
    var request = record ?? RecordTouchpointRequest()
    request.touchpointID = touchpoint.id
    request.staffID = visit.staffID
    request.channel = .visit
    let opened = document.openTime?.microseconds ?? end.microseconds
    request.effectTime = Timestamp(microseconds: max(opened, end.microseconds))
    _ = try recordTouchpoint(request, by: caller)
  }
}

extension Visit {
  /// What happens on a visit is not earlier than a day before it was planned to begin.
  var earliest: Timestamp? { startTime?.adding(seconds: -86_400) }

  /// Notes that the customer was tried to be met.
  ///
  /// - Returns: names of the fields that changed.
  mutating func tried(at time: Timestamp) -> [String] {
    if let tryTime, tryTime.microseconds <= time.microseconds { return [] }
    tryTime = time
    return ["try_time"]
  }

  /// Notes that the customer was met.
  ///
  /// - Returns: names of the fields that changed.
  mutating func meet(at time: Timestamp) -> [String] {
    var fields = tried(at: time)
    if let meetTime, meetTime.microseconds <= time.microseconds { return fields }
    meetTime = time
    fields.append("meet_time")
    return fields
  }
}
