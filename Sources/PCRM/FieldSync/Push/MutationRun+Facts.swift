import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What happened on a visit: steps of its life, tries, notes, reports. Facts beat plans.
extension MutationRun {
  mutating func stepVisit(_ writer: inout Writer) throws(Status) {
    guard let step = mutation.step else { throw .required("step") }
    try step.check()
    try caller.checkMay(.editVisits)
    guard let found = try visit(mutation.rowID(), isFact: false, writer.reader) else { return }
    let isFact = ![.confirmed, .cancelled].contains(step.to)
    var stored = try goneOn(from: found, happened: isFact ? occurrence.time : nil, writer)
    if stored.isHoldEnded(at: writer.now) {
      try writer.apart { (part) throws(Status) in try HoldExpiry.end(stored.id, &part) }
      stored = try writer.reader.visit(stored.id) ?? stored
    }
    try caller.checkGoes(stored.staffID)
    switch StepVerdict(step.to, from: stored.state) {
    case .go:
      let visit = try go(stored, step, &writer)
      touched = TouchedRow(.visit, stored.id, before: stored.version, after: visit.version)
      end(try outcome(of: stored, writer.reader), version: visit.version)
    case .isThere: end(.duplicate, version: stored.version)
    case .isPast: end(.merged, version: stored.version)
    case .keep:
      let version = try keep(stored, step, &writer)
      end(.merged, version: version)
    case .contest: try contest(stored, step, &writer)
    case .refuse: try VisitLife.check(from: stored.state, to: step.to, "entity_id")
    }
  }

  /// Whether others had changed the visit meanwhile.
  private func outcome(of stored: Visit, _ reader: Reader) throws(Status) -> MutationOutcome {
    // In the visit that took the place of the one that was seen, versions begin anew.
    let hasGone = !result.nextVisitID.isEmpty
    let seen = hasGone ? 0 : mutation.trunkVersion
    if !hasGone && (seen == 0 || seen >= stored.version) { return .applied }
    let row = TouchedRow(.visit, stored.id, before: stored.version, after: stored.version)
    let foreign = try foreignFields(row, since: seen, reader)
    return foreign.isEmpty ? .applied : .merged
  }

  private func go(
    _ stored: Visit, _ step: VisitStep, _ writer: inout Writer
  ) throws(Status) -> Visit {
    let caller = caller
    switch step.to {
    case .confirmed:
      return try inside("step") { () throws(Status) in
        try writer.confirmVisit(stored, told: step.arrivalWindow, by: caller)
      }
    case .enRoute:
      return try writer.setOut(stored, at: time(on: stored, writer.now), by: caller)
    case .inProgress:
      var checkIn = step.checkIn ?? CheckIn()
      checkIn.time = time(on: stored, after: stored.setOutTime, writer.now)
      return try inside("step") { () throws(Status) in
        try writer.startVisit(stored, checkIn, by: caller)
      }
    case .done:
      try writer.reader.checkReportless(stored, "entity_id")
      return try writer.completeVisit(
        stored,
        finish: time(on: stored, after: stored.checkIn?.time ?? stored.setOutTime, writer.now),
        by: caller)
    case .noShow:
      return try writer.markNoShow(
        stored, reason: step.reason, at: time(on: stored, writer.now), by: caller)
    default: return try writer.cancelVisit(stored, reason: step.reason, by: caller)
    }
  }

  /// When it happened on a visit: not before what it followed, whatever the device's clock says.
  private func time(
    on visit: Visit, after earlier: Timestamp? = nil, _ now: Timestamp
  ) -> Timestamp {
    var time = occurrence.time.microseconds
    if let earlier { time = max(time, earlier.microseconds) }
    if !occurrence.isSure, let earliest = visit.earliest { time = max(time, earliest.microseconds) }
    return Timestamp(microseconds: min(time, now.microseconds))
  }

