import PCRMCore
import PCRMModel
import Storage

/// A member of staff who carries rows on devices.
struct SyncUser {
  enum State: Int64 {
    /// What is carried is still being gathered.
    case gathering = 1
    /// All that is to be carried is there.
    case ready = 2
    /// Nobody needs it any more: it is being cleared away.
    case leaving = 3
  }

  let staff: StaffID
  var state: State
  /// The day in Seoul, counted from 1970, for which the window over visits stands.
  var day: Int64
  /// The place in the sequence before which no cursor counts.
  let since: Int64
  /// The last place at which a row left without a word, because no device had seen it.
  let droppedSeq: Int64
  let rowCount: Int64
  /// Where gathering goes on.
  var place: [UInt8]

  fileprivate init(_ row: any Row) throws(Status) {
    guard let state = State(rawValue: row.integer(1)) else { throw .internalError }
    staff = row.id(0)
    self.state = state
    day = row.integer(2)
    since = row.integer(3)
    droppedSeq = row.integer(4)
    rowCount = row.integer(5)
    place = row.bytes(6)
  }

  /// The window over visits.
  var window: SyncWindow { SyncWindow(day: day) }
}

extension Reader {
  /// What is known of somebody who carries rows; nil for everybody else.
  func syncUser(_ staff: StaffID) throws(Status) -> SyncUser? {
    try first(
      """
      SELECT staff, state, day, since, dropped_seq, row_count, place FROM sync_user
      WHERE staff = $1
      """, .id(staff)
    ) { (row) throws(Status) in try SyncUser(row) }
  }

  /// Everybody who carries rows, after a place in the order of keys.
  func syncUsers(after staff: StaffID, most: Int64) throws(Status) -> [SyncUser] {
    try all(
      """
      SELECT staff, state, day, since, dropped_seq, row_count, place FROM sync_user
      WHERE staff > $1 ORDER BY staff LIMIT $2
      """, .place(staff), .integer(most)
    ) { (row) throws(Status) in try SyncUser(row) }
  }

  /// The windows of everybody, from the earliest beginning to the latest end, in microseconds.
  func widestSyncWindow() throws(Status) -> Range<Int64> {
    // Each of the two is one look at an index, however many carry something.
    let days = try first(
      "SELECT (SELECT min(day) FROM sync_user), (SELECT max(day) FROM sync_user)"
    ) { (row) -> (Int64, Int64)? in
      row.isNull(0) ? nil : (row.integer(0), row.integer(1))
    }
    guard let (earliest, latest) = days ?? nil else { return 0..<0 }
    return SyncWindow(day: earliest).from..<SyncWindow(day: latest).before
  }
}

extension Writer {
  /// Lets somebody carry rows from now on; what they are is still to be gathered. Cursors from before do not count.
  func enrol(_ staff: StaffID) throws(Status) {
    let since = try nextSyncSeq()
    try execute(
      """
      INSERT INTO sync_user (staff, state, day, since, dropped_seq, row_count, place)
      VALUES ($1, 1, $2, $3, 0, 0, $4)
      ON CONFLICT (staff) DO UPDATE SET state = 1, since = excluded.since, place = excluded.place,
        row_count = (SELECT count(*) FROM (
          SELECT DISTINCT entity, id FROM sync_scope WHERE staff = $1) carried)
      """, .id(staff), .integer(SyncWindow(at: now).day), .integer(since), .blob([]))
    try countSyncUsers()
  }

  /// Brings the number that tells everybody whether field sync has to be looked at up to date.
  func countSyncUsers() throws(Status) {
    try execute("UPDATE sync_state SET users = (SELECT count(*) FROM sync_user) WHERE one = 1")
  }

  func store(_ user: SyncUser) throws(Status) {
    try execute(
      "UPDATE sync_user SET state = $2, day = $3, place = $4 WHERE staff = $1", .id(user.staff),
      .integer(user.state.rawValue), .integer(user.day), .blob(user.place))
  }
}
