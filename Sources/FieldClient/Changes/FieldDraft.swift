import Crypto
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What can be known of a change without the server: it is refused here rather than days later.
extension FieldClient {
  /// The mutation of a change, but for its number, id and time.
  func draft(
    _ change: FieldChange, _ view: FieldView, _ time: DeviceTime
  ) throws(Status) -> Mutation {
    switch change {
    case .step(let id, let step): try draft(step, of: id, view)
    case .visit(let id, let fields, let visit): try draft(visit, fields, of: id, view)
    case .newVisit(let visit): try draft(visit, view)
    case .customer(let id, let fields, let customer): try draft(customer, fields, of: id, view)
    case .attempt(let attempt): try draft(attempt, view, time)
    case .note(let note): try draft(note, view, time)
    case .report(let report): try draft(report, view)
    case .consent(let consent): try draft(consent, view)
    case .task(let id, let result): try draft(task: id, result, view)
    case .resolve(let id, let choices): try draft(choices, of: id, view)
    case .attach(let id, let file): try draft(file, to: id, view)
    case .answer(let session): try draft(session, view, time)
    }
  }

  private func draft(
    _ step: VisitStep, of id: VisitID, _ view: FieldView
  ) throws(Status) -> Mutation {
    let (visit, parts) = try view.visit(id, "visit_id")
    let steps: [VisitState] = [.confirmed, .enRoute, .inProgress, .done, .noShow, .cancelled]
    if !steps.contains(step.to) {
      throw .malformed("step.to", "one of \(steps.map(\.word).joined(separator: ", "))")
    }
    try VisitLife.check(from: visit.state, to: step.to, "step.to")
    switch step.to {
    case .confirmed:
      var told = visit
      told.arrivalWindow = step.arrivalWindow ?? told.arrivalWindow
      try told.checkWindows()
    case .inProgress:
      try step.checkIn?.check("step.check_in")
    case .done where !parts.requiredParts.isEmpty && parts.report == nil:
      let words = parts.requiredParts.map(\.word).joined(separator: ", ")
      throw Status.precondition(
        "PARTS_MISSING", "step.to",
        "the visit needs a report with the parts \(words); file it"
      ).with("parts", parts.requiredParts.map(\.word).joined(separator: ","))
    case .noShow, .cancelled:
      try TextRules.checkRequired(step.reason, "step.reason", max: 500)
    default: break
    }
    var mutation = Mutation(.visit, id, .transition)
    mutation.step = step
    return mutation
  }

  private func draft(
    _ patch: Visit, _ fields: [String], of id: VisitID, _ view: FieldView
  ) throws(Status) -> Mutation {
    let (visit, _) = try view.visit(id, "visit_id")
    let movable: Set<String> = ["start_time", "end_time", "outside_hours", "staff_id"]
    if let fixed = fields.first(where: {
      Visit.readOnlyFields.contains($0) && !movable.contains($0)
    }) {
      throw .readOnly(fixed)
    }
    // One that was moved goes on in the visit that took its place.
    if visit.state.isEnded && visit.nextID.isEmpty {
      throw .visitEnded(visit.state, "visit_id")
    }
    if fields.contains("start_time") || fields.contains("end_time") {
      try VisitLife.check(visit.state, among: VisitLife.movable, to: "rescheduled", "visit_id")
    }
    let mask = try Self.mask(fields)
    var after = visit
    try after.take(patch, mask)
    try after.check()
    if !movable.isDisjoint(with: fields) { try after.checkTimes(now: view.reader.now) }
    var mutation = Mutation(.visit, id, .patch)
    mutation.fields = mask
    mutation.visit = try patch.kept(mask)
    mutation.visitBase = try visit.kept(mask)
    return mutation
  }

  private func draft(_ new: Visit, _ view: FieldView) throws(Status) -> Mutation {
    var visit = new.normalised()
    if visit.id.isEmpty { visit.id = newID() }
    if visit.staffID.isEmpty { visit.staffID = view.device.staff }
    try view.checkCarried(visit.customerID, "visit.customer_id")
    if try view.row(SyncRowKey(.visit, visit.id)) != nil { throw .idTaken("visit.id") }
    try visit.check()
    try visit.checkTimes(now: view.reader.now)
    var mutation = Mutation(.visit, visit.id, .create)
    mutation.visit = visit
    return mutation
  }

