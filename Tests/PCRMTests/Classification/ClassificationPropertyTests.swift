import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Random cases, schemes and decisions: what a case carries is always what was signed off last, or an override whose
/// day has not come, and its history tells all of it.
@Suite struct ClassificationPropertyTests {
  static let seed = UInt64.random(in: 0 ... .max)

  /// What a case should carry, kept by the simplest means there are.
  private struct Expectation {
    var agreed: (id: ClassificationID, group: SupportGroup)?
    var override: (id: ClassificationID, group: SupportGroup, until: Int64)?
    var proposed: ClassificationID?

    var carried: SupportGroup { override?.group ?? agreed?.group ?? .unspecified }
  }

  @Test(
    "The result in force is what was signed off last or an unexpired override; history is whole")
  func randomLives() throws {
    print("classification: seed \(Self.seed)")
    for round in 0..<4 {
      try withPCRM { fixture in
        var random = SeededRandom(seed: Self.seed &+ UInt64(round))
        try live(try Agency(fixture), &random)
      }
    }
  }

  private func live(_ agency: Agency, _ random: inout SeededRandom) throws {
    let admin = agency.admin
    var scheme = randomScheme(&random)
    try admin.apply(scheme)
    var lives: [(id: CaseID, expected: Expectation)] = []
    for _ in 0..<4 {
      lives.append((try agency.open { randomFacts(&$0, agency, &random) }, Expectation()))
    }
    for index in lives.indices { try learn(&lives[index], agency) }
    for _ in 0..<40 {
      let index = Int(random.next() % UInt64(lives.count))
      try step(&lives[index], agency, &random)
      if random.once(in: 6) {
        agency.pass(days: Int(random.next() % 4) + 1)
        for index in lives.indices { expire(&lives[index].expected, agency.day().number) }
      }
      if random.once(in: 15) {
        scheme = randomScheme(&random)
        try admin.apply(scheme)
        agency.runTimers()
      }
      for index in lives.indices {
        try learn(&lives[index], agency)
        #expect(
          try admin.openedCase(lives[index].id).supportGroup == lives[index].expected.carried,
          "seed \(Self.seed)")
      }
    }
    for life in lives { try checkHistory(life.id, admin) }
  }

  /// One thing that somebody does.
  private func step(
    _ life: inout (id: CaseID, expected: Expectation), _ agency: Agency,
    _ random: inout SeededRandom
  ) throws {
    let admin = agency.admin
    let groups: [SupportGroup] = [.general, .priority, .intensive, .parallel]
    switch random.next() % 6 {
    case 0: try admin.propose(life.id)
    case 1, 2:
      guard let id = try admin.classified(life.id).support?.proposed?.id else { return }
      let dissenting = random.once(in: 4) ? 1 : 0
      let signed = try admin.signOff(id, agency.meeting(dissenting: dissenting))
      #expect((signed.state == .rejected) == (dissenting == 1))
      if dissenting == 0 { life.expected.agreed = (id, signed.supportGroup) }
    case 3:
      let group = random.pick(groups)
      let days = Int(random.next() % 6) + 1
      let made = try admin.override(life.id, .supportGroup(group), until: agency.day(days))
      life.expected.override = (made.id, group, agency.day(days).number)
    case 4:
      if life.expected.override != nil {
        try admin.lift(life.id)
        life.expected.override = nil
      }
    default:
      let codes = random.pick([["S32.0"], ["A09"], [], ["M54.5", "A09"]])
      try admin.change(
        life.id, { $0.diagnosisCodes = codes }, mask: ["diagnosis_codes"])
    }
  }

  /// Takes over what the rules made effective by themselves: allowed only where no sign-off is needed.
  private func learn(
    _ life: inout (id: CaseID, expected: Expectation), _ agency: Agency
  ) throws {
    let state = try agency.admin.classified(life.id).support
    let standing = life.expected.override == nil ? state?.inForce : state?.overridden
    guard let standing, standing.id != life.expected.agreed?.id else { return }
    #expect(standing.signOff == nil && standing.origin == .rule, "signed off by nobody we know")
    #expect(standing.supportGroup == .general, "only the rest takes effect at once")
    life.expected.agreed = (standing.id, standing.supportGroup)
  }

  private func expire(_ expected: inout Expectation, _ today: Int64) {
    if let override = expected.override, override.until <= today { expected.override = nil }
  }

  /// Events are numbered without gaps and agree with the decisions; each decision of the rules is made again the same.
  private func checkHistory(_ id: CaseID, _ admin: TestCaller) throws {
    let events = try admin.classificationEvents(id, .supportGroup, size: 7)
    let decisions = try admin.decisions(id, .supportGroup, size: 3)
    #expect(events.map(\.number) == (0..<Int64(events.count)).map { $0 + 1 })
    #expect(decisions.map(\.number) == (0..<Int64(decisions.count)).reversed().map { $0 + 1 })
    let carried = try admin.openedCase(id).supportGroup
    #expect(events.last?.supportGroup ?? .unspecified == carried)
    #expect(decisions.filter { $0.state == .inForce }.count == (carried == .unspecified ? 0 : 1))
    let known = Set(decisions.map(\.id))
    for decision in decisions {
      let own = events.filter { $0.classificationID == decision.id }.map(\.event)
      switch decision.state {
      case .proposed: #expect(own == [.proposed])
      case .rejected: #expect(own == [.proposed, .rejected])
      case .withdrawn: #expect(own == [.proposed, .withdrawn])
      case .superseded:
        #expect(own.last == .superseded && known.contains(decision.supersededByID))
      case .expired: #expect(own.last == .overrideExpired || own.last == .overrideLifted)
      default: #expect(own.contains(.tookEffect) || own.contains(.overridden))
      }
      if decision.origin == .rule {
        let again = try admin.rerun(decision.id)
        #expect(again.isSame, "\(again.differences), seed \(Self.seed)")
      }
    }
  }

  private func randomScheme(_ random: inout SeededRandom) -> ClassificationScheme {
    let conditions = [
      #""spinal" in case.disease_groups"#,
      "days_since(case.care_since) >= param.long_care_days",
      #"case.severity_scheme == "ais" && case.severity_grade >= 3"#,
      "size(case.diagnosis_codes) == 0", #""selected" in tags || has(case.care_since)"#,
      "case.severity_grade * 2 > 5 ? has(case.approved_at) : size(case.needs) == 0",
    ]
    return ClassificationScheme.supportGroups.with { scheme in
      scheme.reclassification = random.pick([.propose, .markDue, .noAction])
      scheme.parameters = [SchemeParameter("long_care_days", Int64(random.next() % 400))]
      let groups: [SupportGroup] = [.priority, .intensive, .parallel]
      scheme.rules = (0..<(Int(random.next() % 4) + 1)).map { index in
        ClassificationRule("rule-\(index)", random.pick(conditions), .group(random.pick(groups)))
      }
    }
  }

  private func randomFacts(
    _ draft: inout Case, _ agency: Agency, _ random: inout SeededRandom
  ) {
    draft.diagnosisCodes = random.pick([["S32.0"], ["A09"], []])
    if random.once(in: 2) { draft.severity = .ais(Int32(random.next() % 5) + 1) }
    if random.once(in: 2) { draft.careSince = agency.day(-Int(random.next() % 500)) }
  }
}
