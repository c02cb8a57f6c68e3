/// How one database is set up; the defaults suit a server.
public struct SQLiteOptions: Sendable {
  /// The writer's page cache.
  public var writerCacheBytes = 32 << 20
  /// Each reader's page cache; most of what readers see comes from the memory map instead.
  public var readerCacheBytes = 4 << 20
  /// How much of the file is mapped into memory; SQLite as Debian builds it stops at 2 GiB.
  public var mappedBytes = 2 << 30
  /// Pages in the write-ahead log that wake the checkpointer.
  public var checkpointPages = 4000
  /// Pages in the write-ahead log past which the writer waits for one short checkpoint, so that the log starts over.
  public var checkpointPagesMax = 16_000
  /// Reads waiting for the pool; past it a read is refused.
  public var scanQueueMax = 1024
  /// How long an other process may hold the database before a statement fails with `unavailable`.
  public var busyMilliseconds = 5000
  /// Where faults are told that no caller hears of: codes and statements' texts, never their values.
  public var report: @Sendable (String) -> Void = { _ in }
  /// Told the text of every statement that is run, for tests that count them.
  public var record: (@Sendable (String) -> Void)?
  /// The name of the file system layer that SQLite goes through, for tests that break it.
  package var fileSystem: String?

  public init() {}
}