  private func draft(
    _ patch: Customer, _ fields: [String], of id: CustomerID, _ view: FieldView
  ) throws(Status) -> Mutation {
    guard let customer = try view.row(SyncRowKey(.customer, id))?.customer else {
      throw .notCarried("customer_id", "customer")
    }
    let mask = try Self.mask(fields)
    try Customer.checkMask(mask)
    if let fixed = fields.first(where: { Customer.mergePolicy($0) == .readOnly }) {
      throw .readOnly(fixed)
    }
    try Self.check(patch, mask, of: customer)
    var mutation = Mutation(.customer, id, .patch)
    mutation.fields = mask
    mutation.customer = try patch.kept(mask)
    mutation.customerBase = try customer.kept(mask)
    return mutation
  }

  /// Refuses new values that break a rule. Nothing else of the customer is looked at: what was wrong before, or lies in what
  /// no device carries, is not this change's.
  private static func check(
    _ patch: Customer, _ mask: FieldMask, of customer: Customer
  ) throws(Status) {
    var changed = Customer()
    changed.kind = .person
    var name = CustomerName()
    name.kind = .legal
    name.full = "-"
    changed.names = [name]
    try changed.take(patch, mask)
    changed.compose()
    do throws(Status) {
      try changed.check()
    } catch {
      if error.info.reason == "NO_IDENTITY" && customer.names.isEmpty { return }
      throw error
    }
  }

  private func draft(
    _ new: VisitAttempt, _ view: FieldView, _ time: DeviceTime
  ) throws(Status) -> Mutation {
    let (visit, parts) = try view.visit(new.visitID, "attempt.visit_id")
    var attempt = new
    if attempt.id.isEmpty { attempt.id = newID() }
    attempt.time = attempt.time ?? time.wall
    try attempt.check()
    try VisitLife.check(visit.state, among: VisitLife.triable, to: "attempt", "attempt.visit_id")
    if parts.attempts.count >= Int(VisitAttempt.perVisitMax) {
      throw .tooMany("attempt", max: Int(VisitAttempt.perVisitMax))
    }
    var mutation = Mutation(.attempt, attempt.id, .append)
    mutation.attempt = attempt
    return mutation
  }

  private func draft(
    _ new: VisitNote, _ view: FieldView, _ time: DeviceTime
  ) throws(Status) -> Mutation {
    _ = try view.visit(new.visitID, "note.visit_id")
    var note = new
    if note.id.isEmpty { note.id = newID() }
    note.time = note.time ?? time.wall
    try TextRules.checkRequired(note.text, "note.text", max: 4000)
    var mutation = Mutation(.visitNote, note.id, .append)
    mutation.note = note
    return mutation
  }

  private func draft(
    _ request: FileReportRequest, _ view: FieldView
  ) throws(Status) -> Mutation {
    guard let report = request.report else { throw .required("report") }
    let (visit, parts) = try view.visit(report.visitID, "report.visit_id")
    try report.check()
    if visit.state != .done {
      try VisitLife.check(from: visit.state, to: .done, "report.visit_id")
    }
    if parts.report != nil {
      throw Status(
        .alreadyExists, "report: the visit has one already; amend it at the office",
        ErrorInfo(reason: "REPORT_FILED", field: "report"))
    }
    let filled = report.filledParts
    let missing = parts.requiredParts.filter { !filled.contains($0) }.map(\.word)
    if !missing.isEmpty {
      throw Status.precondition(
        "PARTS_MISSING", "report", "needs the parts \(missing.joined(separator: ", ")) too"
      ).with("parts", missing.joined(separator: ","))
    }
    if request.paperwork.count > 5 { throw .tooMany("paperwork", max: 5) }
    if request.followUps.count > 20 { throw .tooMany("follow_ups", max: 20) }
    for (index, followUp) in request.followUps.enumerated() {
      try followUp.check("follow_ups[\(index)]")
    }
    var mutation = Mutation(.visitReport, report.visitID, .create)
    mutation.report = request
    return mutation
  }

  private func draft(_ new: Consent, _ view: FieldView) throws(Status) -> Mutation {
    var consent = new
    if consent.id.isEmpty { consent.id = newID() }
    try view.checkCarried(consent.customerID, "consent.customer_id")
    try consent.check(now: view.reader.now)
    var mutation = Mutation(.consent, consent.id, .append)
    mutation.consent = consent
    return mutation
  }

  private func draft(
    task id: VisitTaskID, _ result: String, _ view: FieldView
  ) throws(Status) -> Mutation {
    guard let task = try view.row(SyncRowKey(.visitTask, id))?.task else {
      throw .notCarried("task_id", "task")
    }
    if task.state != .open {
      throw .precondition("TASK_ENDED", "task_id", "the task is not open any more")
    }
    try TextRules.check(result, "result", max: 1000)
    var mutation = Mutation(.visitTask, id, .transition)
    var done = CompleteVisitTaskRequest()
    done.id = id
    done.result = result
    mutation.task = done
    return mutation
  }

