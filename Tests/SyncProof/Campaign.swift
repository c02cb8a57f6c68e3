import Dispatch
import FieldClient
import PCRM
import PCRMCore
import Synchronization

/// A history that does not hold.
public struct Failure: Sendable {
  /// The history, made as short as it gets.
  public var history: History
  public var breaches: [Breach]
}

/// Many histories, on all cores.
public struct Campaign: Sendable {
  /// What runs on the devices.
  public enum Devices: String, Sendable {
    /// The field client.
    case carried
    /// A client of a hundred lines in memory, which tells faults of the server from those of the field client.
    case plain
  }

  public var devices = Devices.carried
  public var threads = 2
  /// How many failures are enough.
  public var failuresMax = 1
  /// Whether failures are made short.
  public var isShrinking = true
  public private(set) var tally = Tally()
  public private(set) var failures: [Failure] = []
  public private(set) var histories = 0

  /// What did not hold, as it can be replayed.
  public var report: String {
    failures.map { failure in
      let breaches = failure.breaches.map { "  \($0)\n" }.joined()
      return "\(failure.history.name) does not hold:\n\n\(failure.history)\n\(breaches)\n"
    }.joined() + summary
  }

  /// What happened, in words: so that nobody takes it for a proof when nothing did.
  public var summary: String {
    let results = tally.results.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let refusals = tally.refusals.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return """
      \(histories) histories, \(tally.steps) steps, \(tally.pushes) pushes, \(tally.pulls) pulls with \(tally.rows) \
      rows, \(tally.crashes) crashes, \(tally.restores) restores; \(failures.count) did not hold
      results: \(results.joined(separator: ", "))
      refusals: \(refusals.joined(separator: ", "))
      """
  }

  public init() {}

  /// Carries one history out.
  public func outcome(of history: History) -> HistoryOutcome {
    do {
      let devices = devices
      let run = try HistoryRun(history) { (number, clock) in
        switch devices {
        case .carried: try CarriedDevice(number, clock: clock)
        case .plain: PlainDevice(number, clock: clock)
        }
      }
      return run.run()
    } catch {
      var outcome = HistoryOutcome()
      outcome.breaches = [Breach(0, "the history did not begin: \(error)")]
      return outcome
    }
  }

  /// Carries histories out until enough have failed.
  public mutating func run(_ list: [History]) {
    struct State {
      var next = 0
      var tally = Tally()
      var failures: [Failure] = []
      var done = 0
    }
    let state = Mutex(State())
    let campaign = self
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        let index = state.withLock { state -> Int? in
          let failed = campaign.failures.count + state.failures.count
          if state.next >= list.count || failed >= campaign.failuresMax { return nil }
          state.next += 1
          return state.next - 1
        }
        guard let index else { return }
        let outcome = campaign.outcome(of: list[index])
        state.withLock {
          $0.tally.add(outcome.tally)
          $0.done += 1
          if !outcome.breaches.isEmpty {
            $0.failures.append(Failure(history: list[index], breaches: outcome.breaches))
          }
        }
      }
    }
    let end = state.withLock { $0 }
    tally.add(end.tally)
    histories += end.done
    failures += isShrinking ? end.failures.map { shrunk($0) } : end.failures
  }

  /// The same failure with as few steps as it gets: what breaks is the same invariant.
  private func shrunk(_ failure: Failure) -> Failure {
    let broken = failure.breaches.first?.invariant
    let history = Shrinker.shrink(failure.history) { shorter in
      outcome(of: shorter).breaches.first?.invariant == broken
    }
    return Failure(history: history, breaches: outcome(of: history).breaches)
  }
}
