public import Logging
public import PCRMCore
public import Storage
import Synchronization

/// Applies to every method, once, what is the same for all: who calls, may they, is there time, which lane, what is written down.
public final class Dispatcher: Sendable {
  public let table: ServiceTable
  public let database: any Database
  public let limits: Limits
  public let metrics: Metrics
  public let state: ServerState
  let authenticator: any Authenticator
  let journal: (any Journal)?
  let logger: Logger
  /// False moves every read off the event loops.
  let readsInline: Bool
  let bell = CommitBell()
  let rates: RateLimiter

  public init(
    table: ServiceTable, database: any Database, authenticator: any Authenticator,
    journal: (any Journal)?, limits: Limits = Limits(), state: ServerState = ServerState(),
    logger: Logger, readsInline: Bool = true
  ) {
    self.table = table
    self.database = database
    self.authenticator = authenticator
    self.journal = journal
    self.limits = limits
    self.state = state
    self.logger = logger
    self.readsInline = readsInline
    rates = RateLimiter(callsPerSecond: limits.callsPerSecondMax)
    metrics = Metrics(methods: table.entries.map(\.path))
    let bell = bell
    let generation = Atomic(authenticator.generation)
    database.observeCommits { news in
      // Whoever lost a right hears so at once, whosever news it waits for.
      let now = authenticator.generation
      let areRightsSame = generation.exchange(now, ordering: .relaxed) == now
      bell.ring(areRightsSame ? news : .forAll)
    }
    state.onChange { bell.ringOut() }
  }

  /// Does what only time asks for; a door calls it about once a second.
  public func tend() { bell.sweep(at: .now()) }

  /// Counts a finished call, and replaces an answer that came too late.
  ///
  /// - Returns: what to send.
  public func settle(
    _ call: InFlight, _ result: Result<[UInt8], Status>
  ) -> Result<[UInt8], Status> {
    let now = Instant.now()
    let settled: Result<[UInt8], Status> =
      now >= call.deadline ? .failure(.deadlineExceeded) : result
    let code: StatusCode =
      switch settled {
      case .success: .ok
      case .failure(let status): status.code
      }
    let nanoseconds = now.since(call.received)
    metrics.count(call.method.value, code: code, nanoseconds: nanoseconds)
    // A stream's time is its reader's affair.
    let isSlow =
      nanoseconds > metrics.slowNanoseconds && !table[call.method].isStreaming
    if code == .internal || isSlow {
      log(call, code, nanoseconds)
    }
    return settled
  }

  private func log(_ call: InFlight, _ code: StatusCode, _ nanoseconds: UInt64) {
    var metadata: Logger.Metadata = [
      "method": "\(table.entries[call.method.value].path)",
      "milliseconds": "\(nanoseconds / 1_000_000)", "code": "\(code.name)",
    ]
    if !call.trace.isEmpty { metadata["traceparent"] = "\(call.trace)" }
    if code == .internal {
      logger.error("call failed", metadata: metadata)
    } else {
      logger.notice("slow call", metadata: metadata)
    }
  }

  /// A write that leaves no principal, no address, no request key and no line of the feed: whoever is told of it by any of
  /// these has found the caller.
  func anonymousWrite(
    _ prepared: PreparedAnonymousWrite
  ) -> @Sendable (inout Writer) throws(Status) -> [UInt8] {
    { (writer) throws(Status) in
      let answer = try prepared.run(&writer)
      // What would be told of is taken back as a whole.
      if !writer.changes.isEmpty { throw .internalError }
      return answer
    }
  }

  /// The write as the group commit runs it: replay or run, then the journal, all in one job.
  func write(
    _ prepared: PreparedWrite, _ method: MethodIndex, _ caller: Caller, _ peer: String
  ) -> @Sendable (inout Writer) throws(Status) -> [UInt8] {
    guard let journal else {
      return { (writer) throws(Status) in
        try prepared.finish(try prepared.run(caller, &writer).message)
      }
    }
    let entry = JournalEntry(
      method: table.entries[method.value].path, caller: caller, requestID: prepared.requestID,
      canonical: prepared.canonical, peer: peer)
    return { (writer) throws(Status) in
      if let stored = try journal.replay(entry, &writer) { return try prepared.finish(stored) }
      let outcome = try prepared.run(caller, &writer)
      try journal.record(entry, outcome, &writer)
      return try prepared.finish(outcome.message)
    }
  }
}
