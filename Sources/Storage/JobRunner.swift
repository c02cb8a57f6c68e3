import Dispatch
public import PCRMCore
import ProtobufCodec
import Synchronization

/// Does everything that is done by the clock: a table of due timers, and a step of writing for each.
///
/// A timer goes, or moves on, in the same transaction as its step's effect; so after a crash each step has been done
/// once or not at all. Long work is done in steps, each of which leaves word in the payload where the next goes on.
public final class JobRunner: Sendable {
  /// One step: short (see ``DueTimer/stopAt``), and without effect but through the writer.
  public typealias Step = @Sendable (DueTimer, inout Writer) throws(Status) -> TimerOutcome

  /// Writer time that a step should not exceed.
  public static let stepMillisecondsMax = 50
  /// Timers that one round takes up.
  static let roundMax = 64
  /// The longest rest: so late, at most, a timer runs that was set meanwhile.
  private static let restMilliseconds: Int64 = 1000
  /// A step that failed comes again after 1, 2, 4, … seconds, and then every hour.
  private static let putOffSecondsMax: Int64 = 3600

  private let database: any Database
  private let clock: any WallClock
  private let report: @Sendable (String) -> Void
  /// Finds out by reading what the step will do.
  private typealias Preparation = @Sendable (DueTimer, any Database) throws(Status) -> Step

  /// What is done about a kind of timer.
  private struct Work: Sendable {
    var step: Step?
    var prepare: Preparation?
  }

  private let steps = Mutex<[TimerKind: Work]>([:])
  private let thread = DispatchQueue(label: "pcrm.timers")
  private let wake = DispatchSemaphore(value: 0)
  private let isStopped = Atomic(false)
  /// Whether something was committed since the table was last looked at.
  private let isStale = Atomic(true)

  public init(
    database: any Database, clock: any WallClock = SystemClock(),
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.database = database
    self.clock = clock
    self.report = report
  }

  /// Names the step for a kind of timer; done before ``start()``. Timers of other kinds wait for a program that knows them.
  public func handle(_ kind: TimerKind, _ step: @escaping Step) {
    steps.withLock { $0[kind] = Work(step: step) }
  }

  /// Names the step for a kind of timer that first finds out, on the reader pool, what there is to write: the writer
  /// waits for none of it. What was found may be out of date when the step runs, the more so when a step that
  /// answers ``TimerOutcome/on(payload:)`` runs again with it.
  public func handle<Found: Sendable>(
    _ kind: TimerKind, look: @escaping @Sendable (DueTimer, Reader) throws(Status) -> Found,
    _ step: @escaping @Sendable (Found, DueTimer, inout Writer) throws(Status) -> TimerOutcome
  ) {
    let prepare: Preparation = { (timer, database) throws(Status) -> Step in
      let read: @Sendable (Reader) throws(Status) -> Found = { (reader) throws(Status) -> Found in
        try look(timer, reader)
      }
      let found: Found = try database.read(read)
      let prepared: Step = { (timer, writer) throws(Status) -> TimerOutcome in
        try step(found, timer, &writer)
      }
      return prepared
    }
    steps.withLock { $0[kind] = Work(prepare: prepare) }
  }

  /// Runs timers on a thread of the runner's own, until ``stop()``.
  public func start() {
    database.observeCommits { [weak self] in self?.isStale.store(true, ordering: .relaxed) }
    thread.async { [self] in
      var next: Timestamp?
      while !isStopped.load(ordering: .acquiring) {
        let isDue = next.map { $0.microseconds <= clock.now().microseconds } ?? false
        if isStale.exchange(false, ordering: .relaxed) || isDue {
          while !isStopped.load(ordering: .acquiring) && runRound() > 0 {}
          next = try? database.read { (reader) throws(Status) in try reader.nextTimer() }
        }
        rest(until: next)
      }
    }
  }

  private func rest(until next: Timestamp?) {
    let untilNext = next.map { ($0.microseconds - clock.now().microseconds) / 1000 + 1 }
    // A timer that is due and cannot be run (its kind is unknown, the disk is full) is not tried in a hurry.
    let wait = untilNext.map { $0 > 1 ? min($0, Self.restMilliseconds) : Self.restMilliseconds }
    let milliseconds = Int(wait ?? Self.restMilliseconds)
    _ = wake.wait(timeout: .now() + .milliseconds(milliseconds))
  }

  /// Ends the thread after the step it is at.
  public func stop() {
    isStopped.store(true, ordering: .releasing)
    wake.signal()
    thread.sync {}
  }

  /// Runs one step of each timer that is due now, up to a bound.
  ///
  /// - Returns: how many steps were done; nought when nothing is due any more.
  @discardableResult
  public func runRound() -> Int {
    let known = steps.withLock { $0 }
    let kinds = Set(known.keys)
    do throws(Status) {
      let due = try database.read { (reader) throws(Status) in
        try reader.dueTimers(kinds, max: Self.roundMax)
      }
      var done = 0
      for timer in due {
        guard let step = known[timer.kind], !isStopped.load(ordering: .acquiring) else { continue }
        if try run(timer, step) { done += 1 }
      }
      return done
    } catch {
      report("timers could not be read or put off: \(error)")
      return 0
    }
  }

  /// Runs one step, and those that go on with what was found for it.
  ///
  /// - Returns: false when a step failed and was put off.
  private func run(_ timer: DueTimer, _ work: Work) throws(Status) -> Bool {
    var timer = timer
    let failure: Status
    do throws(Status) {
      var made = work.step
      if let prepare = work.prepare { made = try prepare(timer, database) }
      guard let step = made else { return false }
      while let next = try runOnce(timer, step) {
        timer = next
        if isStopped.load(ordering: .acquiring) { break }
      }
      return true
    } catch {
      failure = error
    }
    let seconds = min(Int64(1) << min(Int64(timer.attempts), 12), Self.putOffSecondsMax)
    let time = clock.now().adding(seconds: seconds)
    report("timer \(timer.kind.rawValue) failed, again in \(seconds) s: \(failure)")
    try database.write { [timer] (writer) throws(Status) in try writer.putOff(timer, to: time) }
    return false
  }

  /// - Returns: the timer of the step that goes on with what was found; nil when none does.
  private func runOnce(_ timer: DueTimer, _ step: @escaping Step) throws(Status) -> DueTimer? {
    let (took, next) = try database.write {
      (writer) throws(Status) -> (UInt64, DueTimer?) in
      let start = Instant.now()
      guard try writer.stands(timer) else { return (0, nil) }
      var timer = timer
      timer.stopAt = start.adding(nanoseconds: UInt64(Self.stepMillisecondsMax) * 1_000_000)
      var next: DueTimer?
      switch try step(timer, &writer) {
      case .done: try writer.unschedule(timer.kind, key: timer.key)
      case .again(let time, let payload):
        try writer.schedule(timer.kind, key: timer.key, at: time, payload: payload)
      case .on(let payload):
        try writer.schedule(timer.kind, key: timer.key, at: writer.now, payload: payload)
        timer.dueAt = Timestamp(microseconds: writer.now.microseconds)
        timer.payload = payload
        next = timer
      }
      return (Instant.now().since(start), next)
    }
    if took > 2 * UInt64(Self.stepMillisecondsMax) * 1_000_000 {
      report("a step of timer \(timer.kind.rawValue) took \(took / 1_000_000) ms of the writer")
    }
    return next
  }
}
