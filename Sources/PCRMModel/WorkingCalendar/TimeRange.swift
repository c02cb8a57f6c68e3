/// From an instant to an instant that it no longer holds, in microseconds since 1970.
public struct TimeRange: Sendable, Hashable {
  public var from: Int64
  public var to: Int64

  @inlinable
  public init(_ from: Int64, _ to: Int64) {
    self.from = from
    self.to = to
  }

  @inlinable
  public var isEmpty: Bool { to <= from }

  @inlinable
  public func overlaps(_ other: TimeRange) -> Bool { from < other.to && other.from < to }

  @inlinable
  public func holds(_ other: TimeRange) -> Bool { from <= other.from && other.to <= to }

  /// What both hold; may be empty.
  @inlinable
  public func clipped(to other: TimeRange) -> TimeRange {
    TimeRange(max(from, other.from), min(to, other.to))
  }
}

/// Ranges in order, of which no two touch each other: a set of instants.
public struct TimeRanges: Sendable, Hashable {
  public private(set) var ranges: [TimeRange]

  /// No instant at all.
  public init() { ranges = [] }

  /// The instants of ranges that may overlap, in any order.
  public init(_ ranges: some Sequence<TimeRange>) {
    self.ranges = []
    for range in ranges.sorted(by: { $0.from < $1.from }) where !range.isEmpty {
      if let last = self.ranges.last, range.from <= last.to {
        self.ranges[self.ranges.count - 1].to = max(last.to, range.to)
      } else {
        self.ranges.append(range)
      }
    }
  }

  public var isEmpty: Bool { ranges.isEmpty }

  /// How long they are together, in microseconds.
  public var length: Int64 { ranges.reduce(0) { $0 + ($1.to - $1.from) } }

  public func union(_ other: TimeRanges) -> TimeRanges {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return TimeRanges(ranges + other.ranges)
  }

  /// The instants that `other` does not have.
  public func subtracting(_ other: TimeRanges) -> TimeRanges {
    if isEmpty || other.isEmpty { return self }
    var left = TimeRanges()
    var place = 0
    for range in ranges {
      var from = range.from
      while place < other.ranges.count, other.ranges[place].to <= from { place += 1 }
      var here = place
      while here < other.ranges.count, other.ranges[here].from < range.to {
        let taken = other.ranges[here]
        if from < taken.from { left.ranges.append(TimeRange(from, taken.from)) }
        from = max(from, taken.to)
        here += 1
      }
      if from < range.to { left.ranges.append(TimeRange(from, range.to)) }
    }
    return left
  }

  /// The instants that lie in a range too.
  public func clipped(to limits: TimeRange) -> TimeRanges {
    var left = TimeRanges()
    for range in ranges {
      let part = range.clipped(to: limits)
      if !part.isEmpty { left.ranges.append(part) }
    }
    return left
  }

  /// The first range that has an instant in common with another.
  public func first(overlapping other: TimeRange) -> TimeRange? {
    ranges.first { $0.overlaps(other) }
  }

  public func overlaps(_ other: TimeRange) -> Bool { first(overlapping: other) != nil }

  /// Whether every instant of a range is in it.
  public func holds(_ other: TimeRange) -> Bool { ranges.contains { $0.holds(other) } }
}
