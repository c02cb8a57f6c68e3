import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What field sync does by the clock.
enum SyncTimers {
  private static let window: TimerKind = "sync_window"
  private static let retention: TimerKind = "sync_retention"
  /// Days for which it is kept that a row was removed.
  static let removalDays: Int64 = 90
  /// Removals that go between two looks at the clock: about a millisecond of the writer.
  private static let batch: Int64 = 100

  static func handle(_ runner: JobRunner, report: @escaping @Sendable (String) -> Void) {
    runner.handle(SyncErasure.kind, SyncErasure.step)
    runner.handle(SyncLeaving.kind, SyncLeaving.step)
    runner.handle(SyncPartsRound.kind, SyncPartsRound.step)
    runner.handle(SyncFormRound.kind, SyncFormRound.step)
    runner.handle(retention, forgetRemovals)
    runner.handle(window, moveWindows(report))
  }

  /// Sets the timers that a store always has.
  static func set(_ writer: Writer) throws(Status) {
    try writer.scheduleIfMissing(window, at: writer.now)
    try writer.scheduleIfMissing(retention, at: writer.now)
  }

  /// Moves everybody's window over visits to the new day, and tells who carries more than a device is made for.
  private static func moveWindows(_ report: @escaping @Sendable (String) -> Void) -> JobRunner.Step
  {
    { (timer, writer) throws(Status) in
      #if SYNC_FAULTS
      if SyncFault.isPlanted(.noWindowTimer) { return .again(at: nextMidnight(writer.now)) }
      #endif
      var place = timer.payload.withUnsafeBytes { StaffID(bytes: $0) } ?? StaffID()
      while true {
        let users = try writer.reader.syncUsers(after: place, most: 20)
        for user in users where user.state != .leaving {
          guard try writer.moveWindow(of: user, stopAt: timer.stopAt) else {
            return .again(at: writer.now, payload: place.position)
          }
          place = user.staff
          if user.rowCount > Int64(SyncLimits.standard.rowsAdvisedMax) {
            report("field sync: \(user.staff) carries \(user.rowCount) rows")
          }
          if timer.isOverTime { return .again(at: writer.now, payload: place.position) }
        }
        guard let last = users.last else { return .again(at: nextMidnight(writer.now)) }
        place = last.staff
      }
    }
  }

  /// The next midnight in Seoul.
  private static func nextMidnight(_ now: Timestamp) -> Timestamp {
    BusinessDay.beginning(of: BusinessDay.today(now).next)
  }

  /// Forgets removals of long ago. The floor below which no cursor counts rises with them, in one transaction.
  private static let forgetRemovals: JobRunner.Step = { (timer, writer) throws(Status) in
    let oldest = writer.now.adding(seconds: -removalDays * 86_400)
    while true {
      let gone = try writer.reader.all(
        """
        SELECT staff, seq FROM sync_feed WHERE kind = 2 AND at <= $1 ORDER BY at LIMIT $2
        """, .time(oldest), .integer(batch)
      ) { (staff: $0.id(0, of: StaffID.self), seq: $0.integer(1)) }
      for line in gone {
        try writer.execute(
          "DELETE FROM sync_feed WHERE staff = $1 AND seq = $2", .id(line.staff),
          .integer(line.seq))
      }
      if let floor = gone.map(\.seq).max(), !floorStays {
        try writer.execute(
          "UPDATE sync_state SET floor_seq = max(floor_seq, $1) WHERE one = 1", .integer(floor))
      }
      if gone.count < batch { break }
      if timer.isOverTime { return .again(at: writer.now) }
    }
    return .again(at: writer.now.adding(seconds: 86_400))
  }

  /// A planted fault: the floor would rise in another transaction, before which the server stops.
  private static var floorStays: Bool {
    #if SYNC_FAULTS
    return SyncFault.isPlanted(.floorNotAtomic)
    #else
    return false
    #endif
  }
}
