import PCRMModel
import PCRMTesting
import Testing

struct FreeTimeTests {
  /// Would catch a start that is not free, out of its limits, off the steps, or not the nearest.
  @Test func theNearestStartIsFound() {
    for seed in UInt64(1)...2000 {
      var random = SeededRandom(seed: seed)
      let free = Self.ranges(&random)
      let target = Int64(random.next() % 200)
      let length = 1 + Int64(random.next() % 20)
      let low = target - Int64(random.next() % 60)
      let high = target + Int64(random.next() % 60)
      let step = 1 + Int64(random.next() % 7)
      let found = free.start(nearest: target, length: length, starts: low...high, step: step)
      let slow = (low...high).filter {
        ($0 - target) % step == 0 && free.holds(TimeRange($0, $0 + length))
      }.min {
        (abs($0 - target), -$0) < (abs($1 - target), -$1)
      }
      #expect(found == slow, "seed \(seed)")
    }
  }

  /// Would catch visits that overlap, leave the free time, come too close, or are fewer than there is room for.
  @Test func startsFollowEachOther() {
    for seed in UInt64(1)...2000 {
      var random = SeededRandom(seed: seed)
      let free = Self.ranges(&random)
      let length = 1 + Int64(random.next() % 20)
      let gap = Int64(random.next() % 6)
      let step = 1 + Int64(random.next() % 5)
      let most = Int(random.next() % 9)
      let starts = free.starts(length: length, gap: gap, step: step, most: most)
      #expect(starts.count <= most)
      #expect(
        starts.allSatisfy { $0 % step == 0 && free.holds(TimeRange($0, $0 + length)) },
        "seed \(seed)")
      #expect(
        zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 >= length + gap }, "seed \(seed)")
      var slow: [Int64] = []
      for start in Int64(0)..<220 where slow.count < most && start % step == 0 {
        if free.holds(TimeRange(start, start + length)),
          slow.last.map({ start - $0 >= length + gap }) ?? true
        {
          slow.append(start)
        }
      }
      #expect(starts == slow, "seed \(seed): as early as possible")
    }
  }

  private static func ranges(_ random: inout SeededRandom) -> TimeRanges {
    TimeRanges(
      (0..<Int(random.next() % 5)).map { _ in
        let from = Int64(random.next() % 180)
        return TimeRange(from, from + Int64(random.next() % 40))
      })
  }
}
