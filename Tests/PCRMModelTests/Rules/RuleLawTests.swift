import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// What holds of every rule, on random ones; a failure prints its seed and the smallest rule that fails.
struct RuleLawTests {
  private static let seed = UInt64.random(in: 0 ... .max)

  /// Would catch a printer that loses brackets, and a reader that takes them elsewhere.
  @Test func readsWhatItPrints() throws {
    var generator = RuleGenerator(seed: Self.seed)
    for _ in 0..<5000 {
      let rule = generator.rule()
      let again = try Rule(rule.source, in: .sample)
      #expect(again.root == rule.root, "seed \(Self.seed): \(rule.source)")
      #expect(again.root.printed == rule.source)
      #expect(again.paths == rule.paths && again.usesTime == rule.usesTime)
    }
  }

  /// Would catch any difference between the evaluator and CEL's definition, transcribed.
  @Test func evaluatesAsTheReference() throws {
    var generator = RuleGenerator(seed: Self.seed)
    var seen: [Truth: Int] = [:]
    for _ in 0..<5000 {
      let rule = generator.rule()
      let reference = try ReferenceInterpreter(rule)
      for _ in 0..<4 {
        let facts = generator.facts()
        let now = generator.instant()
        let truth = rule.truth(of: facts, at: now)
        seen[truth, default: 0] += 1
        if truth == reference.truth(of: facts, at: now) { continue }
        let (small, few) = RuleShrinker.shrink(rule, facts, in: .sample) { rule, facts in
          (try? ReferenceInterpreter(rule))?.truth(of: facts, at: now)
            != rule.truth(of: facts, at: now)
        }
        Issue.record("seed \(Self.seed), at \(now.rfc3339 ?? ""): \(small.source)\n\(few)")
        return
      }
    }
    // Rules that are nearly always the same would prove little.
    for truth in [Truth.true, .false, .unknown] { #expect(seen[truth, default: 0] > 2000) }
  }

  /// Would catch a change that time brings and that was forecast too late, or not at all.
  @Test func forecastsInTime() {
    var generator = RuleGenerator(seed: Self.seed)
    generator.features = [.time, .arithmetic, .macros, .choices, .doubles]
    generator.depthMax = 2
    generator.missingOnceIn = 20
    generator.timeOnceIn = 2
    generator.pools.ints = [-400, -30, -1, 0, 1, 2, 3, 7, 30, 59, 60, 61, 65, 400, 1500, 22_000]
    generator.pools.microseconds = [-86_400, -3600, 1, 60, 3600, 86_400, 2_592_000].map {
      $0 * 1_000_000
    }
    generator.pools.days = [-23_741, -22_281, -21_915, -20_000, -1461, -365, -30, 1, 5, 30, 366]
    var changes = 0
    for _ in 0..<3000 {
      let rule = generator.rule()
      if !rule.usesTime { continue }
      let facts = generator.facts()
      if let fault = Self.step(rule, facts, from: generator.instant(), &changes) {
        let (small, few) = RuleShrinker.shrink(rule, facts, in: .sample) { rule, facts in
          var ignored = 0
          return Self.step(rule, facts, from: fault, &ignored) != nil
        }
        Issue.record("seed \(Self.seed), from \(fault.rfc3339 ?? ""): \(small.source)\n\(few)")
        return
      }
    }
    #expect(changes > 150, "too few rules changed to mean anything")
  }

  /// Goes from one forecast change to the next and looks between them; the instant from which a change was missed.
  private static func step(
    _ rule: Rule, _ facts: TestFacts, from start: Timestamp, _ changes: inout Int
  ) -> Timestamp? {
    var now = start
    var truth = rule.truth(of: facts, at: now)
    for _ in 0..<30 {
      let next = rule.nextChange(of: facts, at: now)
      if let next, next.microseconds <= now.microseconds { return now }
      let end = next?.microseconds ?? now.microseconds + 4000 * RuleMoment.dayMicroseconds
      for probe in probes(from: now.microseconds, to: end) {
        if rule.truth(of: facts, at: Timestamp(microseconds: probe)) != truth { return now }
      }
      guard let next else { return nil }
      if next.microseconds - start.microseconds > 40_000 * RuleMoment.dayMicroseconds { return nil }
      let after = rule.truth(of: facts, at: next)
      if after != truth { changes += 1 }
      (now, truth) = (next, after)
    }
    return nil
  }

  /// Instants between two others where something might change: near both, near midnights, and in steps that grow.
  private static func probes(from start: Int64, to end: Int64) -> [Int64] {
    var probes = [start + 1, end - 1, start + 1_000_000, (start + end) / 2]
    var step: Int64 = 1
    while step < end - start {
      probes += [start + step, end - step]
      let midnight = RuleMoment.midnight(ofDay: RuleMoment.day(of: start + step))
      probes += [midnight - 1, midnight, midnight + 3_600_000_000]
      step = step * 3 + 1
    }
    return probes.filter { $0 > start && $0 < end }
  }
}
