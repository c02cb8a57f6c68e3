import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// One page of the audit log, newest first: a line for each change, with the call that made it.
  ///
  /// - Parameters:
  ///   - entity: only this resource; nil for all.
  ///   - principals: only what these did; nil for all.
  func auditEntries(
    _ request: ListAuditEntriesRequest, entity: (high: UInt64, low: UInt64)?,
    by principals: Set<PrincipalID>?, _ page: Page
  ) throws(Status) -> PageBuilder<AuditEntry> {
    var rows = PageBuilder<AuditEntry>(page)
    var arguments: [Value] = [
      .integer(page.afterNumber ?? .max), .enumeration(request.entityType),
      .integer(request.fromTime?.microseconds ?? .min),
      .integer(request.toTime?.microseconds ?? .max),
      .place(request.principalID), .place(PrincipalID()),
    ]
    if let entity { arguments.append(.key(high: entity.high, low: entity.low)) }
    try each(entity == nil ? Self.everyEntity : Self.oneEntity, arguments) {
      (row) throws(Status) in
      let entry = AuditEntry(row)
      if let principals, !principals.contains(entry.principalID) { return true }
      return rows.add(entry, at: entry.sequence.position)
    }
    return rows
  }

  private static let everyEntity: SQL = """
    SELECT f.seq, f.at, a.principal, a.method, f.entity, f.key, f.version, a.request_id, a.peer,
      a.reason, f.fields
    FROM feed f JOIN audit a ON a.seq = f.audit
    WHERE f.seq < $1 AND ($2 = 0 OR f.entity = $2) AND f.at >= $3 AND f.at < $4
      AND ($5 = $6 OR a.principal = $5)
    ORDER BY f.seq DESC
    """

  private static let oneEntity: SQL = """
    SELECT f.seq, f.at, a.principal, a.method, f.entity, f.key, f.version, a.request_id, a.peer,
      a.reason, f.fields
    FROM feed f JOIN audit a ON a.seq = f.audit
    WHERE f.seq < $1 AND ($2 = 0 OR f.entity = $2) AND f.at >= $3 AND f.at < $4
      AND ($5 = $6 OR a.principal = $5) AND f.key = $7
    ORDER BY f.seq DESC
    """

  /// Whose work a caller may look into: everybody's, that of its offices' principals, or its own. Nil is everybody's.
  func principals(within caller: Caller) throws(Status) -> Set<PrincipalID>? {
    switch caller.scope {
    case .all: return nil
    case .own: return [caller.principal]
    case .offices(let offices):
      var principals: Set<PrincipalID> = [caller.principal]
      let all = try all(
        """
        SELECT p.id, p.office, s.office FROM principal p LEFT JOIN staff s ON s.id = p.staff
        """
      ) { row in
        (
          id: row.id(0, of: PrincipalID.self), own: row.id(1, of: UnitID.self),
          staff: row.id(2, of: UnitID.self)
        )
      }
      for principal in all
      where offices.contains(principal.own.isEmpty ? principal.staff : principal.own) {
        principals.insert(principal.id)
      }
      return principals
    }
  }
}

extension AuditEntry {
  fileprivate init(_ row: any Row) {
    self.init()
    sequence = row.integer(0)
    time = row.time(1)
    principalID = row.id(2)
    method = row.text(3)
    entityType = row.enumeration(4)
    entityID = FeedKey.text(row.id(5, of: ID<Entity.Request>.self), entityType)
    version = row.integer(6)
    requestID = row.id(7)
    peer = row.text(8)
    reason = row.text(9)
    changedFields = row.text(10).split(separator: ",").map(String.init)
  }
}