  private func draft(
    _ choices: [FieldChoice], of id: SyncConflictID, _ view: FieldView
  ) throws(Status) -> Mutation {
    guard let conflict = try view.row(SyncRowKey(.syncConflict, id))?.conflict else {
      throw .notCarried("conflict_id", "conflict")
    }
    if conflict.state != .open {
      throw .precondition(
        "CONFLICT_ALREADY_RESOLVED", "conflict_id", "somebody has chosen already")
    }
    for field in conflict.fields {
      let choice = choices.filter { $0.name == field.name }
      if choice.count != 1 || ![.mine, .theirs].contains(choice[0].choice) {
        throw .malformed("choices", "one choice, MINE or THEIRS, for each of the conflict's fields")
      }
    }
    var mutation = Mutation(.syncConflict, id, .transition)
    var resolution = ResolveConflictRequest()
    resolution.id = id
    resolution.version = conflict.version
    resolution.choices = choices
    mutation.resolution = resolution
    return mutation
  }

  private func draft(
    _ file: FieldFile, to id: VisitID, _ view: FieldView
  ) throws(Status) -> Mutation {
    let (_, parts) = try view.visit(id, "visit_id")
    try TextRules.check(file.name, "name", max: 200)
    if !FieldFile.mediaTypes.contains(file.mediaType) {
      throw .malformed(
        "media_type", "one of \(FieldFile.mediaTypes.joined(separator: ", "))")
    }
    if file.bytes.isEmpty || file.bytes.count > FieldFile.bytesMax {
      throw .outOfRange("bytes", min: 1, max: FieldFile.bytesMax)
    }
    var attachment = VisitAttachment()
    attachment.sha256 = Self.hex(SHA256.hash(data: file.bytes))
    attachment.visitID = id
    attachment.size = Int64(file.bytes.count)
    attachment.mediaType = file.mediaType
    attachment.name = file.name
    if parts.attachments.contains(where: { $0.sha256 == attachment.sha256 }) {
      throw Status(
        .alreadyExists, "bytes: this file is attached already",
        ErrorInfo(reason: "FILE_ATTACHED", field: "bytes"))
    }
    var mutation = Mutation(.visit, id, .append)
    mutation.attachment = attachment
    return mutation
  }

  private static func mask(_ fields: [String]) throws(Status) -> FieldMask {
    if fields.isEmpty { throw .required("fields") }
    if let path = fields.first(where: { $0.contains(".") || $0 == "*" }) {
      throw .malformed("fields", "names of the top level, not \(path)")
    }
    return FieldMask(paths: fields)
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

extension Mutation {
  init<E>(_ entity: EntityType, _ id: ID<E>, _ op: MutationOp) {
    self.init()
    self.entity = entity
    entityID = id.description
    self.op = op
  }
}

extension Message {
  /// Only what a mask names.
  fileprivate func kept(_ mask: FieldMask) throws(Status) -> Self {
    do throws(DecodingFailure) { return try masked(to: mask) } catch {
      throw .malformed("fields", "fields of \(Self.protoName): \(error)")
    }
  }

  /// Sets what a mask names.
  fileprivate mutating func take(_ patch: Self, _ mask: FieldMask) throws(Status) {
    do throws(DecodingFailure) { try update(from: patch, mask: mask) } catch {
      throw .malformed("fields", "fields of \(Self.protoName): \(error)")
    }
  }
}

extension FieldView {
  fileprivate func visit(
    _ id: VisitID, _ field: String
  ) throws(Status) -> (visit: Visit, parts: SyncVisit) {
    if id.isEmpty { throw .required(field) }
    guard let parts = try row(SyncRowKey(.visit, id))?.visit, let visit = parts.visit else {
      throw .notCarried(field, "visit")
    }
    return (visit, parts)
  }

  fileprivate func checkCarried(_ id: CustomerID, _ field: String) throws(Status) {
    if id.isEmpty { throw .required(field) }
    if try row(SyncRowKey(.customer, id)) == nil { throw .notCarried(field, "customer") }
  }
}

extension Status {
  /// The device has no such thing: it never had, or lost it with the last sync.
  fileprivate static func notCarried(_ field: String, _ what: String) -> Status {
    .notFound(field, "this device carries no such \(what)")
  }
}
