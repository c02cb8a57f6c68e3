import PCRMCore
import Storage

/// One run of the server, as far as field sync is concerned: cursors name the run that made them.
///
/// An epoch is renewed only by those who know that they put a backup in the place of the store. A file that was copied
/// back by hand, or a disk that was set back, looks like the store; devices that had seen more would believe that they
/// have it all. What no such file can hold is the random name of a later run.
extension Writer {
  /// Begins a run: once for each start of a server, before it answers anybody.
  mutating func beginSyncLife() throws(Status) {
    // Whoever holds a cursor of that age begins anew in any case.
    try execute(
      "DELETE FROM sync_life WHERE until_seq < (SELECT floor_seq FROM sync_state WHERE one = 1)")
    try execute(
      """
      INSERT INTO sync_life (life, until_seq)
      SELECT life, seq FROM sync_state WHERE one = 1
      """)
    try execute(
      "UPDATE sync_state SET life = $1 WHERE one = 1", .integer(.random(in: 1...Int64.max)))
  }
}

extension Reader {
  /// Up to where the sequence had come when the run ended that made a cursor; nil when the store knows of no such run, or
  /// does not remember that it handed the device what it has: such rows would leave without a word.
  func syncLifeEnd(of cursor: SyncCursor) throws(Status) -> Int64? {
    try first(
      """
      SELECT l.until_seq FROM sync_life l CROSS JOIN device d
      WHERE l.life = $1 AND d.id = $2 AND d.passed_seq >= $3
      """, .integer(cursor.life), .id(cursor.device), .integer(cursor.passed)
    ) { $0.integer(0) }
  }
}
