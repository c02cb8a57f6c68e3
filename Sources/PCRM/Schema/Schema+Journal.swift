import Storage

extension Schema {
  /// What is written beside every change: who did it, what changed, and what a repeat is answered.
  ///
  /// All three grow at their end: keys in random order would cost a write three quarters of its speed.
  static let journal = Step(
    "journal",
    [
      """
      CREATE TABLE audit (
        seq {identity},
        at {bigint} NOT NULL,
        principal {key} NOT NULL CHECK (length(principal) = 16),
        method TEXT NOT NULL CHECK (length(method) > 0),
        request_id {key} CHECK (length(request_id) = 16),
        peer TEXT NOT NULL,
        reason TEXT NOT NULL,
        subjects {bytes} NOT NULL,
        read {bigint} CHECK (read > 0)
      ) {strict}
      """,
      "CREATE INDEX audit_of_reads ON audit (seq) WHERE read IS NOT NULL",
      """
      CREATE TABLE feed (
        seq {identity},
        audit {bigint} NOT NULL REFERENCES audit (seq),
        entity {bigint} NOT NULL CHECK (entity > 0),
        key {key} NOT NULL CHECK (length(key) = 16),
        version {bigint} NOT NULL CHECK (version > 0),
        kind {bigint} NOT NULL CHECK (kind BETWEEN 1 AND 4),
        fields TEXT NOT NULL,
        at {bigint} NOT NULL
      ) {strict}
      """,
      "CREATE INDEX feed_by_key ON feed (key, seq)",
      """
      CREATE TABLE request_key (
        seq {identity},
        request_id {key} NOT NULL CHECK (length(request_id) = 16),
        principal {key} NOT NULL CHECK (length(principal) = 16),
        method TEXT NOT NULL CHECK (length(method) > 0),
        payload {bytes} NOT NULL CHECK (length(payload) = 32),
        answer {bytes} NOT NULL,
        created_at {bigint} NOT NULL,
        UNIQUE (request_id, principal, method)
      ) {strict}
      """,
    ])
}
