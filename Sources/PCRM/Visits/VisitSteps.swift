import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// The steps of a visit's life as every caller takes them, whether now or told afterwards. Times that are absent are now.
extension Writer {
  /// Notes that the customer agreed.
  mutating func confirmVisit(
    _ stored: Visit, told window: TimeWindow?, by caller: Caller
  ) throws(Status) -> Visit {
    try advance(stored, to: .confirmed, by: caller) { (visit) throws(Status) in
      guard let window = window?.normalised() else { return [] }
      visit.arrivalWindow = window
      try visit.checkWindows()
      return ["arrival_window"]
    }
  }

  /// Notes that the member of staff is on the way.
  mutating func setOut(
    _ stored: Visit, at time: Timestamp?, by caller: Caller
  ) throws(Status) -> Visit {
    let now = now
    return try advance(stored, to: .enRoute, by: caller) { (visit) throws(Status) in
      visit.setOutTime = try EffectTime.of(time, now: now, notBefore: stored.earliest, "time")
      return ["set_out_time"]
    }
  }

  /// Begins a visit.
  mutating func startVisit(
    _ stored: Visit, _ asked: CheckIn, by caller: Caller
  ) throws(Status) -> Visit {
    let reader = reader
    return try advance(stored, to: .inProgress, by: caller) { (visit) throws(Status) in
      var checkIn = asked
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

  /// Ends a visit at which the customer was not met.
  mutating func markNoShow(
    _ stored: Visit, reason: String, at asked: Timestamp? = nil, by caller: Caller
  ) throws(Status) -> Visit {
    let time = try EffectTime.of(asked, now: now, notBefore: stored.earliest, "time")
    return try advance(
      stored, to: .noShow, reason: reason, by: caller
    ) { (visit) throws(Status) in
      visit.closeTime = time
      visit.closeReason = reason
      let fields = ["close_time", "close_reason"]
      // Tries that were recorded tell better when it was tried than the plan does.
      guard visit.tryTime == nil, let start = visit.startTime else { return fields }
      let tried = min(start.microseconds, time.microseconds)
      return fields + visit.tried(at: Timestamp(microseconds: tried))
    }
  }

  /// Cancels a visit.
  mutating func cancelVisit(
    _ stored: Visit, reason: String, by caller: Caller
  ) throws(Status) -> Visit {
    let time = Timestamp(microseconds: now.microseconds)
    return try advance(
      stored, to: .cancelled, reason: reason, by: caller
    ) { (visit) throws(Status) in
      visit.closeTime = time
      visit.closeReason = reason
      return ["close_time", "close_reason"]
    }
  }

  /// Takes a visit a step along its life.
  ///
  /// - Parameters:
  ///   - reason: why; required where the step ends the visit.
  ///   - change: what else changes, with the names of these fields.
  mutating func advance(
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

  /// Changes what people write of a visit, checked in every respect.
  ///
  /// - Parameter fields: names of the fields that differ.
  mutating func amendVisit(
    _ amended: Visit, from stored: Visit, fields: [String], by caller: Caller
  ) throws(Status) -> Visit {
    var visit = amended.normalised()
    let reader = reader
    try visit.check()
    if visit.officeID.isEmpty { visit.officeID = try reader.office(of: visit.staffID) }
    try reader.checkUnit(visit.officeID, "office_id")
    if visit.caseID != stored.caseID || visit.touchpointID != stored.touchpointID {
      try reader.checkMatter(visit)
    }
    try reader.checkCompany(visit, besides: stored, caller)
    return try updateVisit(visit, from: stored, fields: fields, by: caller)
  }
}
