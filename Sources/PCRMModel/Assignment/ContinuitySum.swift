public import PCRMCore

/// Adds up duties, case by case, into how much of their time cases were with the same worker.
public struct ContinuitySum: Sendable {
  private let from: Int64
  private let to: Int64
  private var total = Continuity()
  private var shares: Double = 0
  private var microseconds: Int64 = 0

  // The case at hand.
  private var id = CaseID()
  private var times: [StaffID: Int64] = [:]
  private var last = StaffID()
  private var changes: Int64 = 0

  /// - Parameters:
  ///   - from: in microseconds; time before does not count.
  ///   - to: in microseconds; time from here on does not count.
  public init(from: Int64, to: Int64) {
    self.from = from
    self.to = to
  }

  /// Adds a duty. Duties come in the order of their cases, and of their beginning in each.
  ///
  /// - Parameter staff: empty while the case was closed.
  public mutating func add(`case` id: CaseID, staff: StaffID, from: Int64, to: Int64) {
    if id != self.id { endCase() }
    self.id = id
    let time = min(to, self.to) - max(from, self.from)
    if staff.isEmpty || time <= 0 { return }
    times[staff, default: 0] += time
    if !last.isEmpty && last != staff { changes += 1 }
    last = staff
  }

  /// The figures of all cases that were added.
  public mutating func finish() -> Continuity {
    endCase()
    total.seconds = microseconds / 1_000_000
    if total.cases > 0 {
      total.longestWorkerShareE6 = Int64((shares / Double(total.cases) * 1_000_000).rounded())
    }
    return total
  }

  private mutating func endCase() {
    let sum = times.values.reduce(0, +)
    if sum > 0, let most = times.values.max() {
      total.cases += 1
      if times.count == 1 { total.casesWithOneWorker += 1 }
      shares += Double(most) / Double(sum)
      total.changes += changes
      microseconds += sum
    }
    times = [:]
    last = StaffID()
    changes = 0
  }
}