  /// Keeps what was done as a try.
  ///
  /// - Returns: the visit's version afterwards.
  private mutating func keep(
    _ stored: Visit, _ step: VisitStep, _ writer: inout Writer
  ) throws(Status) -> Int64 {
    var attempt = VisitAttempt()
    attempt.visitID = stored.id
    attempt.staffID = device.staff
    attempt.time = time(on: stored, writer.now)
    attempt.outcome = step.to == .noShow ? .noAnswer : .met
    attempt.coordinates = step.checkIn?.coordinates
    attempt.note = step.reason
    let caller = caller
    _ = try inside("step") { () throws(Status) in
      try writer.record(attempt, on: stored, isEvidence: true, by: caller)
    }
    touched = TouchedRow(.visit, stored.id, before: stored.version, after: stored.version + 1)
    return stored.version + 1
  }

  /// Keeps what was done as a try, and asks somebody to look at it: the office had decided otherwise.
  private mutating func contest(
    _ stored: Visit, _ step: VisitStep, _ writer: inout Writer
  ) throws(Status) {
    var field = ConflictField()
    field.name = "state"
    field.theirs = stored.text(of: "state")
    var done = Visit()
    done.state = step.to
    field.mine = done.text(of: "state")
    // Begun and ended are one piece of work: one try, one question.
    if let open = try writer.reader.openFact(about: stored.id, by: device.staff) {
      let id = try writer.extend(open, with: field)
      return end(conflict: id, version: stored.version)
    }
    let version = try keep(stored, step, &writer)
    let id = try writer.openConflict(
      .factAfterCancel, [field], about: .visit, stored.id, customer: customer, mutation.n,
      of: device, at: occurrence.time)
    end(conflict: id, version: version)
  }

  mutating func addAttempt(_ writer: inout Writer) throws(Status) {
    guard var draft = mutation.attempt else { throw .required("attempt") }
    try caller.checkMay(.editVisits)
    if draft.visitID.isEmpty { throw .required("attempt.visit_id") }
    guard let found = try visit(draft.visitID, isFact: true, writer.reader) else { return }
    let happened =
      draft.time == nil ? occurrence.time : shifted(draft.time, on: found.visit, writer.now)
    draft.id = mutation.rowID()
    let known = try writer.reader.attempt(draft.id)
    let stored = try goneOn(from: found, happened: happened, writer)
    let isLeft = found.isLeft
    draft.visitID = stored.id
    if let known {
      let place = try whereKnown(known.visitID, from: found.visit, writer.reader)
      draft.visitID = place ?? stored.id
      #if SYNC_FAULTS
      if SyncFault.isPlanted(.appendTwice) {
        draft.id = AttemptID()
        return try append(draft, to: stored, isLeft, &writer)
      }
      #endif
      if draft.staffID.isEmpty { draft.staffID = known.staffID }
      guard known.says(what: draft) else { throw .idTaken("entity_id") }
      return end(.duplicate, version: stored.version)
    }
    if !isLeft { try caller.checkGoes(stored.staffID) }
    try append(draft, to: stored, isLeft, &writer)
  }

  private mutating func append(
    _ draft: VisitAttempt, to stored: Visit, _ isLeft: Bool, _ writer: inout Writer
  ) throws(Status) {
    var draft = draft
    if draft.staffID.isEmpty { draft.staffID = device.staff }
    draft.time = shifted(draft.time, on: stored, writer.now)
    let (caller, attempt) = (caller, draft)
    _ = try inside("attempt") { () throws(Status) in
      try writer.record(attempt, on: stored, isEvidence: true, by: caller)
    }
    let version = stored.version + 1
    touched = TouchedRow(.visit, stored.id, before: stored.version, after: version)
    end(try isLeft ? .merged : outcome(of: stored, writer.reader), version: version)
  }

  /// What the device dated by its time of day, moved by how far that is off.
  private func shifted(
    _ asked: Timestamp?, on visit: Visit, _ now: Timestamp
  ) -> Timestamp {
    guard let asked else { return time(on: visit, now) }
    let (time, isOver) = asked.microseconds.addingReportingOverflow(occurrence.shift)
    if isOver { return self.time(on: visit, now) }
    return Timestamp(microseconds: min(time, now.microseconds))
  }

