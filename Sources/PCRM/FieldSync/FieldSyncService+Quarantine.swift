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
          SELECT \(StoredQuarantineItem.columns), s.office
          FROM quarantine_item q CROSS JOIN staff s
          WHERE \(query.text) AND s.id = q.staff AND \(SyncErasure.hidesErased("q.customer"))
          ORDER BY q.created_at, q.id
          """), query.arguments
    ) { (row) throws(Status) in
      var item = try StoredQuarantineItem(row).item
      item.hideRestricted(from: caller)
      let place = TimePlace(item.createTime?.microseconds ?? 0, item.id).position
      guard
        caller.reaches(
          office: row.id(StoredQuarantineItem.columnCount), worker: item.staffID)
      else { return rows.pass(at: place) }
      return rows.add(item, at: place)
    }
    var response = ListQuarantineResponse()
    response.items = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func releaseQuarantine(
    _ request: ReleaseQuarantineRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ReleaseQuarantineResponse {
    if request.id.isEmpty { throw .required("id") }
    guard let stored = try writer.reader.quarantineItem(request.id),
      caller.reaches(
        office: try writer.reader.office(of: stored.item.staffID), worker: stored.item.staffID)
    else {
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
      response.result = try accept(mutation, stored, caller, &writer)
    }
    response.item = try writer.release(
      stored.item, to: request.to, reason: request.reason, by: caller)
    return response
  }

  /// Carries a change out in the name of who sent it, with what the supervisor may do.
  private func accept(
    _ mutation: Mutation, _ stored: StoredQuarantineItem, _ caller: Caller,
    _ writer: inout Writer
  ) throws(Status) -> MutationResult {
    guard let device = try writer.reader.sendingDevice(stored.item.deviceID) else {
      throw .internalError
    }
    var sender = caller
    sender.principal = device.principal
    sender.staff = stored.item.staffID
    var run = MutationRun(mutation, of: device, by: sender, context, at: stored.occurrence)
    run.supervisor = caller
    try run.carryOut(&writer)
    if let held = run.held {
      throw Status.precondition(
        held, "id", "what the change is about is gone; discard it, or bring it back first")
    }
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
