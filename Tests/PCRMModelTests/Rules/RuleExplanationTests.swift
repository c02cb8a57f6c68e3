import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Why somebody is a member or none, in words and in numbers.
struct RuleExplanationTests {
  private func explain(_ source: String) throws -> RuleExplanation {
    try Rule(source, in: .sample).explain(of: RuleTruthTests.customer, at: RuleTruthTests.now)
  }

  static let sentences:
    [(rule: String, truth: Truth, reason: String, words: String, change: String)] =
      [
        (
          "age() >= 65", .false, "COMPARED", "age() is 64, which is less than 65",
          "age() would have to be at least 65"
        ),
        (
          "kind == \"person\"", .true, "COMPARED", "kind is \"person\", which is \"person\"",
          "kind would have to be other than \"person\""
        ),
        (
          "birth_date < ext.joined_on", .true, "COMPARED",
          "birth_date is 1961-03-03, which is less than ext.joined_on (2028-02-29)",
          "birth_date would have to be at least ext.joined_on (2028-02-29)"
        ),
        (
          "sex == \"male\"", .unknown, "MISSING", "sex is not known",
          "sex would have to be known, and \"male\""
        ),
        ("has(sex)", .false, "PRESENT", "sex is not known", "sex would have to be known"),
        (
          "has_mobile", .true, "FLAG", "has_mobile is true", "has_mobile would have to be false"
        ),
        (
          "language in [\"ko\", \"en\"]", .false, "LISTED",
          "language is \"ko-KR\", which is none of \"ko\", \"en\"",
          "language would have to be one of \"ko\", \"en\""
        ),
        (
          "\"vip\" in tags", .true, "HELD", "\"vip\", which is in tags",
          "\"vip\" would have to be not in tags"
        ),
        (
          "language.startsWith(\"en\")", .false, "TEXT",
          "language is \"ko-KR\", which is not begun with \"en\"",
          "language would have to be begun with \"en\""
        ),
        (
          "cases.exists(c, c.severity_grade > 4)", .unknown, "EXISTS",
          "0 of 2 in cases (and perhaps 1 more)",
          "one of cases would have to be a c with c.severity_grade > 4"
        ),
        (
          "cases.all(c, has(c.stage))", .false, "ALL", "1 of 2 in cases",
          "each of cases would have to be a c with has(c.stage)"
        ),
        (
          "in_segment(\"new\")", .false, "SEGMENT", "the customer is not in the segment new",
          "the customer would have to be in the segment new"
        ),
        (
          "ext.tenure / 0 > 1", .unknown, "NOT_COMPUTED", "ext.tenure / 0 cannot be computed",
          "ext.tenure / 0 would have to be known, and more than 1"
        ),
      ]

  /// Would catch a sentence that says the opposite, or of another fact.
  @Test(arguments: sentences)
  func words(
    _ example: (rule: String, truth: Truth, reason: String, words: String, change: String)
  ) throws {
    let explanation = try explain(example.rule)
    #expect(explanation.truth == example.truth)
    let condition = try #require(explanation.conditions.first)
    #expect(explanation.conditions.count == 1 && condition.truth == example.truth)
    #expect(condition.reason == example.reason && condition.words == example.words)
    let change = try #require(explanation.changes.first?.first)
    #expect(change.words == example.change)
    #expect(change.truth == (example.truth == .true ? .false : .true))
  }

