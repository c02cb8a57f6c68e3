import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension FieldSyncService {
  @Sendable
  func addVisitNote(
    _ request: AddVisitNoteRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> VisitNote {
    guard var draft = request.note else { throw .required("note") }
    draft.staffID = caller.staff
    let note = draft
    return try inside("note") { () throws(Status) in
      let visit = try writer.reader.visit(note.visitID, field: "visit_id", caller)
      if try writer.reader.isGone(visit.customerID) {
        throw .precondition(
          "DELETED", "visit_id", "the customer is deleted; undelete the customer first")
      }
      return try writer.addNote(note, to: visit)
    }
  }

  @Sendable
  func listVisitNotes(
    _ request: ListVisitNotesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListVisitNotesResponse {
    let page = try context.pages.page(request, caller)
    let visit = try reader.visit(request.visitID, field: "visit_id", caller)
    var rows = PageBuilder<VisitNote>(page)
    try reader.visitNotes(of: visit.id, after: TimePlace(page.after)) { (note) throws(Status) in
      let place = TimePlace(note.time?.microseconds ?? 0, note.id).position
      guard note.isVisible(to: caller) else { return rows.pass(at: place) }
      return rows.add(note, at: place)
    }
    var response = ListVisitNotesResponse()
    response.notes = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}

extension VisitNote {
  /// Whether a caller who sees the visit sees the note.
  func isVisible(to caller: Caller) -> Bool {
    if !restricted || caller.permissions.contains(.bookForOthers) { return true }
    return !staffID.isEmpty && staffID == caller.staff
  }
}
