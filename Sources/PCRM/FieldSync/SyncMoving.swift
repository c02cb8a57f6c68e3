import PCRMCore
import PCRMModel
import Storage

extension Writer {
  /// Writer time of one step, as everything done by the clock has it.
  static let syncStepNanoseconds = UInt64(JobRunner.stepMillisecondsMax) * 1_000_000
  /// Rows that one step tells devices of: what is gathered is written at the end of the step, which the clock does not
  /// see coming, and costs up to a tenth of a millisecond each.
  static let syncStepRowsMax = 400

  /// Moves somebody's window over visits to where it belongs today, a day at a time: what is on the day that leaves it
  /// goes, and what is on the day that enters it comes.
  ///
  /// - Parameter stopAt: when the step should end.
  /// - Returns: whether the window is where it belongs.
  mutating func moveWindow(of user: SyncUser, stopAt: Instant) throws(Status) -> Bool {
    #if SYNC_FAULTS
    if SyncFault.isPlanted(.noWindowTimer) { return true }
    #endif
    let target = SyncWindow(at: now)
    var moved = user
    var follower = SyncFollower()
    while moved.day != target.day {
      let earlier = moved.window
      moved.day += moved.day < target.day ? 1 : -1
      for edge in SyncWindow.edges(earlier, moved.window) {
        for visit in try reader.visits(of: user.staff, from: edge.lowerBound, to: edge.upperBound) {
          try follower.follow(visit, only: moved, &self)
        }
      }
      if Instant.now() >= stopAt || follower.count >= Self.syncStepRowsMax { break }
    }
    if moved.day != user.day {
      try store(moved)
      try follower.settle(&self)
    }
    return moved.day == target.day
  }

  /// One step of bringing what somebody carries up to date with the day, with what was not gathered yet, and with forms
  /// of which a round is under way.
  ///
  /// - Returns: whether there is nothing more to do.
  mutating func catchUp(_ staff: StaffID, stopAt: Instant) throws(Status) -> Bool {
    guard let user = try reader.syncUser(staff), user.state != .leaving else { return true }
    guard try moveWindow(of: user, stopAt: stopAt) else { return false }
    if user.state == .gathering, let moved = try reader.syncUser(staff) {
      return try gather(for: moved, stopAt: stopAt)
    }
    if try reader.awaitsForms(staff) {
      var follower = SyncFollower()
      try follower.followForms(of: staff, &self)
      try follower.settle(&self)
    }
    return true
  }
}

extension Reader {
  /// The visits of some time on which somebody goes or takes part.
  fileprivate func visits(
    of staff: StaffID, from: Int64, to: Int64
  ) throws(Status) -> [VisitID] {
    try all(
      """
      SELECT id FROM visit WHERE staff = $1 AND starts_at >= $2 AND starts_at < $3
      UNION ALL
      SELECT visit FROM visit_company WHERE staff = $1 AND starts_at >= $2 AND starts_at < $3
      """, .id(staff), .integer(from), .integer(to)
    ) { $0.id(0) }
  }
}
