import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Where a page of the audit log ends: below this line of the log, and below this line of the feed.
struct AuditPlace {
  var audit: Int64
  var feed: Int64

  init(audit: Int64, feed: Int64) {
    self.audit = audit
    self.feed = feed
  }

  /// Where the page begins; for the first, above everything that `reader` sees.
  init(_ page: Page, _ reader: Reader) throws(Status) {
    if page.after.count == 16 {
      audit = page.after[..<8].reduce(0) { $0 << 8 | Int64($1) }
      feed = page.after[8...].reduce(0) { $0 << 8 | Int64($1) }
    } else {
      let last = try reader.first("SELECT coalesce(max(seq), 0) FROM audit") { $0.integer(0) }
      audit = (last ?? 0) + 1
      feed = try reader.feedSequence() + 1
    }
  }

  var position: [UInt8] { audit.position + feed.position }
}

extension Reader {
  /// One page of the audit log, newest first: an entry for each change, and one for each read that was written down.
  ///
  /// - Parameters:
  ///   - entity: only this resource, for a customer also the reads that told of it; nil for all.
  ///   - principals: only what these did; nil for all.
  func auditEntries(
    _ request: ListAuditEntriesRequest, entity: (high: UInt64, low: UInt64)?,
    by principals: Set<PrincipalID>?, _ page: Page
  ) throws(Status) -> PageBuilder<AuditEntry> {
    var rows = PageBuilder<AuditEntry>(page)
    var place = try AuditPlace(page, self)
    // Reads are rare: as many as the page could hold are fetched first, and put between the changes.
    var reads: [AuditEntry] = []
    if entity == nil || request.entityType == .unspecified || request.entityType == .customer {
      reads = try auditedReads(request, of: entity, before: place.audit, by: principals, page)
    }
    reads.reverse()
    func add(_ entry: AuditEntry, feed: Int64) -> Bool {
      place = AuditPlace(audit: entry.sequence, feed: feed)
      return rows.add(entry, at: place.position)
    }
    var arguments = request.arguments(before: place.feed)
    if let entity { arguments.append(.key(high: entity.high, low: entity.low)) }
    var isFull = false
    try each(entity == nil ? Self.everyEntity : Self.oneEntity, arguments) {
      (row) throws(Status) in
      let entry = AuditEntry(row)
      while let read = reads.last, read.sequence > entry.sequence {
        if !add(read, feed: place.feed) {
          isFull = true
          return false
        }
        reads.removeLast()
      }
      if let principals, !principals.contains(entry.principalID) { return true }
      isFull = !add(entry, feed: row.integer(11))
      return !isFull
    }
    while !isFull, let read = reads.popLast() { isFull = !add(read, feed: place.feed) }
    return rows
  }

  /// - Parameter customer: only what told of this one; looked for in each line, since an index by customer would make
  ///   the line of a device's first pull a thousand lines.
  private func auditedReads(
    _ request: ListAuditEntriesRequest, of customer: (high: UInt64, low: UInt64)?, before: Int64,
    by principals: Set<PrincipalID>?, _ page: Page
  ) throws(Status) -> [AuditEntry] {
    var entries: [AuditEntry] = []
    let subject = customer.map { CustomerID(high: $0.high, low: $0.low) }
    try each(
      """
      SELECT a.seq, a.at, a.principal, a.method, a.read, NULL, 0, a.request_id, a.peer, a.reason,
        '', 0, a.subjects
      FROM audit a
      WHERE a.read IS NOT NULL AND a.seq < $1 AND ($2 = 0 OR a.read = $2) AND a.at >= $3
        AND a.at < $4 AND ($5 = $6 OR a.principal = $5)
      ORDER BY a.seq DESC
      """, request.arguments(before: before)
    ) { (row) throws(Status) in
      var entry = AuditEntry(row)
      guard principals?.contains(entry.principalID) ?? true else { return true }
      if let subject {
        guard row.names(subject, 12) else { return true }
        (entry.entityType, entry.entityID) = (.customer, subject.description)
      }
      entries.append(entry)
      return entries.count <= page.size
    }
    return entries
  }

  private static let everyEntity: SQL = """
    SELECT a.seq, f.at, a.principal, a.method, f.entity, f.key, f.version, a.request_id, a.peer,
      a.reason, f.fields, f.seq
    FROM feed f JOIN audit a ON a.seq = f.audit
    WHERE f.seq < $1 AND ($2 = 0 OR f.entity = $2) AND f.at >= $3 AND f.at < $4
      AND ($5 = $6 OR a.principal = $5)
    ORDER BY f.seq DESC
    """

  private static let oneEntity: SQL = """
    SELECT a.seq, f.at, a.principal, a.method, f.entity, f.key, f.version, a.request_id, a.peer,
      a.reason, f.fields, f.seq
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

extension ListAuditEntriesRequest {
  /// What all statements here are bound to, from $1 on.
  fileprivate func arguments(before place: Int64) -> [Value] {
    [
      .integer(place), .enumeration(entityType), .integer(fromTime?.microseconds ?? .min),
      .integer(toTime?.microseconds ?? .max), .place(principalID), .place(PrincipalID()),
    ]
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
    if !row.isNull(5) {
      entityID = FeedKey.text(row.id(5, of: ID<Entity.Request>.self), entityType)
    }
    version = row.integer(6)
    requestID = row.id(7)
    peer = row.text(8)
    reason = row.text(9)
    changedFields = row.text(10).split(separator: ",").map(String.init)
  }
}

extension Row {
  /// Whether a customer is among those whom a line of the log names, one key after the other.
  fileprivate func names(_ customer: CustomerID, _ column: Int) -> Bool {
    let keys = raw(column)
    return stride(from: 0, to: keys.count - 15, by: 16).contains { place in
      CustomerID(bytes: UnsafeRawBufferPointer(rebasing: keys[place..<place + 16])) == customer
    }
  }
}
