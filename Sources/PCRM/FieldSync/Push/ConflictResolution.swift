import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Writer {
  /// Chooses what becomes of the fields of a conflict, and sets those of which the device's values are taken.
  ///
  /// - Parameter occurrence: when the choice was made on a device; nil for now.
  mutating func resolve(
    _ request: ResolveConflictRequest, by caller: Caller,
    at occurrence: DeviceClock.Occurrence? = nil
  ) throws(Status) -> SyncConflict {
    if request.id.isEmpty { throw .required("id") }
    guard let stored = try reader.storedConflict(request.id),
      try reader.mayResolve(stored.conflict, caller)
    else { throw .noConflict("id") }
    guard stored.conflict.state == .open else { throw .alreadyResolved(stored.conflict) }
    if request.version == 0 { throw .required("version") }
    try Status.check(version: request.version, stored: stored.conflict.version)
    var conflict = stored.conflict
    try conflict.take(request.choices)
    let mine = conflict.fields.filter { $0.choice == .mine }
    if !mine.isEmpty {
      // A conflict may mix what both changed with what only the office decides.
      if mine.contains(where: { conflict.isOffices($0.name) }) {
        try caller.checkMay(.superviseSync)
      }
      switch conflict.kind {
      case .factAfterCancel: try acknowledge(stored, by: caller)
      default:
        if conflict.entity == .visit {
          try setVisit(stored.rowID(), mine, by: caller)
        } else {
          try setCustomer(stored.rowID(), mine, by: caller)
        }
      }
    }
    conflict.state = .resolved
    conflict.resolveTime = occurrence?.time ?? Timestamp(microseconds: now.microseconds)
    conflict.resolvedBy = caller.principal
    return try update(conflict, fields: "fields,state,resolve_time,resolved_by")
  }

  /// Sets fields of a visit to what the device had, whatever they are now.
  private mutating func setVisit(
    _ id: VisitID, _ fields: [ConflictField], by caller: Caller
  ) throws(Status) {
    try caller.checkMay(.editVisits)
    guard var stored = try reader.visit(id) else { throw .noVisit("id") }
    while stored.state.isEnded, !stored.nextID.isEmpty, let next = try reader.visit(stored.nextID) {
      stored = next
    }
    if stored.state.isEnded { throw .visitEnded(stored.state, "id") }
    try caller.checkGoes(stored.staffID)
    var wanted = stored
    for field in fields { try wanted.set(field) }
    let moves = fields.contains { Visit.mergePolicy($0.name) == .schedule }
    let names = fields.map(\.name).filter {
      Visit.mergePolicy($0) != .schedule && $0 != "staff_id" && !wanted.has($0, as: stored)
    }
    var visit = stored
    if !names.isEmpty {
      var amended = wanted
      (amended.staffID, amended.outsideHours) = (stored.staffID, stored.outsideHours)
      (amended.startTime, amended.endTime) = (stored.startTime, stored.endTime)
      visit = try amendVisit(amended, from: stored, fields: names, by: caller)
    }
    if wanted.staffID != stored.staffID {
      visit = try reassign(
        visit, to: wanted.staffID, reason: "asked for on a device", by: caller)
    }
    guard moves else { return }
    if !fields.contains(where: { $0.name == "end_time" }) { wanted.keepLength(of: stored) }
    guard let start = wanted.startTime, let end = wanted.endTime else { throw .internalError }
    _ = try reschedule(
      visit,
      to: VisitMove(
        start: start, end: end, staff: visit.staffID, reason: "moved on a device",
        outsideHours: wanted.outsideHours), by: caller)
  }

  private mutating func setCustomer(
    _ id: CustomerID, _ fields: [ConflictField], by caller: Caller
  ) throws(Status) {
    try caller.checkMay(.editCustomers)
    guard let stored = try reader.customer(id) else { throw .noCustomer("id") }
    var patch = stored
    for field in fields { try patch.set(field) }
    patch.version = 0
    // Who carries the customer reaches it, whoever's it is; with a customer that was given away since, one's own reach
    // counts.
    var reaching = caller
    if !caller.staff.isEmpty, try reader.isOf(caller.staff, stored) { reaching.scope = .all }
    let (reader, wanted) = (reader, patch)
    let edit = try reader.update(
      of: stored, with: wanted, mask: FieldMask(paths: fields.map(\.name)), by: reaching,
      try reader.newestExtensionSchema())
    try carryOut(edit, by: caller)
  }

  /// Lets work count that was done on a visit after the office had cancelled it or given it to somebody else: a visit at
  /// the time of the work takes its place and is done.
  private mutating func acknowledge(
    _ stored: StoredConflict, by caller: Caller
  ) throws(Status) {
    guard let visit = try reader.visit(stored.rowID(VisitID.self)) else {
      throw .noVisit("id")
    }
    try caller.checkMay(.editVisits)
    if !visit.state.isEnded {
      try caller.checkGoes(visit.staffID)
      try reader.checkReportless(visit, "id")
      let begun = visit.checkIn?.time ?? stored.occurTime
      let end = max(stored.occurTime.microseconds, begun.microseconds)
      _ = try completeVisit(visit, finish: Timestamp(microseconds: end), by: caller)
      return
    }
    guard visit.state != .done, let from = visit.startTime, let to = visit.endTime else { return }
    let length = max(Visit.lengths.lowerBound * 1_000_000, to.microseconds - from.microseconds)
    let end = stored.occurTime
    let next = try reschedule(
      visit,
      to: VisitMove(
        start: Timestamp(microseconds: end.microseconds - length), end: end,
        staff: stored.conflict.staffID, reason: "it took place after all",
        outsideHours: "recorded afterwards"), by: caller)
    try reader.checkReportless(next, "id")
    _ = try completeVisit(next, finish: end, by: caller)
  }
}

