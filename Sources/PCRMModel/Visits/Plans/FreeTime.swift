/// Where in free time a visit goes.
extension TimeRanges {
  /// These instants without those that others have, and without so many microseconds before and after each of them.
  public func without(_ busy: some Sequence<TimeRange>, margin: Int64 = 0) -> TimeRanges {
    subtracting(
      TimeRanges(busy.map { TimeRange($0.from - margin, $0.to + margin) }))
  }

  /// The start nearest to `target` at which a visit of `length` lies in this time; of two that are equally near, the
  /// later one.
  ///
  /// - Parameters:
  ///   - starts: the earliest and the latest start.
  ///   - step: starts differ from the target by a multiple of it.
  public func start(
    nearest target: Int64, length: Int64, starts: ClosedRange<Int64>, step: Int64
  ) -> Int64? {
    var best: Int64?
    for range in ranges {
      let low = Swift.max(range.from, starts.lowerBound)
      let high = Swift.min(range.to - length, starts.upperBound)
      if low > high { continue }
      var start = target
      if target < low {
        start = target + (low - target + step - 1) / step * step
      } else if target > high {
        start = target - (target - high + step - 1) / step * step
      }
      guard low <= start && start <= high else { continue }
      guard let found = best else {
        best = start
        continue
      }
      let (distance, least) = (abs(start - target), abs(found - target))
      if distance < least || distance == least && start > found { best = start }
    }
    return best
  }

  /// The starts of as many visits as fit one after the other, as early as possible.
  ///
  /// - Parameters:
  ///   - gap: between two visits.
  ///   - step: starts are multiples of it.
  public func starts(length: Int64, gap: Int64, step: Int64, most: Int) -> [Int64] {
    var found: [Int64] = []
    var next = Int64.min
    for range in ranges {
      var start = Swift.max(range.from, next)
      let rest = start % step
      if rest != 0 { start += rest > 0 ? step - rest : -rest }
      while start + length <= range.to && found.count < most {
        found.append(start)
        start += (length + gap + step - 1) / step * step
        next = start
      }
    }
    return found
  }
}
