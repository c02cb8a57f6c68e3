import CSQLite
import Dispatch
import PCRMCore
import Synchronization

/// Moves committed pages from the write-ahead log into the database file, on a connection and a thread of its own.
///
/// Passive checkpoints wait for nobody and hold up nobody; but while writers never rest the log then never starts
/// over, so past a second bound the writer waits for one, which finds only what came in since the last.
final class Checkpointer: Sendable {
  /// Pages that the writer may wait for: some milliseconds.
  private static let heldPagesMax = 500
  /// Held by the writer during a group, and by a checkpoint that must find no new pages.
  let gate = Mutex(())
  private let options: SQLiteOptions
  private let counters: StorageCounters
  private let wake = DispatchSemaphore(value: 0)
  private let isAsked = Atomic(false)
  private let isClosed = Atomic(false)
  /// The size of the log, in pages, at which the next checkpoint is due.
  private let dueAt: Atomic<Int>

  init(options: SQLiteOptions, counters: StorageCounters) {
    self.options = options
    self.counters = counters
    dueAt = Atomic(options.checkpointPages)
  }

  /// Hears of each commit of `connection`, which must not outlive this object.
  func watch(_ connection: SQLiteConnection) {
    sqlite3_wal_hook(
      connection.handle,
      { context, _, _, pages in
        guard let context else { return SQLITE_OK }
        Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue().committed(Int(pages))
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func committed(_ pages: Int) {
    let before = counters.logPages.exchange(pages, ordering: .relaxed)
    if pages < before {
      dueAt.store(options.checkpointPages, ordering: .relaxed)
      counters.movedPages.store(0, ordering: .relaxed)
    }
    if pages >= dueAt.load(ordering: .relaxed) { ask() }
  }

  /// Sees to it that a pass is made soon.
  func ask() {
    if !isAsked.exchange(true, ordering: .acquiringAndReleasing) { wake.signal() }
  }

  /// The thread's work, until ``close()``.
  func run(_ connection: SQLiteConnection) {
    // The log is not truncated while someone holds it: it starts over by itself.
    sqlite3_busy_timeout(connection.handle, 0)
    var wasIdle = true
    while true {
      let isIdle = wake.wait(timeout: wasIdle ? .distantFuture : .now() + .seconds(1)) == .timedOut
      if isClosed.load(ordering: .acquiring) { return }
      isAsked.store(false, ordering: .releasing)
      var left = pass(connection, SQLITE_CHECKPOINT_PASSIVE)
      let isLong = counters.logPages.value >= options.checkpointPagesMax
      // While less comes in each time, the writer need not wait for what came in during the first pass.
      var before = Int.max
      while isLong && !isIdle && left > Self.heldPagesMax && left < before / 2 {
        before = left
        left = pass(connection, SQLITE_CHECKPOINT_PASSIVE)
      }
      if isLong && isIdle {
        pass(connection, SQLITE_CHECKPOINT_TRUNCATE)
      } else if isLong && left > 0 {
        gate.withLock { _ in _ = pass(connection, SQLITE_CHECKPOINT_PASSIVE) }
        counters.heldCheckpoints.count()
      }
      wasIdle = isIdle
    }
  }

  /// Moves what can be moved.
  ///
  /// - Returns: how many pages came in meanwhile.
  @discardableResult
  private func pass(_ connection: SQLiteConnection, _ mode: Int32) -> Int {
    var inLog: Int32 = 0
    var moved: Int32 = 0
    let code = sqlite3_wal_checkpoint_v2(connection.handle, nil, mode, &inLog, &moved)
    guard code == SQLITE_OK || code & 0xff == SQLITE_BUSY else {
      options.report("sqlite \(code): the checkpoint failed and is tried again")
      return 0
    }
    counters.movedPages.store(max(0, Int(moved)), ordering: .relaxed)
    if mode == SQLITE_CHECKPOINT_TRUNCATE && code == SQLITE_OK {
      counters.logPages.store(0, ordering: .relaxed)
      counters.movedPages.store(0, ordering: .relaxed)
    }
    // Counted from where the log stands, not from what was moved: a reader that holds an old moment would otherwise
    // have every commit ask again.
    let pages = counters.logPages.value
    dueAt.store(pages + options.checkpointPages, ordering: .relaxed)
    counters.checkpoints.count()
    return max(0, pages - Int(moved))
  }

  /// Ends the thread's work.
  func close() {
    isClosed.store(true, ordering: .releasing)
    wake.signal()
  }
}
