import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension FieldSyncService {
  @Sendable
  func resolveConflict(
    _ request: ResolveConflictRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> SyncConflict {
    try writer.resolve(request, by: caller)
  }

  @Sendable
  func listConflicts(
    _ request: ListConflictsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListConflictsResponse {
    try request.state.checkKnown("state")
    let page = try context.pages.page(request, caller)
    var query = TimeQuery("c.created_at, c.id", after: TimePlace<Entity.SyncConflict>(page.after))
    query.add("c.staff", request.staffID)
    if !request.entityID.isEmpty {
      guard let key = ID<SyncKey.Row>(request.entityID) else {
        throw .malformed("entity_id", "a UUID")
      }
      query.add("c.key", key)
    }
    if request.state != .unspecified { query.add("c.state = ?", .enumeration(request.state)) }
    let supervises = caller.permissions.contains(.superviseSync)
    if !supervises { query.add("c.staff = ?", .place(caller.staff)) }
    var rows = PageBuilder<SyncConflict>(page)
    try reader.each(
      SQL(
        built: """
          SELECT \(StoredConflict.columns), s.office
          FROM sync_conflict c CROSS JOIN staff s
          WHERE \(query.text) AND s.id = c.staff AND \(SyncErasure.hidesErased("c.customer"))
          ORDER BY c.created_at, c.id
          """), query.arguments
    ) { (row) throws(Status) in
      let conflict = try StoredConflict(row).conflict
      let place = TimePlace(conflict.createTime?.microseconds ?? 0, conflict.id).position
      let isOwn = !caller.staff.isEmpty && conflict.staffID == caller.staff
      guard
        isOwn
          || caller.reaches(
            office: row.id(StoredConflict.columnCount), worker: conflict.staffID)
      else { return rows.pass(at: place) }
      return rows.add(conflict, at: place)
    }
    var response = ListConflictsResponse()
    response.conflicts = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}
