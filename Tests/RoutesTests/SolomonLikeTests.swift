import PCRMCore
import Routes
import Testing

/// Many people's days, on problems in the style of the six published classes.
struct SolomonLikeTests {
  /// Would catch a plan that breaks a window or a capacity, or leaves somebody out, where days are long and windows wide;
  /// and a search that a few rounds more would still improve a good deal.
  @Test func everyClassIsFeasibleAndConsistent() {
    let seed = UInt64.random(in: 0..<1_000_000)
    var (short, long) = (0.0, 0.0)
    for var like in SolomonLike.set(seed: seed) {
      like.customers = 40
      let problem = like.problem
      let plan = RoutePlanner(seed: 1, rounds: 10_000).plan(problem).plan
      #expect(RouteCheck.faults(plan, problem) == [], "\(like.name), seed \(seed)")
      #expect(plan.left.isEmpty, "\(like.name), seed \(seed)")
      let longer = RoutePlanner(seed: 2, rounds: 50_000).plan(problem).plan
      #expect(longer.left.isEmpty, "\(like.name), seed \(seed)")
      short += plan.metres
      long += longer.metres
    }
    // A fortieth of the usual rounds: still not far off. One class alone may be, once in some hundred seeds.
    #expect(short < long * 1.06, "seed \(seed): \(short) against \(long)")
  }
}
