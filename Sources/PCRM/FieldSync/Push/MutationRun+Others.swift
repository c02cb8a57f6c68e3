import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension MutationRun {
  /// Adds what the customer decided. Where the office had heard something else meanwhile, the stricter of the two holds,
  /// whichever came last: nobody's clock decides what a customer is asked for again.
  mutating func addConsent(_ writer: inout Writer) throws(Status) {
    guard var draft = mutation.consent else { throw .required("consent") }
    try caller.checkMay(.recordConsents)
    if draft.customerID.isEmpty { throw .required("consent.customer_id") }
    guard try customer(draft.customerID, writer.reader) != nil else { return }
    draft.id = mutation.rowID()
    if let known = try writer.reader.consent(draft.id) {
      guard known.customerID == draft.customerID, known.purpose == draft.purpose,
        known.channel == draft.channel, known.state == draft.state
      else { throw .idTaken("entity_id") }
      return end(.duplicate, version: 1)
    }
    draft.decideTime = decided(draft.decideTime, writer.now)
    let (caller, consent) = (reaching, draft)
    let others = try writer.reader.decidingConsent(
      draft.customerID, purpose: draft.purpose, channel: draft.channel)
    let recorded = try inside("consent") { () throws(Status) in
      try writer.recordConsent(consent, by: caller)
    }
    guard let others, others.state != recorded.state, wasUnknown(others) else {
      return end(.applied, version: 1)
    }
    let deciding = try writer.reader.decidingConsent(
      recorded.customerID, purpose: recorded.purpose, channel: recorded.channel)
    if let deciding, deciding.state == .given {
      var stricter = others.state == .given ? recorded : others
      stricter.id = ConsentID()
      stricter.channel = deciding.channel
      stricter.source = "kept as the stricter of two"
      stricter.decideTime = deciding.decideTime
      _ = try writer.recordConsent(stricter, by: caller)
    }
    end(.merged, version: 1)
  }

  /// Whether the device cannot have heard of what was recorded at the office when it did this.
  private func wasUnknown(_ consent: Consent) -> Bool {
    guard let recorded = consent.recordTime else { return false }
    if recorded.microseconds > occurrence.time.microseconds { return true }
    guard let pulled = device.pullTime else { return true }
    return recorded.microseconds > pulled.microseconds
  }

  private func decided(_ asked: Timestamp?, _ now: Timestamp) -> Timestamp {
    guard let asked else { return occurrence.time }
    let (time, isOver) = asked.microseconds.addingReportingOverflow(occurrence.shift)
    return Timestamp(
      microseconds: isOver ? occurrence.time.microseconds : min(time, now.microseconds))
  }

  mutating func completeTask(_ writer: inout Writer) throws(Status) {
    guard var request = mutation.task else { throw .required("task") }
    try caller.checkMay(.editVisits)
    request.id = mutation.rowID()
    request.version = 0
    guard let task = try writer.reader.visitTask(request.id) else {
      if mutation.trunkVersion == 0 {
        throw Status.notFound("entity_id", "there is no such task").with("entity", "visit_task")
      }
      return hold("DELETED")
    }
    customer = task.customerID
    if try writer.reader.isGone(customer) { return hold("DELETED") }
    if let supervisor {
      _ = try writer.reader.visitTask(task.id, "entity_id", supervisor)
    } else if task.staffID != device.staff {
      return hold("OUT_OF_SCOPE")
    }
    if task.state == .done { return end(.duplicate, version: task.version) }
    let (caller, wanted) = (caller, request)
    let done = try inside("task") { () throws(Status) in
      try writer.completeVisitTask(wanted, by: caller)
    }
    touched = TouchedRow(.visitTask, task.id, before: task.version, after: done.version)
    end(mutation.trunkVersion < task.version ? .merged : .applied, version: done.version)
  }

  mutating func resolveConflict(_ writer: inout Writer) throws(Status) {
    guard var request = mutation.resolution else { throw .required("resolution") }
    request.id = mutation.rowID()
    if request.version == 0 { request.version = mutation.trunkVersion }
    let changesBefore = writer.changes.count
    let resolved = try writer.resolve(request, by: caller, at: occurrence)
    customer = resolved.customerID
    // What was chosen for a row is the device's own change of it.
    touched = TouchedRow(resolved.entity, first: writer.changes[changesBefore...])
    end(.applied, version: resolved.version)
  }

  /// Announces a file, which is uploaded by calls of its own.
  mutating func attach(_ writer: inout Writer) throws(Status) {
    guard var draft = mutation.attachment else { throw .required("attachment") }
    try caller.checkMay(.editVisits)
    guard let found = try visit(mutation.rowID(), isFact: false, writer.reader) else { return }
    var stored = found.visit
    var isThere = false
    if let hash = VisitAttachment.hash(draft.sha256) {
      isThere = try writer.reader.attachment(hash, of: stored.id) != nil
    }
    // A file that the visit has is there, whoever sent it.
    if !isThere { stored = try goneOn(from: found, writer) }
    draft.visitID = stored.id
    let announced = draft
    try inside("attachment") { () throws(Status) in try announced.check() }
    guard let hash = VisitAttachment.hash(draft.sha256) else { throw .internalError }
    if let known = try writer.reader.attachment(hash, of: stored.id) {
      if known.size != draft.size {
        throw Status(
          .alreadyExists, "attachment.sha256: the visit has this file with another size",
          ErrorInfo(reason: "ID_TAKEN", field: "attachment.sha256"))
      }
      return end(.duplicate, version: stored.version)
    }
    let visit = try writer.announce(draft, hash, on: stored, by: caller)
    touched = TouchedRow(.visit, stored.id, before: stored.version, after: visit.version)
    end(.applied, version: visit.version)
  }
}

extension Reader {
  /// An entry of the consents' history, by its key.
  func consent(_ id: ConsentID) throws(Status) -> Consent? {
    try first("SELECT consent.* FROM consent WHERE id = $1", .id(id)) { (row) throws(Status) in
      Consent(row)
    }
  }
}
