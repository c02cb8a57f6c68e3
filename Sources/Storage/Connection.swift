public import PCRMCore

/// One session with a store, used by one thread at a time: the whole of what an adapter must do for store functions.
public protocol Connection: AnyObject {
  /// Runs a statement, handing each row to `row` until it answers false.
  ///
  /// - Returns: how many rows were inserted, updated or deleted.
  /// - Throws: `alreadyExists` for a broken unique constraint, `failedPrecondition` for a foreign key and
  ///   `invalidArgument` for a check, each with the columns as the parameter `constraint` where the store names them;
  ///   `unavailable` when busy, `resourceExhausted` when the disk is full, `dataLoss` when the
  ///   file is damaged, `deadlineExceeded` or `cancelled` when interrupted, and `internal` (detail logged) for everything else.
  @discardableResult
  func run(
    _ sql: SQL, _ arguments: [Value], _ row: (any Row) throws(Status) -> Bool
  ) throws(Status) -> Int

  /// Throws `deadlineExceeded` or `cancelled` when nobody waits any more for what this session is at. Statements find
  /// that out by themselves; long work between them asks.
  func checkMayGoOn() throws(Status)
}
