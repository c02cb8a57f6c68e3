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
  /// Up to where the sequence had come when this run ended; nil when the store knows of no such run.
  func syncLifeEnd(_ life: Int64) throws(Status) -> Int64? {
    try first("SELECT until_seq FROM sync_life WHERE life = $1", .integer(life)) { $0.integer(0) }
  }
}
