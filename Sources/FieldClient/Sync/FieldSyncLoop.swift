import Dispatch
import PCRMCore
import Synchronization

/// Syncs in the background, for apps: a thread that syncs now and then, when told to, when the server says that something
/// changed, and ever more seldom while it fails.
///
/// A phone's battery pays for each wake-up: with nothing to do there is one about every ``Pace/idleSeconds``.
public final class FieldSyncLoop: Sendable {
  /// How often.
  public struct Pace: Sendable {
    /// Seconds between two syncs that went well and found nothing to do, at most; at least three quarters of that.
    public var idleSeconds: UInt64 = 900
    /// After a failure.
    public var backoff = Backoff()

    public init() {}
  }

  private struct State {
    var isStopped = false
    var random: SplitMix64
    /// Which watch is under way; 0 = none.
    var watch = 0
    var lastWatch = 0
    /// Watches in a row that ended at once, without having told anything.
    var deafWatches = 0
    /// The watch ended, and nobody has paused for that yet.
    var isPauseDue = false
  }

  private let client: FieldClient
  private let network: any FieldNetwork
  private let hints: (any FieldHints)?
  private let pace: Pace
  private let waiting: any FieldWaiting
  private let progress: @Sendable (FieldProgress) -> Void
  private let report: @Sendable (FieldSyncReport) -> Void
  private let state: Mutex<State>
  /// Is left when the loop has come to its end.
  private let running = DispatchGroup()

  /// - Parameters:
  ///   - hints: who says "sync now"; nil = nobody.
  ///   - waiting: how it waits; nil = by the machine's clock.
  ///   - seed: of the waits' randomness.
  ///   - report: called after each sync, on the loop's thread.
  ///   - progress: called while a sync goes on, on the loop's thread.
  public init(
    _ client: FieldClient, over network: any FieldNetwork, hints: (any FieldHints)? = nil,
    pace: Pace = Pace(), waiting: (any FieldWaiting)? = nil,
    seed: UInt64 = .random(in: .min ... .max),
    report: @escaping @Sendable (FieldSyncReport) -> Void = { _ in },
    progress: @escaping @Sendable (FieldProgress) -> Void = { _ in }
  ) {
    self.client = client
    self.network = network
    self.hints = hints
    self.pace = pace
    self.waiting = waiting ?? Bell()
    self.progress = progress
    self.report = report
    state = Mutex(State(random: SplitMix64(seed: seed)))
  }

  /// Begins; a loop runs once.
  public func start() {
    running.enter()
    DispatchQueue(label: "pcrm.field.sync", qos: .utility).async {
      self.run()
      self.running.leave()
    }
  }

  /// Has a sync done as soon as may be: something was done here, or a network was found.
  public func syncSoon() { waiting.ring() }

  /// Ends it after the sync under way, and waits for that.
  public func stop() {
    state.withLock { $0.isStopped = true }
    waiting.ring()
    running.wait()
  }

  private var isStopped: Bool { state.withLock { $0.isStopped } }

  /// What the loop's thread does, until it is stopped or the device is wiped.
  package func run() {
    var watch: FieldWatch?
    while !isStopped {
      let made = client.sync(over: network, progress: progress)
      report(made)
      // What is not sent yet is still to reach the server.
      if made.isWiped && made.failure == nil { break }
      if made.failure != nil {
        // A lost connection takes its watch along.
        state.withLock { $0.watch = 0 }
        watch = nil
      } else if state.withLock({ $0.watch == 0 }) {
        watch = nil
        watch = newWatch()
      }
      waiting.wait(milliseconds: nextWait())
      if let pause = pauseAfterWatch() { waiting.wait(milliseconds: pause) }
    }
    state.withLock { $0.watch = 0 }
    withExtendedLifetime(watch) {}
  }

  private func nextWait() -> UInt64 {
    let failures = (try? client.status().failures) ?? 1
    return state.withLock { state in
      if failures > 0 {
        return pace.backoff.milliseconds(afterFailures: failures, using: &state.random)
      }
      let most = pace.idleSeconds * 1000
      return most - UInt64.random(in: 0...most / 4, using: &state.random)
    }
  }

  // MARK: Hints

  private func newWatch() -> FieldWatch? {
    guard let hints, let device = try? client.deviceID() else { return nil }
    let number = state.withLock { state in
      state.lastWatch += 1
      state.watch = state.lastWatch
      return state.watch
    }
    return hints.watch(
      device, changed: { [self] place in hear(place, from: number) },
      ended: { [self] in miss(number) })
  }

  private func hear(_ place: Int64, from number: Int) {
    // It begins with where things stand, which the last sync has seen.
    guard place > (try? client.status().seq) ?? -1 else { return }
    let isCurrent = state.withLock { state in
      if state.watch == number { state.deafWatches = 0 }
      return state.watch == number
    }
    if isCurrent { waiting.ring() }
  }

  private func miss(_ number: Int) {
    let isCurrent = state.withLock { state in
      guard state.watch == number else { return false }
      state.watch = 0
      state.deafWatches += 1
      state.isPauseDue = true
      return true
    }
    if isCurrent { waiting.ring() }
  }

  /// How long to wait before the sync that looks whether the server is still there. It lost everybody at the same moment,
  /// and is not to be met by everybody at once; one that ends every watch is asked ever more seldom.
  private func pauseAfterWatch() -> UInt64? {
    state.withLock { state in
      guard state.isPauseDue, !state.isStopped else {
        // It has lasted for as long as there was nothing to do.
        if state.watch != 0 { state.deafWatches = 0 }
        return nil
      }
      state.isPauseDue = false
      return pace.backoff.milliseconds(afterFailures: state.deafWatches, using: &state.random)
    }
  }
}
