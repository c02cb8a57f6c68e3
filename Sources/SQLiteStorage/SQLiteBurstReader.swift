import CSQLite
import PCRMCore
import ProtobufCodec
import Storage

/// One thread's reader: the first read of a burst opens a snapshot, and the burst's end lets it go.
final class SQLiteBurstReader: BurstReader {
  private let connection: SQLiteConnection
  private let clock: any WallClock
  private let counters: StorageCounters
  private let budget: Budget
  private let guardian: ProgressGuard
  private var now = Timestamp()

  /// What one read may still spend, in thousands of steps; the first thousand is counted when it is over.
  private final class Budget {
    let full: Int
    var left = 0
    var isSpent = false

    init(steps: Int) { full = max(1, steps / ProgressGuard.stepsBetween) }

    func refill() {
      left = full
      isSpent = false
    }

    func spend() -> Bool {
      left -= 1
      if left < 0 { isSpent = true }
      return !isSpent
    }
  }

  init(
    _ connection: SQLiteConnection, stepsMax: Int, clock: any WallClock, counters: StorageCounters
  ) {
    self.connection = connection
    self.clock = clock
    self.counters = counters
    let budget = Budget(steps: stepsMax)
    self.budget = budget
    guardian = ProgressGuard(connection) { budget.spend() }
  }

  func begin() throws(Status) {}

  func end() {
    if connection.isInTransaction { _ = connection.step("END") }
  }

  func read<T>(_ body: (Reader) throws(Status) -> T) throws(Status) -> T? {
    if !connection.isInTransaction {
      guard connection.step("BEGIN") == SQLITE_DONE else { throw .internalError }
      now = clock.now()
    }
    budget.refill()
    do throws(Status) {
      let value = try body(Reader(connection: connection, now: now))
      if !budget.isSpent { return value }
    } catch {
      if !budget.isSpent { throw error }
    }
    counters.overBudget.count()
    return nil
  }
}
