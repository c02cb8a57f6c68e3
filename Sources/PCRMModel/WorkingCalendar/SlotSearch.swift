public import PCRMCore
import ProtobufCodec

/// Finds who could make a visit when: the best slots by the points of the rules, the same for the same state.
///
/// A day of somebody has at least the points of its distance and of its person. Days are looked at in the order of
/// those, and the rest is left alone as soon as none of them can be among the best: the answer is the same as if all had
/// been looked at.
public struct SlotSearch: Sendable {
  /// A time that a hold or a visit claims.
  public struct Claim: Sendable {
    public let range: TimeRange
    /// Where; nil when nobody knows.
    public let place: SpherePoint?

    public init(range: TimeRange, place: SpherePoint?) {
      self.range = range
      self.place = place
    }
  }

  /// Somebody who may be asked.
  public struct Candidate: Sendable {
    public let calendar: StaffCalendar
    /// Where the day begins and ends; nil when nobody knows.
    public let base: SpherePoint?
    public let travel: TravelEstimate
    public let isCaseWorker: Bool
    /// Days on which the person must not be asked.
    public let barred: Set<Int>

    public init(
      calendar: StaffCalendar, base: SpherePoint?, travel: TravelEstimate, isCaseWorker: Bool,
      barred: Set<Int> = []
    ) {
      self.calendar = calendar
      self.base = base
      self.travel = travel
      self.isCaseWorker = isCaseWorker
      self.barred = barred
    }
  }

  /// The claims of a candidate, by its place in the list, that meet a day, ascending and without overlap.
  public typealias ClaimSource = (Int, Int) throws(Status) -> [Claim]
  /// How many occurrences a series has that begins with a time of a candidate; nil when one of them is not free.
  public typealias SeriesCheck = (Int, TimeRange) throws(Status) -> Int32?

  public let rules: SlotRules
  /// Where the visit is; nil when nobody knows: ways count nothing then.
  public let place: SpherePoint?
  public let durationMinutes: Int32
  /// The visit lies in it.
  public let limits: TimeRange
  public let firstDay: Int
  public let dayCount: Int
  public var preferred: [ContactWindow] = []
  public var preferredOnly = false
  public var afterWork = false
  public var limit = 5

  public init(
    rules: SlotRules, place: SpherePoint?, durationMinutes: Int32, limits: TimeRange,
    firstDay: Int, dayCount: Int
  ) {
    self.rules = rules
    self.place = place
    self.durationMinutes = durationMinutes
    self.limits = limits
    self.firstDay = firstDay
    self.dayCount = dayCount
  }

  /// How long the visit takes, in microseconds.
  public var duration: Int64 { Int64(durationMinutes) * 60_000_000 }

  /// What a search found.
  public struct Found: Sendable {
    public var slots: [Slot] = []
    /// Days of staff that were looked at and had no minutes left for visits.
    public var fullDays: Int32 = 0
    /// Days of staff that were looked at and had no time that is long enough.
    public var daysWithoutTime: Int32 = 0
  }

  /// The best slots, at most one of each candidate a day.
  public func best(
    of candidates: [Candidate], claims: ClaimSource, series: SeriesCheck? = nil
  ) throws(Status) -> Found {
    var found = Found()
    for (bound, day, index) in order(of: candidates) {
      if found.slots.count == limit, let worst = found.slots.last, bound > worst.points { break }
      let plan = SlotDay(self, candidates[index], day, try claims(index, day))
      if plan.isFull {
        found.fullDays += 1
        continue
      }
      var taken: Slot?
      for var slot in plan.slots(all: series != nil) {
        if let worst = found.slots.last, found.slots.count == limit, !slot.isBetter(than: worst) {
          taken = slot
          break
        }
        if let series {
          guard let range = slot.range, let count = try series(index, range) else { continue }
          slot.occurrences = count
        }
        found.insert(slot, limit)
        taken = slot
        break
      }
      if taken == nil { found.daysWithoutTime += 1 }
    }
    return found
  }

  /// Days of candidates with the least points that a slot on them has, ascending.
  private func order(of candidates: [Candidate]) -> [(bound: Int32, day: Int, index: Int)] {
    var days: [(bound: Int32, day: Int, index: Int)] = []
    days.reserveCapacity(candidates.count * dayCount)
    for (index, candidate) in candidates.enumerated() {
      for day in firstDay..<firstDay + dayCount where !candidate.barred.contains(day) {
        days.append((waitPoints(day) + workerPoints(candidate), day, index))
      }
    }
    return days.sorted { ($0.bound, $0.day, $0.index) < ($1.bound, $1.day, $1.index) }
  }

  func waitPoints(_ day: Int) -> Int32 { Int32(day - firstDay) * rules.pointsPerDay }

  func workerPoints(_ candidate: Candidate) -> Int32 {
    candidate.isCaseWorker ? 0 : rules.pointsOtherWorker
  }
}

extension SlotSearch.Found {
  fileprivate mutating func insert(_ slot: Slot, _ limit: Int) {
    let place = slots.firstIndex { slot.isBetter(than: $0) } ?? slots.count
    slots.insert(slot, at: place)
    if slots.count > limit { slots.removeLast() }
  }
}

extension Slot {
  /// Fewer points, then earlier, then the lower key.
  func isBetter(than other: Slot) -> Bool {
    let (start, otherStart) = (startTime?.microseconds ?? 0, other.startTime?.microseconds ?? 0)
    if points != other.points { return points < other.points }
    return start != otherStart ? start < otherStart : staffID < other.staffID
  }

  /// When the visit is.
  public var range: TimeRange? {
    guard let startTime, let endTime else { return nil }
    return TimeRange(startTime.microseconds, endTime.microseconds)
  }
}
