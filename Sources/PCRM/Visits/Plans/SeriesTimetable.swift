import Calendars
import PCRMCore
import PCRMModel

/// Where holidays and free time let the occurrences of a series go: pure, so that preview and planning agree.
struct SeriesTimetable {
  /// Days that a holiday may move a visit by.
  static let shiftDaysMax = 31
  private static let minute: Int64 = 60_000_000

  /// Where an occurrence should be.
  struct Target: Equatable {
    /// RECURRENCE-ID.
    let at: Int64
    /// nil when it is left out.
    let start: Int64?
    /// The holiday that it met; empty for none.
    let holiday: String
  }

  let series: VisitSeries
  let days: LocalDays
  /// Why the office does not work on a day; nil when it does.
  let holiday: (Int) -> String?

  /// Where occurrences should be once holidays have moved them.
  ///
  /// Of several that come to lie on one day, only the first has a visit, and one that belongs there goes before one that
  /// was moved: nobody is visited twice on the day after a feast.
  ///
  /// - Parameter occurrences: ascending; with those of ``shiftDaysMax`` days before and after the ones asked for.
  func targets(of occurrences: [Int64]) -> [Target] {
    let own = Set(occurrences.lazy.map { days.day(of: $0) }.filter { holiday($0) == nil })
    var taken: Set<Int> = []
    return occurrences.map { at in
      let day = days.day(of: at)
      guard let name = holiday(day) else { return Target(at: at, start: at, holiday: "") }
      switch series.holidayPolicy {
      case .skip: return Target(at: at, start: nil, holiday: name)
      case .keep: return Target(at: at, start: at, holiday: name)
      default:
        let step = series.holidayPolicy == .previousWorkingDay ? -1 : 1
        var moved = day + step
        while holiday(moved) != nil && abs(moved - day) < Self.shiftDaysMax { moved += step }
        guard holiday(moved) == nil, !own.contains(moved), taken.insert(moved).inserted else {
          return Target(at: at, start: nil, holiday: name)
        }
        return Target(
          at: at, start: days.instant(day: moved, minute: days.minute(of: at)), holiday: name)
      }
    }
  }

  var length: Int64 { Int64(series.durationMinutes) * Self.minute }

  /// The time in which a visit may lie.
  func tolerance(around start: Int64) -> TimeRange {
    TimeRange(
      start - Int64(series.earlierMinutes) * Self.minute,
      start + Int64(series.laterMinutes) * Self.minute + length)
  }

  /// The start nearest to where a visit should be at which there is time for it, not before `now`.
  func start(nearest wanted: Int64, in free: TimeRanges, now: Int64) -> Int64? {
    let limits = tolerance(around: wanted)
    let first = max(limits.from, now)
    let last = limits.to - length
    if first > last { return nil }
    return free.start(
      nearest: wanted, length: length, starts: first...last, step: 5 * Self.minute)
  }

  /// How far an occurrence is from where it should be, in minutes.
  static func shift(from wanted: Int64, to start: Int64) -> Int32 {
    Int32(clamping: (start - wanted) / minute)
  }
}
