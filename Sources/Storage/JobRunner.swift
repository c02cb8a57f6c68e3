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
  /// How long a step waits at most for a store that is behind, and how often it looks.
  private static let waitsMax = 40
  private static let waitMilliseconds = 5

  /// A step that knows what was found for it.
  private struct Prepared: Sendable {
    let step: Step
    /// With what payload the timer comes again once all of that is done, where it is known.
    var next: [UInt8]?
  }

  /// Finds out by reading what the step will do.
  private typealias Preparation = @Sendable (DueTimer, Reader) throws(Status) -> Prepared

  /// What is done about a kind of timer.
  private struct Work: Sendable {
    var step: Step?
    var prepare: Preparation?
  }

  /// A look that was begun before its timer came again.
  private struct Ahead {
    let payload: [UInt8]
    let look: PendingRead<Prepared>
  }

  private let database: any Database
  private let clock: any WallClock
  private let report: @Sendable (String) -> Void
  private let steps = Mutex<[TimerKind: Work]>([:])
  /// Used by whoever runs rounds, and by nobody else at the time.
  private let ahead = Mutex<[TimerKind: [[UInt8]: Ahead]]>([:])
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
  ///
  /// - Parameter next: the payload with which the timer comes again at once when all that was found is done, if that is
  ///   known: what follows is then looked for while the steps write.
  public func handle<Found: Sendable>(
    _ kind: TimerKind, look: @escaping @Sendable (DueTimer, Reader) throws(Status) -> Found,
    next: @escaping @Sendable (Found) -> [UInt8]? = { _ in nil },
    _ step: @escaping @Sendable (Found, DueTimer, inout Writer) throws(Status) -> TimerOutcome
  ) {
    let work = Work(prepare: { (timer, reader) throws(Status) -> Prepared in
      let found = try look(timer, reader)
      let prepared: Step = { (timer, writer) throws(Status) -> TimerOutcome in
        try step(found, timer, &writer)
      }
      return Prepared(step: prepared, next: next(found))
    })
    steps.withLock { $0[kind] = work }
  }

  /// Runs timers on a thread of the runner's own, until ``stop()``.
  public func start() {
    database.observeCommits { [weak self] _ in self?.isStale.store(true, ordering: .relaxed) }
    thread.async { [self] in
      var next: Timestamp?
      while !isStopped.load(ordering: .acquiring) {
        let isDue = next.map { $0.microseconds <= clock.now().microseconds } ?? false
        if isStale.exchange(false, ordering: .relaxed) || isDue {
          while !isStopped.load(ordering: .acquiring) && runRound() > 0 {}
          do throws(Status) {
            next = try database.read { (reader) throws(Status) in try reader.nextTimer() }
          } catch {
            // Looked at again after a rest.
            next = nil
            isStale.store(true, ordering: .relaxed)
          }
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
      if let prepare = work.prepare { made = try found(for: timer, prepare) }
      guard let step = made else { return false }
      while true {
        switch try runOnce(timer, step) {
        case .over: forget(timer)
        case .again: break
        case .on(let next):
          timer = next
          if !isStopped.load(ordering: .acquiring) { continue }
        }
        return true
      }
    } catch {
      failure = error
    }
    forget(timer)
    let seconds = min(Int64(1) << min(Int64(timer.attempts), 12), Self.putOffSecondsMax)
    let time = clock.now().adding(seconds: seconds)
    report("timer \(timer.kind.rawValue) failed, again in \(seconds) s: \(failure)")
    try database.write { [timer] (writer) throws(Status) in try writer.putOff(timer, to: time) }
    return false
  }

  /// What a timer's step is to do, and begins to look for what it does next.
  private func found(
    for timer: DueTimer, _ prepare: @escaping Preparation
  ) throws(Status) -> Step {
    let begun = ahead.withLock { $0[timer.kind]?.removeValue(forKey: timer.key) }
    let prepared: Prepared
    if let begun, begun.payload == timer.payload {
      prepared = try begun.look.wait()
    } else {
      let read: @Sendable (Reader) throws(Status) -> Prepared = { (reader) throws(Status) in
        try prepare(timer, reader)
      }
      prepared = try database.read(read)
    }
    if let payload = prepared.next {
      var next = timer
      next.payload = payload
      let read: @Sendable (Reader) throws(Status) -> Prepared = {
        [next] (reader) throws(Status) in try prepare(next, reader)
      }
      let begun = Ahead(payload: payload, look: database.beginRead(read))
      ahead.withLock { $0[timer.kind, default: [:]][timer.key] = begun }
    }
    return prepared.step
  }

  /// Lets go of what was looked for ahead.
  private func forget(_ timer: DueTimer) {
    ahead.withLock { _ = $0[timer.kind]?.removeValue(forKey: timer.key) }
  }

  /// Steps have no hurry: what they write in a rush would have to be tidied up while callers wait.
  private func waitWhileBehind() {
    var waits = 0
    while waits < Self.waitsMax, database.isBehind, !isStopped.load(ordering: .acquiring) {
      _ = wake.wait(timeout: .now() + .milliseconds(Self.waitMilliseconds))
      waits += 1
    }
  }

  private enum Progress: Sendable {
    /// The timer is gone, or somebody else has moved it.
    case over
    case again
    case on(DueTimer)
  }

  private func runOnce(_ timer: DueTimer, _ step: @escaping Step) throws(Status) -> Progress {
    waitWhileBehind()
    let (took, progress) = try database.write {
      (writer) throws(Status) -> (UInt64, Progress) in
      let start = Instant.now()
      guard try writer.stands(timer) else { return (0, .over) }
      var timer = timer
      timer.stopAt = start.adding(nanoseconds: UInt64(Self.stepMillisecondsMax) * 1_000_000)
      let progress: Progress
      switch try step(timer, &writer) {
      case .done:
        try writer.unschedule(timer.kind, key: timer.key)
        progress = .over
      case .again(let time, let payload):
        try writer.schedule(timer.kind, key: timer.key, at: time, payload: payload)
        progress = .again
      case .on(let payload):
        try writer.schedule(timer.kind, key: timer.key, at: writer.now, payload: payload)
        timer.dueAt = Timestamp(microseconds: writer.now.microseconds)
        timer.payload = payload
        progress = .on(timer)
      }
      return (Instant.now().since(start), progress)
    }
    if took > 2 * UInt64(Self.stepMillisecondsMax) * 1_000_000 {
      report("a step of timer \(timer.kind.rawValue) took \(took / 1_000_000) ms of the writer")
    }
    return progress
  }
}
