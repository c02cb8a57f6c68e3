import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Changes of what is carried, inside one transaction: reasons are stored at once, and what devices are to hear of it is
/// gathered, so that a row that changed often is told once.
struct SyncBatch {
  private enum Kind: Int64 {
    case upsert = 1
    case remove = 2
  }

  private var kinds: [CarriedRow: Kind] = [:]
  private var order: [CarriedRow] = []
  private var rowCounts: [StaffID: Int64] = [:]
  private var passed: [StaffID: Int64] = [:]

  var count: Int { order.count }

  /// Brings the reasons for a row to what they are now. A row with a reason is told, for it may have changed.
  mutating func set(
    _ row: CarriedRow, from before: Set<SyncReason>, to after: Set<SyncReason>,
    _ writer: inout Writer
  ) throws(Status) {
    for reason in before where !after.contains(reason) { try delete(reason, row, writer) }
    for reason in after where !before.contains(reason) { try insert(reason, row, writer) }
    if after.isEmpty {
      if !before.isEmpty { leave(row) }
      return
    }
    if before.isEmpty { rowCounts[row.staff, default: 0] += 1 }
    touch(row)
  }

  /// Gives one more reason for a row, which is told if it is the first.
  mutating func add(
    _ reason: SyncReason, to row: CarriedRow, _ writer: inout Writer
  ) throws(Status) {
    let isCarried = try writer.reader.isCarried(row)
    guard try insert(reason, row, writer), !isCarried else { return }
    rowCounts[row.staff, default: 0] += 1
    touch(row)
  }

  /// Takes one reason for a row back; the row goes with the last.
  mutating func remove(
    _ reason: SyncReason, from row: CarriedRow, _ writer: inout Writer
  ) throws(Status) {
    guard try delete(reason, row, writer) else { return }
    #if SYNC_FAULTS
    if SyncFault.isPlanted(.removeOnFirstReason) { return leave(row) }
    #endif
    if try !writer.reader.isCarried(row) { leave(row) }
  }

  /// Tells that a row has changed.
  mutating func touch(_ row: CarriedRow) { note(row, .upsert) }

  private mutating func leave(_ row: CarriedRow) {
    rowCounts[row.staff, default: 0] -= 1
    note(row, .remove)
  }

  private mutating func note(_ row: CarriedRow, _ kind: Kind) {
    if kinds.updateValue(kind, forKey: row) == nil { order.append(row) }
  }

  @discardableResult
  private func insert(
    _ reason: SyncReason, _ row: CarriedRow, _ writer: Writer
  ) throws(Status) -> Bool {
    try writer.execute(
      """
      INSERT INTO sync_scope (staff, entity, id, reason) VALUES ($1, $2, $3, $4)
      ON CONFLICT (staff, entity, id, reason) DO NOTHING
      """, .id(row.staff), .enumeration(row.entity), .place(row.id), reason.value) > 0
  }

  @discardableResult
  private func delete(
    _ reason: SyncReason, _ row: CarriedRow, _ writer: Writer
  ) throws(Status) -> Bool {
    try writer.execute(
      "DELETE FROM sync_scope WHERE staff = $1 AND entity = $2 AND id = $3 AND reason = $4",
      .id(row.staff), .enumeration(row.entity), .place(row.id), reason.value) > 0
  }

  /// Writes down what devices are to hear.
  mutating func flush(_ writer: inout Writer) throws(Status) {
    guard !order.isEmpty else { return }
    var seq = try writer.nextSyncSeq(count: Int64(order.count))
    for row in order {
      if kinds[row] == .remove {
        try remove(row, seq, &writer)
      } else {
        try upsert(row, seq, writer)
        writer.tell(NewsTopic(row.staff))
      }
      seq += 1
    }
    for (staff, count) in rowCounts where count != 0 {
      try writer.execute(
        "UPDATE sync_user SET row_count = row_count + $2 WHERE staff = $1", .id(staff),
        .integer(count))
    }
    self = SyncBatch()
  }

  private func upsert(_ row: CarriedRow, _ seq: Int64, _ writer: Writer) throws(Status) {
    try writer.execute(
      """
      INSERT INTO sync_feed (staff, entity, id, seq, kind, at, first_seq)
      VALUES ($1, $2, $3, $4, 1, $5, $4)
      ON CONFLICT (staff, entity, id) DO UPDATE
      SET seq = excluded.seq, kind = 1, at = excluded.at
      """, .id(row.staff), .enumeration(row.entity), .place(row.id), .integer(seq),
      .time(writer.now))
  }

  /// A row that was never handed to a device leaves without a word: its id tells nobody anything.
  private mutating func remove(
    _ row: CarriedRow, _ seq: Int64, _ writer: inout Writer
  ) throws(Status) {
    let passed = try passed(by: row.staff, writer)
    let told = try writer.execute(
      """
      UPDATE sync_feed SET seq = $4, kind = 2, at = $5
      WHERE staff = $1 AND entity = $2 AND id = $3 AND first_seq <= $6
      """, .id(row.staff), .enumeration(row.entity), .place(row.id), .integer(seq),
      .time(writer.now), .integer(passed))
    if told > 0 { return writer.tell(NewsTopic(row.staff)) }
    let dropped = try writer.execute(
      "DELETE FROM sync_feed WHERE staff = $1 AND entity = $2 AND id = $3", .id(row.staff),
      .enumeration(row.entity), .place(row.id))
    // A page that is on its way with the row is void.
    if dropped > 0 {
      try writer.execute(
        "UPDATE sync_user SET dropped_seq = $2 WHERE staff = $1", .id(row.staff), .integer(seq))
    }
  }

  private mutating func passed(by staff: StaffID, _ writer: Writer) throws(Status) -> Int64 {
    if let known = passed[staff] { return known }
    let found = try writer.reader.first(
      "SELECT coalesce(max(passed_seq), 0) FROM device WHERE staff = $1 AND state = 1",
      .id(staff)
    ) { $0.integer(0) }
    passed[staff] = found ?? 0
    return found ?? 0
  }
}

extension Reader {
  /// Whether somebody carries a row, by what is stored.
  func isCarried(_ row: CarriedRow) throws(Status) -> Bool {
    try first(
      "SELECT 1 FROM sync_scope WHERE staff = $1 AND entity = $2 AND id = $3 LIMIT 1",
      .id(row.staff), .enumeration(row.entity), .place(row.id)
    ) { _ in true } ?? false
  }

  /// Who carries a row, and why, by what is stored.
  func carriers(_ entity: EntityType, _ id: SyncRowID) throws(Status) -> [StaffID: Set<SyncReason>]
  {
    var carriers: [StaffID: Set<SyncReason>] = [:]
    try each(
      "SELECT staff, reason FROM sync_scope WHERE entity = $1 AND id = $2",
      [.enumeration(entity), .place(id)]
    ) { (row) throws(Status) in
      carriers[row.id(0), default: []].insert(SyncReason(row, 1))
      return true
    }
    return carriers
  }
}
