public import PCRMCore
public import Storage

/// Where the sequence of field sync stands: one row for the whole store.
struct SyncState {
  /// The newest number that was given out.
  let seq: Int64
  /// Up to where a backup elsewhere is known to hold everything.
  let backedUpSeq: Int64
  /// Removals up to here are forgotten: a cursor before it cannot go on.
  let floorSeq: Int64
  /// Where the rules of visits last changed, for everybody.
  let rulesSeq: Int64
  /// How many members of staff carry anything.
  let users: Int64
  /// The run of the server that is under way; 0 = none has begun yet.
  let life: Int64
}

extension Reader {
  func syncState() throws(Status) -> SyncState {
    let state = try first(
      "SELECT seq, backed_up_seq, floor_seq, rules_seq, users, life FROM sync_state WHERE one = 1"
    ) { row in
      SyncState(
        seq: row.integer(0), backedUpSeq: row.integer(1), floorSeq: row.integer(2),
        rulesSeq: row.integer(3), users: row.integer(4), life: row.integer(5))
    }
    guard let state else { throw .internalError }
    return state
  }

  /// Place of the newest change in the sequence of field sync.
  public func syncSequence() throws(Status) -> Int64 { try syncState().seq }
}

extension Writer {
  /// Takes numbers of the sequence. The row stays locked until the commit, so that the order of the numbers is the order
  /// of the commits: nobody sees a number before all lower ones are there.
  ///
  /// - Returns: the first of them; the others follow it.
  func nextSyncSeq(count: Int64 = 1) throws(Status) -> Int64 {
    #if SYNC_FAULTS
    if SyncFault.isPlanted(.sequenceBeforeCommit) { return try numberGivenOutEarly(count) }
    #endif
    return try raiseSyncSeq(by: count) - count + 1
  }

  private func raiseSyncSeq(by count: Int64) throws(Status) -> Int64 {
    var last: Int64 = 0
    try connection.run(
      "UPDATE sync_state SET seq = seq + $1 WHERE one = 1 RETURNING seq", [.integer(count)]
    ) { (row) throws(Status) in
      last = row.integer(0)
      return true
    }
    return last
  }

  #if SYNC_FAULTS
  /// Every third time numbers that were drawn before the last commit: they become visible after higher ones.
  private func numberGivenOutEarly(_ count: Int64) throws(Status) -> Int64 {
    let gap: Int64 = 8
    let last = try raiseSyncSeq(by: count + gap)
    let before = last - count - gap
    return count <= gap && before > gap && before % 3 == 0 ? before - gap + 1 : before + 1
  }
  #endif
}
