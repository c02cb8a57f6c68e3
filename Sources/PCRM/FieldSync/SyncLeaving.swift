import PCRMCore
import PCRMModel
import Storage

/// Clears away what a member of staff carried whose last device is out of service, in short steps.
enum SyncLeaving {
  static let kind: TimerKind = "sync_leaving"
  /// Rows that go between two looks at the clock: some milliseconds of the writer.
  private static let batch: Int64 = 100

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    guard let staff = timer.key.withUnsafeBytes({ StaffID(bytes: $0) }) else { return .done }
    while true {
      // Whoever has said hello meanwhile stays.
      guard try writer.reader.syncUser(staff)?.state == .leaving else { return .done }
      if try clear(staff, writer) < batch { break }
      if timer.isOverTime { return .again(at: writer.now) }
    }
    try writer.execute("DELETE FROM sync_user WHERE staff = $1", .id(staff))
    try writer.countSyncUsers()
    return .done
  }

  private static func clear(_ staff: StaffID, _ writer: Writer) throws(Status) -> Int64 {
    let rows = try writer.reader.all(
      "SELECT entity, id FROM sync_feed WHERE staff = $1 LIMIT $2", .id(staff), .integer(batch)
    ) { (row) in CarriedRow(staff, row.enumeration(0), row.id(1, of: SyncRowID.self)) }
    for row in rows {
      for table in ["sync_scope", "sync_feed"] {
        try writer.execute(
          SQL(built: "DELETE FROM \(table) WHERE staff = $1 AND entity = $2 AND id = $3"),
          .id(row.staff), .enumeration(row.entity), .place(row.id))
      }
    }
    return Int64(rows.count)
  }
}

extension Writer {
  /// Begins to clear away what somebody carried, when no device needs it any more.
  func leaveIfLast(_ staff: StaffID) throws(Status) {
    guard try reader.activeDeviceCount(of: staff) == 0 else { return }
    try execute("UPDATE sync_user SET state = 3 WHERE staff = $1", .id(staff))
    try schedule(SyncLeaving.kind, key: staff.position, at: now)
  }
}
