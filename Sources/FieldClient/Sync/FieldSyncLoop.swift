import Dispatch
import PCRMCore
import Synchronization

/// Syncs in the background, for apps: a thread that syncs now and then, when told to, when the server says that something
/// changed, and ever more seldom while it fails.
///
/// A phone's battery pays for each wake-up: with nothing to do there is one every ``Pace/idleSeconds``.
public final class FieldSyncLoop: Sendable {
  /// How often.
  public struct Pace: Sendable {
    /// Seconds between two syncs that went well and found nothing to do.
    public var idleSeconds: UInt64 = 900
    /// After a failure.
    public var backoff = Backoff()

    public init() {}
  }

  private struct State {
    var isStopped = false
    var isWanted = true
    var random: SplitMix64
  }

  private let client: FieldClient
  private let network: any FieldNetwork
  private let hints: (any FieldHints)?
  private let pace: Pace
  private let report: @Sendable (FieldSyncReport) -> Void
  private let state: Mutex<State>
  private let bell: Bell

  /// - Parameters:
  ///   - hints: who says "sync now"; nil = nobody.
  ///   - seed: of the waits' randomness.
  ///   - report: called after each sync, on the loop's thread.
  public init(
    _ client: FieldClient, over network: any FieldNetwork, hints: (any FieldHints)? = nil,
    pace: Pace = Pace(), seed: UInt64 = .random(in: .min ... .max),
    report: @escaping @Sendable (FieldSyncReport) -> Void = { _ in }
  ) {
    self.client = client
    self.network = network
    self.hints = hints
    self.pace = pace
    self.report = report
    state = Mutex(State(random: SplitMix64(seed: seed)))
    bell = Bell()
  }

  /// Begins; a loop runs once.
  public func start() {
    DispatchQueue(label: "pcrm.field.sync", qos: .utility).async { self.run() }
  }

  /// Has a sync done as soon as may be: something was done here, or a network was found.
  public func syncSoon() { bell.ring() }

  /// Ends it after the sync under way, and waits for that.
  public func stop() {
    state.withLock { $0.isStopped = true }
    bell.ring()
    bell.waitForEnd()
  }

  private func run() {
    var watch: FieldWatch?
    while !state.withLock({ $0.isStopped }) {
      let made = client.sync(over: network)
      report(made)
      if made.isWiped { break }
      if made.failure == nil, watch == nil, let hints, let device = try? client.deviceID() {
        watch = hints.watch(device) { [bell] in bell.ring() }
      }
      // A lost connection takes its watch along.
      if made.failure != nil { watch = nil }
      bell.wait(milliseconds: nextWait())
    }
    watch = nil
    bell.end()
  }

  private func nextWait() -> UInt64 {
    guard let failures = try? client.status().failures, failures > 0 else {
      return pace.idleSeconds * 1000
    }
    return state.withLock {
      pace.backoff.milliseconds(afterFailures: failures, using: &$0.random)
    }
  }
}
