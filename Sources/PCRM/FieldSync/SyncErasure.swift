public import PCRMCore
import PCRMModel
import ProtobufCodec
public import Storage

/// Erases what field sync keeps of a customer: what waits in quarantine, the values of conflicts, notes, files, and what
/// was answered about them and is kept for repeats. Of the changes themselves there is nothing but hashes.
///
/// From the transaction that begins it nobody reads any of it. Files may have hundreds of megabytes, so the bytes go
/// afterwards, in short steps, and a server that was stopped goes on with them. The lines of conflicts and of
/// quarantine are there again at the end, without content: what became of a change can be told for as long as its
/// device may ask.
package enum SyncErasure {
  package static let kind: TimerKind = "sync_erasure"
  /// Pieces of files that one transaction removes, 8 MiB at most, and between two looks at the clock.
  static let piecesMax = 32
  private static let piecesAtOnce = 4
  /// Notes, conflicts and items of quarantine that go between two looks at the clock.
  private static let linesAtOnce = 20

  package static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    guard let customer = timer.key.withUnsafeBytes({ CustomerID(bytes: $0) }) else { return .done }
    var pieces = 0
    var isOver = false
    var place = ErasedAnswers(timer.payload)
    repeat {
      if !place.isOver {
        try place.removeSome(of: customer, writer)
      } else if let removed = try removePieces(of: customer, writer) {
        pieces += removed
      } else {
        isOver = try removeLines(of: customer, &writer) == 0
      }
    } while !isOver && pieces < piecesMax && !writer.isStepFull && !timer.isOverTime
    if isOver {
      try writer.execute(
        "UPDATE sync_erasure SET removed_at = $2 WHERE customer = $1", .id(customer),
        .time(writer.now))
    }
    try writer.recordStep("timer/\(kind.rawValue)", subjects: [customer])
    return isOver ? .done : .again(at: writer.now, payload: place.payload)
  }

  /// Removes a few pieces of a file, or a file that has none left.
  ///
  /// - Returns: how many pieces; nil when there is no file.
  private static func removePieces(
    of customer: CustomerID, _ writer: Writer
  ) throws(Status) -> Int? {
    let file = try writer.reader.first(
      "SELECT visit, sha FROM attachment WHERE customer = $1 LIMIT 1", .id(customer)
    ) { (visit: $0.id(0, of: VisitID.self), hash: $0.bytes(1)) }
    guard let file else { return nil }
    let places = try writer.reader.all(
      "SELECT first FROM attachment_chunk WHERE visit = $1 AND sha = $2 LIMIT $3",
      .id(file.visit), .blob(file.hash), .integer(Int64(piecesAtOnce))
    ) { $0.integer(0) }
    for place in places {
      try writer.execute(
        "DELETE FROM attachment_chunk WHERE visit = $1 AND sha = $2 AND first = $3",
        .id(file.visit), .blob(file.hash), .integer(place))
    }
    if places.count < piecesAtOnce {
      try writer.execute(
        "DELETE FROM attachment WHERE visit = $1 AND sha = $2", .id(file.visit),
        .blob(file.hash))
    }
    return places.count
  }

  /// Removes a few notes, and the content of a few conflicts and items of quarantine.
  ///
  /// - Returns: of how many lines.
  private static func removeLines(
    of customer: CustomerID, _ writer: inout Writer
  ) throws(Status) -> Int {
    let most = Value.integer(Int64(linesAtOnce))
    let notes = try writer.execute(
      """
      DELETE FROM visit_note
      WHERE id IN (SELECT id FROM visit_note WHERE customer = $1 LIMIT $2)
      """, .id(customer), most)
    if notes > 0 { return notes }
    let conflicts = try writer.reader.all(
      SQL(
        built: """
          SELECT \(StoredConflict.columns) FROM sync_conflict c
          WHERE c.customer = $1 AND (c.state = 1 OR length(c.parts) > 0) LIMIT $2
          """), .id(customer), most
    ) { (row) throws(Status) in try StoredConflict(row).conflict }
    for conflict in conflicts { try writer.empty(conflict) }
    if !conflicts.isEmpty { return conflicts.count }
    let items = try writer.reader.all(
      SQL(
        built: """
          SELECT \(StoredQuarantineItem.columns) FROM quarantine_item q
          WHERE q.customer = $1 AND (q.state = 1 OR q.mutation IS NOT NULL) LIMIT $2
          """), .id(customer), most
    ) { (row) throws(Status) in try StoredQuarantineItem(row).item }
    for item in items {
      _ = try writer.release(
        item, to: .discarded, reason: "the customer was erased", by: .clock)
    }
    return items.count
  }

  /// What a statement says to leave out the lines of customers who are being erased.
  static func hidesErased(_ column: String) -> String {
    """
    NOT EXISTS (
      SELECT 1 FROM sync_erasure e WHERE e.customer = \(column) AND e.removed_at IS NULL)
    """
  }
}

