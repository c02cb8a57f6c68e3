import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// The quality of one visit by the formula.
struct QualityFormulaTests {
  private static func facts(
    _ filled: [ReportPart] = [], kept: Int = 0, missed: Int = 0,
    _ petition: PetitionResult = .unspecified, satisfaction: Int = 0
  ) -> VisitQualityFacts {
    var facts = VisitQualityFacts()
    facts.filled = filled
    facts.kept = kept
    facts.missed = missed
    facts.petition = petition
    facts.satisfaction = satisfaction
    return facts
  }

  private static let five: [ReportPart] = [.contact, .condition, .papers, .support, .questions]

  @Test func table() {
    let equal = QualityFormula.initial
    var weighted = QualityFormula.initial
    weighted.partsWeight = 6
    weighted.satisfactionWeight = 3
    weighted.partWeights = [
      .made {
        $0.part = .contact
        $0.weight = 4
      },
      .made {
        $0.part = .adoption
        $0.weight = 2
      },
    ]
    var onlySatisfied = QualityFormula()
    onlySatisfied.satisfactionWeight = 1
    let cases: [(formula: QualityFormula, facts: VisitQualityFacts, score: Int64?, fault: String)] =
      [
        (equal, Self.facts(), 0, "a report that says nothing has a quality"),
        (equal, Self.facts(Self.five), 10_000, "a whole report is not the whole"),
        (equal, Self.facts([.contact, .papers]), 4000, "parts that weigh differently"),
        (equal, Self.facts(Self.five + [.adoption]), 10_000, "more than the whole"),
        (equal, Self.facts(Self.five, kept: 1, missed: 1), 7500, "follow-ups that do not count"),
        (equal, Self.facts(Self.five, .open), 5000, "a petition left open counts as none"),
        (equal, Self.facts(Self.five, .closed), 10_000, "a petition closed costs something"),
        (
          equal, Self.facts(Self.five, satisfaction: 1), 5000,
          "the least satisfaction is not nought"
        ),
        (equal, Self.facts(Self.five, satisfaction: 5), 10_000, "the most is not the whole"),
        (equal, Self.facts([.contact], kept: 2, missed: 1, .closed, satisfaction: 4), 6542, "mean"),
        (weighted, Self.facts([.contact]), 4000, "weights of parts are not looked at"),
        (weighted, Self.facts([.contact], satisfaction: 5), 6000, "weights of shares are not"),
        (weighted, Self.facts([.adoption]), 2000, "adoption cannot weigh"),
        (onlySatisfied, Self.facts(Self.five), nil, "a quality of nothing"),
        (onlySatisfied, Self.facts(satisfaction: 3), 5000, "the middle is not the half"),
      ]
    for (formula, facts, score, fault) in cases {
      #expect(formula.score(facts) == score, "\(fault)")
    }
  }

  /// Properties: between 0 and 100; whatever gets better, the quality does not get worse.
  @Test func properties() {
    let seed: UInt64 = 85
    var random = SeededRandom(seed: seed)
    for round in 0..<5000 {
      var formula = QualityFormula()
      formula.partsWeight = Int32(random.next() % 1001)
      formula.followUpsWeight = Int32(random.next() % 1001)
      formula.sameContactWeight = Int32(random.next() % 1001)
      formula.satisfactionWeight = Int32(random.next() % 1001) + 1
      formula.partWeights = ReportPart.all.filter { _ in random.once(in: 2) }.map { part in
        .made {
          $0.part = part
          $0.weight = Int32(random.next() % 10)
        }
      }
      formula.satisfactionWeight = min(1000, formula.satisfactionWeight)
      let facts = Self.facts(
        ReportPart.all.filter { _ in random.once(in: 2) }, kept: Int(random.next() % 4),
        missed: Int(random.next() % 4), PetitionResult(rawValue: Int32(random.next() % 3)),
        satisfaction: Int(random.next() % 6))
      let score = formula.score(facts)
      if let score { #expect((0...10_000).contains(score), "seed \(seed), round \(round)") }
      for better in Self.better(facts) {
        let next = formula.score(better)
        #expect(next != nil || score == nil, "seed \(seed), round \(round)")
        if let score, let next { #expect(next >= score, "seed \(seed), round \(round): \(better)") }
      }
    }
  }

  /// The same facts with one thing that got better, where there is that thing.
  private static func better(_ facts: VisitQualityFacts) -> [VisitQualityFacts] {
    var all: [VisitQualityFacts] = []
    for part in ReportPart.all where !facts.filled.contains(part) {
      var better = facts
      better.filled.append(part)
      all.append(better)
    }
    if facts.missed > 0 {
      var better = facts
      better.missed -= 1
      better.kept += 1
      all.append(better)
    }
    if facts.petition == .open {
      var better = facts
      better.petition = .closed
      all.append(better)
    }
    if (1...4).contains(facts.satisfaction) {
      var better = facts
      better.satisfaction += 1
      all.append(better)
    }
    return all
  }
}
