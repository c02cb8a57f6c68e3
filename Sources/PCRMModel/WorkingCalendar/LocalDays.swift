/// A run of days at a place, and when each minute of them is: pure, so that a calendar needs no time zone table.
public struct LocalDays: Sendable, Hashable {
  /// An instant from which on the wall clock has another distance to UTC.
  public struct Change: Sendable, Hashable {
    /// Seconds since 1970.
    public var at: Int64
    /// Seconds east of Greenwich from then on.
    public var offset: Int64

    public init(at: Int64, offset: Int64) {
      self.at = at
      self.offset = offset
    }
  }

  /// The first day, as distance to 1970-01-01.
  public let first: Int
  public let count: Int
  private let offset: Int64
  private let changes: [Change]

  /// - Parameters:
  ///   - offset: seconds east of Greenwich when the first day begins, and until the first change.
  ///   - changes: ascending, all later than the first day's beginning.
  public init(first: Int, count: Int, offset: Int64, changes: [Change] = []) {
    self.first = first
    self.count = count
    self.offset = offset
    self.changes = changes
  }

  /// Every day, in order.
  public var range: Range<Int> { first..<first + count }

  /// When a minute of a day is, in microseconds since 1970. A minute that the clock shows twice is the first of both; one
  /// that it leaves out is the instant at which it does so.
  public func instant(day: Int, minute: Int) -> Int64 {
    let wall = Int64(day) * 86_400 + Int64(minute) * 60
    var offset = self.offset
    for change in changes {
      let time = wall - offset
      if time < change.at { return time * 1_000_000 }
      if wall - change.offset < change.at { return change.at * 1_000_000 }
      offset = change.offset
    }
    return (wall - offset) * 1_000_000
  }

  /// The whole of a day.
  public func day(_ day: Int) -> TimeRange {
    TimeRange(instant(day: day, minute: 0), instant(day: day + 1, minute: 0))
  }

  /// The whole of all days.
  public var whole: TimeRange {
    TimeRange(instant(day: first, minute: 0), instant(day: first + count, minute: 0))
  }

  /// The day that an instant falls on.
  public func day(of instant: Int64) -> Int { Int(wallSeconds(instant).dividedDown(by: 86_400)) }

  /// The minute of its day that an instant falls on, as the wall clock shows it.
  public func minute(of instant: Int64) -> Int {
    let seconds = wallSeconds(instant)
    return Int(seconds - seconds.dividedDown(by: 86_400) * 86_400) / 60
  }

  private func wallSeconds(_ instant: Int64) -> Int64 {
    let seconds = instant.dividedDown(by: 1_000_000)
    let offset = changes.last { $0.at <= seconds }?.offset ?? self.offset
    return seconds + offset
  }
}

extension Int64 {
  /// The quotient rounded towards the past.
  fileprivate func dividedDown(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
