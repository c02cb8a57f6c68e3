import PCRMCore
import PCRMModel
import ProtobufCodec
import Testing

/// The pure parts: facts that are kept, intervals, overlaps.
@Suite struct ClassificationRulesTests {
  private static let vocabulary = RuleVocabulary(
    facts: [
      RuleFact("tags", .list(.string), "Tags.", isOptional: false),
      RuleFact("relations", .list(.record("relation")), "Relations.", isOptional: false),
      RuleFact("score", .double, "Score."), RuleFact("language", .string, "Language."),
    ],
    records: ["relation": [RuleFact("kind", .string, "Kind."), RuleFact("since", .date, "Since.")]])

  /// A customer with two relations, one without a day.
  private struct Source: FactSource {
    func value(of fact: RuleFact) -> RuleValue? {
      switch fact.name {
      case "tags": .list([.string("a"), .string("b")])
      case "score": .double(0.5)
      default: nil
      }
    }
    func count(of list: RuleFact) -> Int? { list.name == "relations" ? 2 : nil }
    func value(of field: RuleFact, in list: RuleFact, at index: Int) -> RuleValue? {
      switch (field.name, index) {
      case ("kind", 0): .string("parent")
      case ("kind", 1): .string("child")
      case ("since", 1): .date(20_200_101)
      default: nil
      }
    }
    func inSegment(_ name: String) -> Bool { name == "heavy" }
  }

  @Test("A decision made again from what it kept is the same, whatever the rules look at")
  func keptFacts() throws {
    let conditions = [
      #"relations.exists(r, r.kind == "child" && r.since < date("2021-01-01"))"#,
      #"relations.all(r, has(r.since))"#, #"score > 0.25 && in_segment("heavy")"#,
      #"language == "ko" || "b" in tags"#, #"language == "ko""#,
      #"in_segment("nobody") || size(relations) == 2"#,
      "now() > timestamp(\"2020-01-01T00:00:00Z\")",
      "case.severity_grade >= param.cut_off || case.status == \"open\"",
    ]
    let now = Timestamp(seconds: 1_772_409_600, nanos: 0)
    for condition in conditions {
      let scheme = ClassificationScheme.managementLevels.with {
        $0.appliesWhen = ""
        $0.parameters = [SchemeParameter("cut_off", 3)]
        $0.rules = [ClassificationRule("rule", condition, .level(.intensive))]
      }
      let compiled = try CompiledScheme(scheme, customer: Self.vocabulary)
      var subject = Case()
      subject.status = .open
      subject.severity = .ais(2)
      let facts = CaseFacts(subject, office: "", scheme: scheme, customer: Source())
      let recorded = RecordedFacts(facts)
      var first = Classification()
      compiled.decide(recorded, at: now, into: &first)
      first.inputs = recorded.inputs
      // What is stored is what was decoded again.
      let stored = try Classification(binary: first.binary())
      let kept = RecordedFacts(KeptFacts(stored.inputs))
      var second = Classification()
      compiled.decide(kept, at: now, into: &second)
      second.inputs = kept.inputs
      #expect(first == second, "\(condition)")
    }
  }

  @Test("Wilson's interval holds the estimate, and is a point when everything was looked at")
  func wilson() {
    let table: [(found: Int64, sample: Int64, total: Int64)] = [
      (0, 30, 1000), (1, 30, 1000), (15, 30, 1000), (30, 30, 1000), (999, 1000, 1_000_000),
    ]
    for row in table {
      let share = WilsonInterval(found: row.found, of: row.sample)
      let (low, high) = (share.low(of: row.total), share.high(of: row.total))
      #expect(low <= share.scaled(to: row.total) && share.scaled(to: row.total) <= high, "\(row)")
      #expect(low >= row.found && high <= row.total - (row.sample - row.found), "\(row)")
    }
    let all = WilsonInterval(found: 7, of: 20)
    #expect(all.low(of: 20) == 7 && all.scaled(to: 20) == 7 && all.high(of: 20) == 7)
    // By hand: 15 of 30 gives 0.3315 to 0.6685.
    let half = WilsonInterval(found: 15, of: 30)
    #expect(half.low(of: 10_000) == 3315 && half.high(of: 10_000) == 6685)
  }

  @Test("Two schemes overlap only where a case could have both")
  func overlaps() {
    let base = ClassificationScheme.supportGroups
    let table: [(fault: String, Bool, ClassificationScheme)] = [
      ("itself", false, base), ("the same under another name", true, base.with { $0.name = "b" }),
      (
        "another kind", false,
        base.with {
          $0.name = "b"
          $0.kind = .managementLevel
        }
      ),
      (
        "another case type", false,
        base.with {
          $0.name = "b"
          $0.caseTypes = ["insurance"]
        }
      ),
      (
        "a model of its own comes first", false,
        base.with {
          $0.name = "b"
          $0.serviceModels = ["outreach"]
        }
      ),
      (
        "it ended before", false,
        base.with {
          $0.name = "b"
          $0.validFrom = CivilDate(2000, 1, 1)
          $0.validTo = CivilDate(2005, 10, 1)
        }
      ),
    ]
    for row in table {
      #expect(base.overlaps(row.2) == row.1, "\(row.fault)")
      #expect(row.2.overlaps(base) == row.1, "\(row.fault), the other way round")
    }
  }
}
