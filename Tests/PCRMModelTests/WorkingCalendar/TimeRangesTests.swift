import PCRMModel
import PCRMTesting
import Testing

/// Interval arithmetic against a grid of minutes, on random sets.
struct TimeRangesTests {
  private static let size = 200

  private func random(_ random: inout SeededRandom) -> (TimeRanges, Set<Int>) {
    var ranges: [TimeRange] = []
    var minutes: Set<Int> = []
    for _ in 0..<Int(random.next() % 8) {
      let from = Int(random.next() % 190)
      let to = from + Int(random.next() % 30)
      ranges.append(TimeRange(Int64(from), Int64(to)))
      minutes.formUnion(from..<max(from, to))
    }
    return (TimeRanges(ranges), minutes)
  }

  private func minutes(_ ranges: TimeRanges) -> Set<Int> {
    Set(ranges.ranges.flatMap { Int($0.from)..<Int($0.to) })
  }

  /// Would catch a range that is lost, kept twice, or left touching its neighbour.
  @Test func arithmeticIsThatOfSets() {
    let seed = UInt64.random(in: 0 ... .max)
    var numbers = SeededRandom(seed: seed)
    for round in 0..<3000 {
      let (a, inA) = random(&numbers)
      let (b, inB) = random(&numbers)
      let note = "seed \(seed), round \(round)"
      #expect(minutes(a.union(b)) == inA.union(inB), "\(note)")
      #expect(minutes(a.subtracting(b)) == inA.subtracting(inB), "\(note)")
      let from = Int(numbers.next() % 200)
      let limits = TimeRange(Int64(from), Int64(from + 40))
      #expect(minutes(a.clipped(to: limits)) == inA.intersection(from..<from + 40), "\(note)")
      #expect(a.holds(limits) == inA.isSuperset(of: from..<from + 40), "\(note)")
      #expect(a.overlaps(limits) == !inA.isDisjoint(with: from..<from + 40), "\(note)")
      #expect(a.union(b).length == Int64(inA.union(inB).count), "\(note)")
      for ranges in [a, a.union(b), a.subtracting(b)] {
        for (one, next) in zip(ranges.ranges, ranges.ranges.dropFirst()) {
          #expect(one.to < next.from, "\(note)")
        }
        #expect(ranges.ranges.allSatisfy { !$0.isEmpty }, "\(note)")
      }
    }
  }
}