extension Writer {
  /// Begins to erase what field sync keeps of a customer who is deleted: from now on nobody reads any of it.
  ///
  /// - Throws: `failedPrecondition` for a customer who is not deleted (NOT_DELETED), or whom there is not
  ///   (REFERENCE_MISSING): what would be hidden is what people work with.
  func beginErasure(of customer: CustomerID) throws(Status) {
    let isDeleted = try reader.first(
      "SELECT deleted_at IS NOT NULL FROM customer WHERE id = $1", .id(customer)
    ) { $0.bool(0) }
    guard let isDeleted else {
      throw .precondition("REFERENCE_MISSING", "customer_id", "there is no such customer")
    }
    if !isDeleted {
      throw .precondition(
        "NOT_DELETED", "customer_id", "the customer is not deleted; delete it before it is erased")
    }
    try execute(
      """
      INSERT INTO sync_erasure (customer, erased_at, removed_at) VALUES ($1, $2, NULL)
      ON CONFLICT (customer) DO UPDATE SET erased_at = excluded.erased_at, removed_at = NULL
      """, .id(customer), .time(now))
    try schedule(SyncErasure.kind, key: customer.position, at: now)
  }

  /// Does so as a step of the server's own, with its line in the audit log.
  package mutating func eraseFromSync(_ customer: CustomerID) throws(Status) {
    try beginErasure(of: customer)
    try append(
      AuditLine(
        principal: Caller.clock.principal, method: "erasure", peer: "clock",
        subjects: [customer]))
  }

  /// Takes the content of a conflict out; an open one is over.
  fileprivate mutating func empty(_ stored: SyncConflict) throws(Status) {
    var conflict = stored
    conflict.fields = []
    if stored.state == .open {
      conflict.state = .moot
      conflict.resolveTime = Timestamp(microseconds: now.microseconds)
      conflict.resolvedBy = Caller.clock.principal
    }
    _ = try update(
      conflict,
      fields: stored.state == .open ? "fields,state,resolve_time,resolved_by" : "fields")
  }
}

extension Reader {
  /// Whether a customer is erased: nothing that comes about it is kept.
  func isErased(_ customer: CustomerID) throws(Status) -> Bool {
    try first(
      """
      SELECT 1 FROM sync_erasure e JOIN customer c ON c.id = e.customer
      WHERE e.customer = $1 AND c.deleted_at IS NOT NULL
      """, .id(customer)
    ) { _ in true } ?? false
  }

  /// What is still to be removed of customers who are being erased, a line each, for `pcrmd verify`.
  public func syncErasures() throws(Status) -> [String] {
    try all(
      """
      SELECT e.customer,
        (SELECT count(*) FROM attachment a WHERE a.customer = e.customer),
        (SELECT coalesce(sum(length(c.bytes)), 0) FROM attachment a
          JOIN attachment_chunk c ON c.visit = a.visit AND c.sha = a.sha
          WHERE a.customer = e.customer),
        (SELECT count(*) FROM visit_note n WHERE n.customer = e.customer),
        (SELECT count(*) FROM sync_conflict f
          WHERE f.customer = e.customer AND (f.state = 1 OR length(f.parts) > 0)),
        (SELECT count(*) FROM quarantine_item q
          WHERE q.customer = e.customer AND (q.state = 1 OR q.mutation IS NOT NULL))
      FROM sync_erasure e WHERE e.removed_at IS NULL ORDER BY e.erased_at, e.customer LIMIT 100
      """
    ) { row in
      """
      sync erasure of \(row.id(0, of: CustomerID.self)): still to be removed: \
      \(row.integer(1)) files with \(row.integer(2)) bytes, \(row.integer(3)) notes, \
      \(row.integer(4)) conflicts, \(row.integer(5)) items of quarantine
      """
    }
  }

  /// Erasures that nothing carries on.
  func stuckErasures() throws(Status) -> [String] {
    var findings: [String] = []
    let underWay = try all("SELECT customer FROM sync_erasure WHERE removed_at IS NULL LIMIT 100") {
      $0.id(0, of: CustomerID.self)
    }
    for customer in underWay {
      let timer = try first(
        "SELECT 1 FROM timer WHERE kind = $1 AND key = $2", .text(SyncErasure.kind.rawValue),
        .blob(customer.position)
      ) { _ in true }
      if timer == nil { findings.append("sync erasure of \(customer): nothing carries it on") }
    }
    return findings
  }
}