extension Reader {
  /// Whether a conflict is the caller's own, or of somebody whom the caller looks after.
  func mayResolve(_ conflict: SyncConflict, _ caller: Caller) throws(Status) -> Bool {
    if !caller.staff.isEmpty && conflict.staffID == caller.staff { return true }
    guard caller.permissions.contains(.superviseSync) else { return false }
    return caller.reaches(
      office: try office(of: conflict.staffID), worker: conflict.staffID)
  }
}

extension SyncConflict {
  /// Whether only the office decides about a field.
  fileprivate func isOffices(_ field: String) -> Bool {
    let policy = entity == .visit ? Visit.mergePolicy(field) : Customer.mergePolicy(field)
    return policy == .office
  }

  /// Takes over what was chosen: one choice for each field.
  fileprivate mutating func take(_ choices: [FieldChoice]) throws(Status) {
    for (index, choice) in choices.enumerated() {
      let place = "choices[\(index)]"
      try choice.choice.checkRequired("\(place).choice")
      guard let field = fields.firstIndex(where: { $0.name == choice.name }) else {
        throw .malformed("\(place).name", "the name of a field of the conflict")
      }
      if choices[..<index].contains(where: { $0.name == choice.name }) {
        throw .duplicate("\(place).name", "stands there already")
      }
      fields[field].choice = choice.choice
    }
    if let missing = fields.first(where: { $0.choice == .unspecified }) {
      throw Status.required("choices").with("field", missing.name)
    }
  }
}

extension Message {
  /// Sets a field to what a device had set.
  fileprivate mutating func set(_ field: ConflictField) throws(Status) {
    do throws(DecodingFailure) {
      try take(field.mine, as: field.name)
    } catch {
      throw .internalError
    }
  }
}

extension Status {
  /// There is no such conflict, or none within the caller's reach: both look the same.
  static func noConflict(_ field: String) -> Status {
    Status.notFound(field, "there is no such conflict").with("entity", "sync_conflict")
  }

  /// Somebody was quicker; the parameters say what was chosen.
  fileprivate static func alreadyResolved(_ conflict: SyncConflict) -> Status {
    var status = Status.precondition(
      "CONFLICT_ALREADY_RESOLVED", "id", "somebody has chosen already, or the row is gone"
    ).with("state", conflict.state.name ?? "")
    for field in conflict.fields {
      status = status.with(field.name, field.choice.name ?? "")
    }
    return status
  }
}
