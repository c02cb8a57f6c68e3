package import PCRMCore
package import ProtobufCodec

/// Brings a store's schema up to date, and notices what it must not touch.
package struct Migrator {
  private let connection: any Connection
  private let dialect: Dialect
  private let migrations: [Migration]

  package init(_ connection: any Connection, _ dialect: Dialect, _ migrations: [Migration]) {
    self.connection = connection
    self.dialect = dialect
    self.migrations = migrations
  }

  /// Applies what is missing, each migration in a transaction of its own.
  ///
  /// - Throws: `failedPrecondition` when the store is newer than the program (SCHEMA_NEWER) or a released migration
  ///   was edited (SCHEMA_CHANGED).
  /// - Returns: how many were applied.
  @discardableResult
  package func migrate(at now: Timestamp) throws(Status) -> Int {
    try execute(
      """
      CREATE TABLE IF NOT EXISTS schema_migration (
        number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, applied_at \
      \(dialect == .sqlite ? "INTEGER" : "BIGINT") NOT NULL)\(dialect == .sqlite ? " STRICT" : "")
      """)
    let applied = try check()
    for migration in migrations.dropFirst(applied) {
      try execute(dialect == .sqlite ? "BEGIN IMMEDIATE" : "BEGIN")
      do throws(Status) {
        for text in try migration.texts(for: dialect) { try execute(text) }
        try execute(
          "INSERT INTO schema_migration (number, name, hash, applied_at) VALUES ($1, $2, $3, $4)",
          .integer(Int64(migration.number)), .text(migration.name),
          .text(migration.hash(for: dialect)), .time(now))
        try execute("COMMIT")
      } catch {
        try? execute("ROLLBACK")
        throw error
      }
    }
    return migrations.count - applied
  }

  /// Compares what was applied with what this program knows.
  ///
  /// - Returns: how many of the program's migrations are applied.
  package func check() throws(Status) -> Int {
    for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
      throw Status(
        .internal,
        "migration \(migration.number) (\(migration.name)) stands where \(index + 1) is due")
    }
    var applied: [(number: Int, name: String, hash: String)] = []
    try connection.run(
      "SELECT number, name, hash FROM schema_migration ORDER BY number", []
    ) { (row) throws(Status) in
      applied.append((Int(row.integer(0)), row.text(1), row.text(2)))
      return true
    }
    if let last = applied.last, last.number > migrations.count {
      throw .precondition(
        "SCHEMA_NEWER", "data",
        "written by a newer version: its schema is \(last.number), this program knows "
          + "\(migrations.count); start the newer program, or restore a backup made by this one")
    }
    for (index, row) in applied.enumerated() {
      let known = migrations[index]
      guard row.number == known.number, row.hash == known.hash(for: dialect) else {
        throw .precondition(
          "SCHEMA_CHANGED", "data",
          "migration \(row.number) (\(row.name)) is not the text that this program holds as "
            + "\(known.number) (\(known.name)); a released migration never changes, add a new one")
      }
    }
    return applied.count
  }

  private func execute(_ text: String, _ arguments: Value...) throws(Status) {
    try connection.run(SQL(built: text), arguments) { (_) throws(Status) in true }
  }
}
