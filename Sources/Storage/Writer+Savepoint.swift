public import PCRMCore

extension Writer {
  /// Runs a part that is done whole or not at all, whatever becomes of the rest: when it fails, what it stored and what it
  /// noted for the feed is taken back, and the call goes on. Keys that it made are used up.
  ///
  /// Parts may hold parts. A constraint that is checked at the commit is not checked at the end of a part. When the disk
  /// fails, the store ends the whole transaction: there is nothing to go on with then, and the call has to fail too.
  @discardableResult
  public mutating func savepoint<T>(
    _ body: (inout Writer) throws(Status) -> T
  ) throws(Status) -> T {
    let (noted, news) = (changes.count, news)
    try run("SAVEPOINT part")
    do throws(Status) {
      let value = try body(&self)
      try run("RELEASE part")
      return value
    } catch {
      forgetChanges(after: noted, news: news)
      try takeBack()
      throw error
    }
  }

  private func takeBack() throws(Status) {
    do throws(Status) {
      try run("ROLLBACK TO part")
      try run("RELEASE part")
    } catch {
      throw Status(
        .unavailable, "the transaction ended before its time; nothing was written, try again",
        ErrorInfo(reason: "STORAGE_LOST"))
    }
  }

  private func run(_ sql: SQL) throws(Status) {
    try connection.run(sql, []) { (_) throws(Status) in true }
  }
}
