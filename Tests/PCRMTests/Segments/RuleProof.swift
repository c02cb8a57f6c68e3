@testable import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage

/// Random rules over random customers: what the store finds, what memory says and what the slow interpreter says must
/// be the same, in all three truths.
struct RuleProof {
  /// Rules for which one population is asked.
  static let rulesPerPopulation = 500
  /// Rules between which the clock and the way through the set stay the same.
  private static let rulesPerRound = 50

  private let population: RulePopulation
  private let facts: SegmentFacts
  private var generator: RuleGenerator
  let seed: UInt64
  private let fault: @Sendable (String) -> String
  /// What disagreed, a line each.
  private(set) var findings: [String] = []
  /// How many rules SQL could say whole.
  private(set) var exact = 0
  /// How often each truth was met.
  private(set) var truths: [Truth: Int] = [:]

  /// - Parameter fault: put into each condition, to see whether it is noticed.
  init(seed: UInt64, fault: @escaping @Sendable (String) -> String = { $0 }) {
    self.seed = seed
    self.fault = fault
    population = RulePopulation(seed: seed)
    facts = SegmentFacts(schemas: [population.schema])
    generator = RuleGenerator(
      seed: seed &* 31, vocabulary: facts.vocabulary(segments: RulePopulation.segments))
    // Texts that are keys, so that keys are compared with some that exist, and one in capital letters.
    let keys = population.staff.map(\.id.description)
    generator.pools.texts += keys.prefix(2) + [keys[2].uppercased()]
    generator.depthMax = seed % 8 == 0 ? 9 : seed % 2 == 0 ? 5 : 3
  }

  /// Stores the population and asks the rules.
  mutating func run(_ database: some Database, rules: Int) throws {
    let population = population
    try database.write { (writer) throws(Status) in try population.store(&writer) }
    var left = rules
    while left > 0, findings.count < 5 {
      let round = (0..<min(left, Self.rulesPerRound)).map { _ in generator.storeRule() }
      left -= round.count
      try ask(round, at: generator.instant(), database)
    }
  }

  private mutating func ask(
    _ rules: [Rule], at now: Timestamp, _ database: some Database
  ) throws {
    let (facts, population, fault) = (facts, population, fault)
    let moment = RuleMoment(now)
    let answers = try database.read { (reader) throws(Status) -> [Answers] in
      let loaders = population.people.map { person in
        FactLoader(person.customer.id, reader, facts, at: moment) { person.segments.contains($0) }
      }
      var answers: [Answers] = []
      for rule in rules {
        var sql = RuleSQL(rule, facts, segments: RulePopulation.numbers)
        sql.condition = fault(sql.condition)
        if let many = sql.ofMany { sql.ofMany?.condition = fault(many.condition) }
        answers.append(try Answers(rule, sql, moment, loaders, reader))
      }
      return answers
    }
    let known = population.people.map { population.facts(of: $0, now: moment.now) }
    for (rule, answer) in zip(rules, answers) {
      let reference = try ReferenceInterpreter(rule)
      judge(rule, answer, known.map { reference.truth(of: $0, at: now) }, now)
    }
  }

  /// What the product says of one rule.
  private struct Answers: Sendable {
    var isExact: Bool
    var inMemory: [Truth]
    var inStore: [CustomerID: Truth]
    var members: [CustomerID]
    var count: Int64
    /// The set once more, a few at a time.
    var pages: [CustomerID] = []
    var entering: [CustomerID] = []
    var leaving: [CustomerID] = []

    init(
      _ rule: Rule, _ sql: RuleSQL, _ moment: RuleMoment, _ loaders: [FactLoader],
      _ reader: Reader
    ) throws(Status) {
      isExact = sql.isExact
      inMemory = []
      for loader in loaders { inMemory.append(try loader.truth(of: rule)) }
      inStore = try reader.truths(sql, at: moment)
      members = try reader.members(sql, at: moment)
      count = try reader.memberCount(sql, at: moment)
      while true {
        let page = try reader.members(
          sql, RuleReach(after: pages.last ?? CustomerID()), limit: 7, at: moment)
        pages += page
        if page.count < 7 { break }
      }
      var next: CustomerID? = CustomerID()
      while let after = next {
        let part = try reader.difference(sql, segment: 1, after: after, customers: 9, at: moment)
        entering += part.entering
        leaving += part.leaving
        next = part.next
      }
    }
  }

  private mutating func judge(
    _ rule: Rule, _ answer: Answers, _ reference: [Truth], _ now: Timestamp
  ) {
    if answer.isExact { exact += 1 }
    for truth in reference { truths[truth, default: 0] += 1 }
    let people = population.people
    func report(_ what: String) {
      findings.append("seed \(seed), at \(now.microseconds): \(what)\n  \(rule.source)")
    }
    for (index, person) in people.enumerated() {
      let (memory, right) = (answer.inMemory[index], reference[index])
      if memory != right {
        report("customer \(index) in memory \(memory), by the reference \(right)")
        return
      }
      let store = answer.inStore[person.customer.id]
      // A condition that says more than the rule must still hold wherever the rule does.
      if answer.isExact ? store != right : right == .true && store != .true {
        report("customer \(index) in the store \(store.map { "\($0)" } ?? "-"), else \(right)")
        return
      }
    }
    let members = zip(people, reference).filter { $1 == .true && $0.customer.deleteTime == nil }
      .map { $0.0.customer.id }.sorted()
    if answer.members != members {
      report("the set has \(answer.members.count) of \(members.count)")
    }
    if answer.count != Int64(members.count) { report("counts \(answer.count) of \(members.count)") }
    if answer.pages != members { report("page by page there are \(answer.pages.count)") }
    let stored = people.filter { $0.segments.contains(RulePopulation.segments[0]) }
      .map(\.customer.id).sorted()
    if answer.entering != members.filter({ !stored.contains($0) })
      || answer.leaving != stored.filter({ !members.contains($0) })
    {
      report("the difference with the stored members is another one")
    }
  }
}
