import PCRMCore
import Storage
import Synchronization

/// Rings after each commit, for streams that wait for news: for any, or for somebody's alone.
final class CommitBell: Sendable {
  /// Topics of which it is known when they last rang; with more, all of them are taken to have rung.
  private static let topicsMax = 10_000
  /// Waiters for somebody's news who are woken at a time when all are: they would crowd out everybody else's reads.
  private static let crowdMax = 100

  private struct State {
    var rings: UInt64 = 0
    /// When it last rang for everybody, counted in rings.
    var lastForAll: UInt64 = 0
    /// When it last rang for somebody's news.
    var last: [NewsTopic: UInt64] = [:]
    var waiting: [Waiter] = []
    var waitingFor: [NewsTopic: [Waiter]] = [:]
    /// Those whose turn has come, and who are woken as others come back.
    var crowd: [Waiter] = []

    /// Whether it has rung for a topic since a time at which it had rung `seen` times.
    func hasRung(for topic: NewsTopic?, since seen: UInt64) -> Bool {
      guard let topic else { return rings != seen }
      return lastForAll > seen || last[topic] ?? 0 > seen
    }

    mutating func add(_ waiter: Waiter, for topic: NewsTopic?) {
      if let topic {
        waitingFor[topic, default: []].append(waiter)
      } else {
        waiting.append(waiter)
      }
    }

    /// Notes a ring.
    ///
    /// - Returns: those who waited for it.
    mutating func ring(_ news: CommitNews) -> [Waiter] {
      rings &+= 1
      var woken = waiting
      waiting.removeAll(keepingCapacity: true)
      if news.isForAll || last.count > CommitBell.topicsMax {
        lastForAll = rings
        last = [:]
        for waiters in waitingFor.values { crowd += waiters }
        waitingFor = [:]
        woken += admit(CommitBell.crowdMax)
      } else {
        for topic in news.topics {
          last[topic] = rings
          if let waiters = waitingFor.removeValue(forKey: topic) { woken += waiters }
        }
      }
      return woken
    }

    /// Lets some of the crowd in.
    mutating func admit(_ most: Int) -> [Waiter] {
      let admitted = Array(crowd.suffix(most))
      crowd.removeLast(admitted.count)
      return admitted
    }

    /// Lets go of those who left.
    ///
    /// - Returns: those who have waited long enough.
    mutating func sweep(at now: Instant) -> [Waiter] {
      func sweep(_ waiters: inout [Waiter]) -> [Waiter] {
        waiters.removeAll { $0.isGone(at: now) }
        let woken = waiters.filter { $0.due <= now }
        if !woken.isEmpty { waiters.removeAll { $0.due <= now } }
        return woken
      }
      crowd.removeAll { $0.isGone(at: now) }
      var woken = sweep(&waiting) + admit(CommitBell.crowdMax)
      for topic in Array(waitingFor.keys) {
        guard var waiters = waitingFor[topic] else { continue }
        woken += sweep(&waiters)
        waitingFor[topic] = waiters.isEmpty ? nil : waiters
      }
      return woken
    }
  }

  private struct Waiter: Sendable {
    let until: Instant
    let due: Instant
    let cancellation: Cancellation
    let wake: @Sendable () -> Void

    /// Whether its caller has left, or its time is over.
    func isGone(at now: Instant) -> Bool { cancellation.isCancelled || now >= until }
  }

  private let state = Mutex(State())

  /// How often it has rung.
  var rings: UInt64 { state.withLock { $0.rings } }

  /// How many wait for it.
  var waiting: Int {
    state.withLock { state in
      state.waiting.count + state.crowd.count + state.waitingFor.values.reduce(0) { $0 + $1.count }
    }
  }

  /// Calls `wake` at the next ring, at once when it has rung since `seen`, or without a ring at the first sweep after `due`.
  ///
  /// - Parameter topic: hears rings for this alone, and for everybody; nil for every ring.
  func onRing(
    for topic: NewsTopic? = nil, after seen: UInt64, until: Instant,
    due: Instant = .distantFuture, _ cancellation: Cancellation,
    _ wake: @escaping @Sendable () -> Void
  ) {
    let (isLate, admitted) = state.withLock { state -> (Bool, [Waiter]) in
      if state.hasRung(for: topic, since: seen) { return (true, []) }
      state.add(
        Waiter(until: until, due: due, cancellation: cancellation, wake: wake), for: topic)
      // One came back: the next of the crowd may go.
      return (false, state.admit(1))
    }
    if isLate { wake() }
    self.wake(admitted)
  }

  func ring(_ news: CommitNews = CommitNews()) {
    wake(state.withLock { $0.ring(news) })
  }

  /// Wakes everybody at once: the server is about to end, and there is nobody else to crowd out.
  func ringOut() {
    wake(
      state.withLock { state in
        var woken = state.ring(.forAll)
        woken += state.admit(.max)
        return woken
      })
  }

  private func wake(_ waiters: [Waiter]) {
    if waiters.isEmpty { return }
    let now = Instant.now()
    for waiter in waiters where !waiter.isGone(at: now) { waiter.wake() }
  }

  /// Wakes those who have waited long enough, and lets go of those who left: where nothing is committed, nothing rings.
  func sweep(at now: Instant) {
    for waiter in state.withLock({ $0.sweep(at: now) }) { waiter.wake() }
  }
}
