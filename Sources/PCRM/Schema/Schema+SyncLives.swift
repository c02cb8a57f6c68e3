import Storage

extension Schema {
  /// Which runs of the server gave out places in the sequence of field sync.
  ///
  /// `life` in `sync_state` is of the run under way; a line here is a run that has ended, and how far the sequence had
  /// come. A file that somebody put back knows nothing of the runs after it was copied, nor of what the run under which
  /// it was copied gave out later.
  static let syncLives = Step(
    "runs of field sync",
    [
      "ALTER TABLE sync_state ADD COLUMN life {bigint} NOT NULL DEFAULT 0",
      """
      CREATE TABLE sync_life (
        life {bigint} PRIMARY KEY NOT NULL,
        until_seq {bigint} NOT NULL CHECK (until_seq >= 0)
      ) {clustered}
      """,
    ])
}