  mutating func addNote(_ writer: inout Writer) throws(Status) {
    guard var draft = mutation.note else { throw .required("note") }
    try caller.checkMay(.editVisits)
    if draft.visitID.isEmpty { throw .required("note.visit_id") }
    guard let found = try visit(draft.visitID, isFact: true, writer.reader) else { return }
    let (stored, isLeft) = (try goneOn(from: found, writer), found.isLeft)
    draft.id = mutation.rowID()
    draft.visitID = stored.id
    if let known = try writer.reader.visitNote(draft.id) {
      let place = try whereKnown(known.visitID, from: found.visit, writer.reader)
      guard place != nil, known.text == draft.text.composed,
        known.staffID == device.staff
      else { throw .idTaken("entity_id") }
      return end(.duplicate, version: stored.version)
    }
    draft.staffID = device.staff
    draft.time = shifted(draft.time, on: stored, writer.now)
    let note = draft
    _ = try inside("note") { () throws(Status) in try writer.addNote(note, to: stored) }
    end(isLeft ? .merged : .applied, version: stored.version)
  }

  mutating func fileReport(_ writer: inout Writer) throws(Status) {
    guard var request = mutation.report else { throw .required("report") }
    try caller.checkMay(.editVisits)
    guard let found = try visit(mutation.rowID(), isFact: false, writer.reader) else { return }
    let finish = request.finishTime
    let happened = finish == nil ? occurrence.time : shifted(finish, on: found.visit, writer.now)
    let stored = try goneOn(from: found, happened: happened, writer)
    // What was told there is kept whole until somebody says what becomes of the visit.
    if stored.state == .cancelled || stored.state == .noShow { return hold("VISIT_ENDED") }
    request.visitVersion = 0
    request.report?.visitID = stored.id
    if stored.state == .done {
      request.finishTime = nil
    } else {
      request.finishTime =
        request.finishTime == nil
        ? time(on: stored, after: stored.checkIn?.time ?? stored.setOutTime, writer.now)
        : shifted(request.finishTime, on: stored, writer.now)
    }
    if let known = try writer.reader.report(of: stored.id), let draft = request.report {
      guard known.says(what: draft) else {
        throw Status(
          .alreadyExists, "entity_id: the visit has a report; amend it",
          ErrorInfo(reason: "REPORT_FILED", field: "entity_id"))
      }
      return end(.duplicate, version: stored.version)
    }
    let (caller, service, filed) = (caller, CaseService(context: context), request)
    let response = try inside("report") { () throws(Status) in
      var filing = try ReportFiling(filed, service, caller)
      return try filing.carryOut(&writer)
    }
    let version = response.visit?.version ?? stored.version
    touched = TouchedRow(.visit, stored.id, before: stored.version, after: version)
    end(try outcome(of: stored, writer.reader), version: version)
  }
}

extension VisitStep {
  /// Refuses a step that no device takes.
  fileprivate func check() throws(Status) {
    try to.checkRequired("step.to")
    let steps: [VisitState] = [.confirmed, .enRoute, .inProgress, .done, .noShow, .cancelled]
    if !steps.contains(to) {
      throw .malformed("step.to", "one of \(steps.compactMap(\.name).joined(separator: ", "))")
    }
    if to == .noShow || to == .cancelled {
      try TextRules.checkRequired(reason, "step.reason", max: 500)
    } else {
      try TextRules.check(reason, "step.reason", max: 500)
    }
    try checkIn?.check("step.check_in")
  }
}

extension VisitAttempt {
  /// Whether it tells what another tells, but for what the server writes and when it was.
  fileprivate func says(what other: VisitAttempt) -> Bool {
    var (mine, theirs) = (self, other)
    (mine.time, mine.createTime) = (nil, nil)
    (theirs.time, theirs.createTime) = (nil, nil)
    theirs.number = mine.number
    theirs.customerID = mine.customerID
    theirs.nextTry = mine.nextTry
    if theirs.channel == .unspecified { theirs.channel = .visit }
    return mine == theirs
  }
}

extension VisitReport {
  /// Whether its parts say what another's do.
  fileprivate func says(what other: VisitReport) -> Bool {
    contact == other.contact && condition == other.condition && papers == other.papers
      && support == other.support && questions == other.questions && adoption == other.adoption
  }
}

extension Reader {
  /// A try, by its key.
  func attempt(_ id: AttemptID) throws(Status) -> VisitAttempt? {
    try first("SELECT attempt.* FROM attempt WHERE id = $1", .id(id)) { (row) throws(Status) in
      try AttemptRow.attempt(row)
    }
  }
}