  /// Would catch params from which a client cannot make its own language.
  @Test func params() throws {
    let condition = try #require(try explain("age() >= 65").conditions.first)
    #expect(
      condition.params.map { "\($0.name)=\($0.value)" } == [
        "subject=age()", "value=64", "operator=>=", "other=65", "other_value=65",
      ])
    #expect(
      condition.operands.map { "\($0.text)=\($0.value?.plain ?? "?")" } == [
        "age()=64", "birth_date=1961-03-03",
      ])
  }

  /// Would catch a condition that is called decisive and is not, and a detour to the other result.
  @Test func least() throws {
    let explanation = try explain(
      "(sex == \"male\" || has_mobile) && (age() >= 65 || ext.tenure < 12 || in_segment(\"new\"))")
    #expect(explanation.truth == .false)
    #expect(explanation.deciding == [2, 3, 4] && explanation.decidingIsLeast)
    #expect(explanation.changes.map { $0.map(\.condition) } == [[2], [3], [4]])
    #expect(explanation.changesAreLeast)
  }

  /// Would catch a condition that is called decisive where the rule contradicts itself whatever it is.
  @Test func nothingDecides() throws {
    let rule = try Rule("has_mobile && !has_mobile", in: .sample)
    let explanation = rule.explain(of: TestFacts(), at: RuleTruthTests.now)
    #expect(explanation.truth == .unknown && explanation.deciding.isEmpty)
    #expect(explanation.decidingIsLeast && explanation.changes.isEmpty)
  }

  // MARK: random structures, all ways tried

  private static let names = ["a", "b", "c", "d", "e"]
  private static let flags = RuleVocabulary(
    facts: names.map { RuleFact($0, .bool, "A truth.") })

  private static func random(_ random: inout SeededRandom, _ depth: Int) -> String {
    if depth == 0 || random.once(in: 4) { return random.pick(names + ["true"]) }
    func inner() -> String { Self.random(&random, depth - 1) }
    switch random.next() % 8 {
    case 0: return "!(\(inner()))"
    case 1: return "((\(inner())) ? (\(inner())) : (\(inner())))"
    case 2, 3, 4: return "(\(inner()) && \(inner()))"
    default: return "(\(inner()) || \(inner()) || \(inner()))"
    }
  }

  /// All ways in which the conditions outside of `fixed` can turn out.
  private static func worlds(_ facts: TestFacts, fixed: Set<String>) -> [TestFacts] {
    names.reduce([facts]) { worlds, name in
      if fixed.contains(name) { return worlds }
      return worlds.flatMap { world in
        [RuleValue.bool(true), .bool(false), nil].map { value in
          var other = world
          other.values[name] = value
          return other
        }
      }
    }
  }

  /// Would catch sets that do not decide, sets larger than need be, and changes that change nothing.
  @Test func leastOfAll() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededRandom(seed: seed)
    for _ in 0..<300 {
      let source = Self.random(&random, 3)
      let rule = try Rule(source, in: Self.flags)
      var facts = TestFacts()
      for name in Self.names where !random.once(in: 3) {
        facts.values[name] = .bool(random.once(in: 2))
      }
      let truth = rule.truth(of: facts, at: RuleTruthTests.now)
      let explanation = rule.explain(of: facts, at: RuleTruthTests.now)
      #expect(explanation.truth == truth)
      let names = explanation.conditions.map(\.text)

      func decides(_ fixed: [Int]) -> Bool {
        Self.worlds(facts, fixed: Set(fixed.map { names[$0] })).allSatisfy { world in
          let other = rule.truth(of: world, at: RuleTruthTests.now)
          return truth == .unknown ? other != .true : other == truth
        }
      }
      #expect(decides(explanation.deciding), "seed \(seed): \(source) \(facts.values)")
      if explanation.decidingIsLeast, let last = explanation.deciding.indices.last {
        for smaller in Self.subsets(of: names.count, last) where decides(smaller) {
          Issue.record("seed \(seed): \(smaller) decide \(source), \(facts.values)")
        }
      }
      #expect(explanation.decidingIsLeast, "five conditions are few")
      checkChanges(explanation, rule, facts, "seed \(seed): \(source), \(facts.values)")
    }
  }

  private func checkChanges(
    _ explanation: RuleExplanation, _ rule: Rule, _ facts: TestFacts, _ comment: Comment
  ) {
    let wanted: Truth = explanation.truth == .true ? .false : .true
    let names = explanation.conditions.map(\.text)
    func result(_ changed: TestFacts) -> Truth { rule.truth(of: changed, at: RuleTruthTests.now) }
    for alternative in explanation.changes {
      var changed = facts
      for change in alternative {
        changed.values[names[change.condition]] = .bool(change.truth == .true)
      }
      #expect(result(changed) == wanted, comment)
    }
    #expect(explanation.changesAreLeast, comment)
    let least = explanation.changes.map(\.count).min()
    for world in Self.worlds(facts, fixed: []) where result(world) == wanted {
      let distance = Self.names.filter { name in
        names.contains(name) && world.values[name] != facts.values[name]
      }.count
      #expect(distance >= least ?? .max, comment)
    }
  }

  private static func subsets(of count: Int, _ size: Int, from first: Int = 0) -> [[Int]] {
    if size == 0 { return [[]] }
    return (first..<max(first, count)).flatMap { number in
      subsets(of: count, size - 1, from: number + 1).map { [number] + $0 }
    }
  }
}
