import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension FieldSyncService {
  @Sendable
  func listQuarantine(
    _ request: ListQuarantineRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListQuarantineResponse {
    try request.state.checkKnown("state")
    let page = try context.pages.page(request, caller)
    var query = TimeQuery(
      "q.created_at, q.id", after: TimePlace<Entity.QuarantineItem>(page.after))
    query.add("q.device", request.deviceID)
    if request.state != .unspecified { query.add("q.state = ?", .enumeration(request.state)) }
    var rows = PageBuilder<QuarantineItem>(page)
    try reader.each(
      SQL(
        built: """
          SELECT \(StoredQuarantineItem.columns), \(StoredQuarantineItem.reachColumns)
          FROM quarantine_item q CROSS JOIN staff s LEFT JOIN customer c ON c.id = q.customer
          WHERE \(query.text) AND s.id = q.staff AND \(SyncErasure.hidesErased("q.customer"))
          ORDER BY q.created_at, q.id
          """), query.arguments
    ) { (row) throws(Status) in
      let stored = try StoredQuarantineItem(row)
      var item = stored.item
      item.hideRestricted(from: caller)
      let place = TimePlace(item.createTime?.microseconds ?? 0, item.id).position
      guard stored.isReached(row, by: caller) else { return rows.pass(at: place) }
      return rows.add(item, at: place)
    }
    var response = ListQuarantineResponse()
    response.items = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  /// Works a customer's answer out that a supervisor may let go.
  @Sendable
  func workKept(
    _ request: ReleaseQuarantineRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> WorkedAnswer? {
    guard let stored = try reader.quarantineItem(request.id, for: caller),
      let mutation = stored.item.mutation, mutation.answer != nil
    else { return nil }
    var run = try run(of: mutation, stored, caller, reader)
    return run.workedAnswer(reader)
  }

  @Sendable
  func releaseQuarantine(
    _ request: ReleaseQuarantineRequest, _ worked: WorkedAnswer?, _ caller: Caller,
    _ writer: inout Writer
  ) throws(Status) -> ReleaseQuarantineResponse {
    if request.id.isEmpty { throw .required("id") }
    guard let stored = try writer.reader.quarantineItem(request.id, for: caller) else {
      throw Status.notFound("id", "there is no such item").with("entity", "quarantine_item")
    }
    // Nobody decides about their own work.
    if !caller.staff.isEmpty && stored.item.staffID == caller.staff {
      throw Status(
        .permissionDenied, "id: the item is your own work; another supervisor decides about it",
        ErrorInfo(reason: "OUT_OF_SCOPE", field: "id"))
    }
    try TextRules.checkRequired(request.reason, "reason", max: 500)
    try request.to.checkRequired("to")
    if request.to == .held { throw .malformed("to", "ACCEPTED or DISCARDED") }
    guard stored.item.state == .held, let mutation = stored.item.mutation else {
      throw Status.precondition(
        "QUARANTINE_RELEASED", "id", "the item was let go already"
      ).with("state", stored.item.state.name ?? "")
    }
    try Status.check(version: request.version, stored: stored.item.version)
    var response = ReleaseQuarantineResponse()
    if request.to == .accepted {
      var run = try run(of: mutation, stored, caller, writer.reader)
      run.worked = worked
      response.result = try accept(&run, &writer)
    }
    response.item = try writer.release(
      stored.item, to: request.to, reason: request.reason, by: caller)
    return response
  }

  /// A change in the name of who sent it, with what the supervisor may do.
  private func run(
    of mutation: Mutation, _ stored: StoredQuarantineItem, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> MutationRun {
    guard let device = try reader.sendingDevice(stored.item.deviceID) else {
      throw .internalError
    }
    var sender = caller
    sender.principal = device.principal
    sender.staff = stored.item.staffID
    var run = MutationRun(mutation, of: device, by: sender, context, at: stored.occurrence)
    run.supervisor = caller
    return run
  }

  private func accept(
    _ run: inout MutationRun, _ writer: inout Writer
  ) throws(Status) -> MutationResult {
    try run.carryOut(&writer)
    if let held = run.held {
      throw Status.precondition(
        held, "id", "what the change is about is gone; discard it, or bring it back first")
    }
    try writer.setTouched(run.touched, by: run.mutation, of: run.device.id)
    return run.result
  }
}

extension QuarantineItem {
  /// Takes out what the caller may not read: the text of a restricted note, what a customer answered, and which
  /// invitation that was.
  fileprivate mutating func hideRestricted(from caller: Caller) {
    mutation?.answer?.token = ""
    if !caller.permissions.contains(.viewSurveyAnswers) { mutation?.answer?.answers = nil }
    guard let note = mutation?.note, !note.isVisible(to: caller) else { return }
    // Who sends a note is its author, whatever the note says.
    if !caller.staff.isEmpty && staffID == caller.staff { return }
    mutation?.note?.text = ""
  }
}
