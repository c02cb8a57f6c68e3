extension Migration {
  /// What the store itself needs; a program's own migrations follow, numbered on from ``baseCount``.
  public static let base: [Migration] = [
    Migration(
      1, "tables of the store",
      [
        """
        CREATE TABLE meta (
          name TEXT NOT NULL PRIMARY KEY,
          value {bytes} NOT NULL
        ) {clustered}
        """,
        """
        CREATE TABLE timer (
          kind TEXT NOT NULL,
          key {bytes} NOT NULL,
          due_at {bigint} NOT NULL,
          attempts {bigint} NOT NULL DEFAULT 0 CHECK (attempts >= 0),
          payload {bytes} NOT NULL,
          PRIMARY KEY (kind, key)
        ) {clustered}
        """,
        "CREATE INDEX timer_by_due ON timer (due_at)",
      ])
  ]

  /// How many numbers ``base`` takes; it never changes, later tables of the store are numbered like everyone's.
  public static let baseCount = 1
}
