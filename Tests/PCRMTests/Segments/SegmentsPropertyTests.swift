import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

/// Whatever is written and however time passes: incremental memberships are those of a full build.
@Suite struct SegmentsPropertyTests {
  /// Rules over everything that the random writes below touch, some of them over each other.
  static let definitions: [SegmentDefinition] = [
    .rule("korean", "language == \"ko\""),
    .rule("female", "sex == \"female\" && kind == \"person\""),
    .rule("elderly", "age() >= 65"),
    .rule("fresh", "now() - updated_at < duration(\"30h\")"),
    .rule("newcomer", "days_since(created_at) <= 3"),
    .rule("vip", "\"vip\" in tags"),
    .rule("many_tags", "size(tags) >= 2 || language == \"en\""),
    .rule("reachable", "has_mobile || has_email"),
    .rule("agreed", "consents.exists(c, c.purpose == \"survey\" && c.given)"),
    .rule("refused", "consents.all(c, !c.given)"),
    .rule("family", "relations.exists(r, r.active && r.kind == \"spouse\")"),
    .rule("alone", "!relations.exists(r, r.active)"),
    .rule("with_worker", "has(case_worker) && has(home_office)"),
    .rule("both", "in_segment(\"korean\") && in_segment(\"vip\")"),
    .rule("neither", "!in_segment(\"korean\") && !in_segment(\"vip\")"),
    .rule("served", "in_segment(\"both\") || in_segment(\"elderly\") || in_segment(\"partners\")"),
    .rule("birthday_known", "has(birth_date) ? age() < 40 : in_segment(\"neither\")"),
    .list("partners"),
    .rule("in_care", "cases.exists(c, c.stage == \"first_care\" && c.status != \"closed\")"),
    .rule("outside", "size(cases) == 0"),
    .rule("former", "size(cases) > 0 && cases.all(c, c.status == \"closed\")"),
    .rule("severe", "cases.exists(c, c.severity_scheme == \"ais\" && c.severity_grade >= 4)"),
    .rule("waiting", "cases.exists(c, c.status == \"open\" && days_since(c.stage_since) > 1)"),
    .rule(
      "approved", "cases.exists(c, has(c.worker) && now() - c.approved_at < duration(\"50h\"))"),
  ]

  /// Other rules for some of them: a build moves many, who take along those of segments that name theirs.
  static let others: [SegmentDefinition] = [
    .rule("korean", "language == \"ko\" || language == \"en\""),
    .rule("female", "sex != \"male\" && age() >= 30"),
    .rule("elderly", "age() >= 64"),
    .rule("vip", "tags.exists(t, t == \"vip\" || t == \"new\")"),
    .rule("family", "!relations.all(r, r.kind != \"spouse\" || !r.active)"),
    .rule("refused", "!consents.exists(c, c.given)"),
    .rule("in_care", "cases.exists(c, c.stage != \"first_care\" && c.severity_grade >= 2)"),
  ]

  @Test("Incremental after random writes and clock jumps is a full build", arguments: 1...4)
  func incremental(_ seed: UInt64) throws {
    try withPCRM { pcrm in
      var walk = try RandomWalk(pcrm, seed: seed)
      for _ in 0..<6 { try walk.write() }
      try pcrm.admin.apply(Self.definitions)
      try pcrm.runJobs()
      for round in 0..<6 {
        for _ in 0..<25 { try walk.write() }
        if round % 2 == 1 { try walk.passTime() }
        if round % 3 == 2 {
          try pcrm.admin.apply(round == 2 ? Self.others : Self.definitions)
          for _ in 0..<5 { try walk.write() }
        }
        try pcrm.runJobs()
        try Self.check(pcrm, "seed \(seed), round \(round)")
      }
      // A build finds nothing to move.
      let before = try pcrm.feed(after: 0, [.membership]).count
      for definition in Self.definitions { try pcrm.admin.rebuild(definition.name) }
      try pcrm.runJobs()
      #expect(try pcrm.feed(after: 0, [.membership]).count == before, "seed \(seed)")
    }
  }

  /// Compares every segment with what SQL says, and its size with its members.
  private static func check(_ pcrm: PCRMFixture, _ place: String) throws {
    for definition in definitions {
      let audit = try pcrm.admin.audit(definition.name)
      #expect(
        audit.missing == 0 && audit.surplus == 0 && audit.due == 0, "\(definition.name), \(place)")
      let members = try pcrm.admin.members(definition.name, pageSize: 100)
      #expect(Int64(members.count) == audit.size, "size of \(definition.name), \(place)")
      #expect(
        try pcrm.admin.preview("", definition.name, isList: definition.rule.isEmpty), "\(place)")
    }
    // The feed told of every crossing: who entered more often than left is a member.
    var told: [String: Set<String>] = [:]
    for change in try pcrm.feed(after: 0, [.membership]) {
      if change.kind == .created {
        #expect(told[change.segment, default: []].insert(change.entityID).inserted, "\(place)")
      } else {
        #expect(told[change.segment]?.remove(change.entityID) != nil, "\(place)")
      }
    }
    for definition in definitions {
      let members = try pcrm.admin.members(definition.name, pageSize: 100).map(\.description)
      #expect(told[definition.name, default: []] == Set(members), "\(definition.name), \(place)")
    }
  }
}

extension TestCaller {
  /// Whether nobody would enter or leave.
  fileprivate func preview(_ rule: String, _ segment: String, isList: Bool) throws -> Bool {
    if isList { return true }
    let count = try preview(rule, segment).count
    return count?.entering == 0 && count?.leaving == 0
  }
}

/// Customers to whom anything happens.
private struct RandomWalk {
  let pcrm: PCRMFixture
  private var random: SeededRandom
  private var customers: [CustomerID] = []
  private var deleted: Set<CustomerID> = []
  private var cases: [CaseID] = []
  private let office: UnitID
  private let worker: StaffID

  init(_ pcrm: PCRMFixture, seed: UInt64) throws {
    self.pcrm = pcrm
    random = SeededRandom(seed: seed)
    office = try pcrm.office()
    worker = try pcrm.staff(in: office)
    try pcrm.admin.apply(try CaseTypeDocument(json: CaseWorld.care))
  }

  mutating func write() throws {
    if random.once(in: 3), !cases.isEmpty { return try moveCase() }
    if customers.count < 8 || random.once(in: 8) { return try create() }
    let customer = customers[Int(random.next() % UInt64(customers.count))]
    if deleted.contains(customer) {
      deleted.remove(customer)
      _ = try pcrm.admin.undelete(customer)
      return
    }
    switch random.next() % 11 {
    case 10:
      if let opened = try pcrm.admin.open(customer).case { cases.append(opened.id) }
    case 0:
      deleted.insert(customer)
      _ = try pcrm.admin.delete(customer)
    case 1:
      _ = try pcrm.admin.record(
        customer, random.pick(["survey", "news"]), random.pick([.unspecified, .sms, .email]),
        random.pick([.given, .withdrawn]))
    case 2:
      let other = random.pick(customers.filter { !deleted.contains($0) && $0 != customer })
      let today = CivilDate(2026, 3, 2)
      let from = CivilDate(daysSince1970: today.daysSince1970 + Int(random.next() % 8) - 4)
      let to = CivilDate(daysSince1970: from.daysSince1970 + 1 + Int(random.next() % 6))
      _ = try pcrm.admin.relate(
        customer, other, random.pick([.spouse, .parent]), from: random.once(in: 2) ? from : nil,
        to: random.once(in: 2) ? to : nil)
    case 3:
      let end = pcrm.clock.now().adding(seconds: Int64(random.next() % 200_000) + 1)
      try pcrm.admin.addMembers("partners", [customer], until: random.once(in: 2) ? end : nil)
    case 4: try pcrm.admin.removeMembers("partners", [customer])
    default: try update(customer)
    }
  }

  /// Something about a case; what the case's state does not allow is refused, which leaves nothing.
  private mutating func moveCase() throws {
    let id = random.pick(cases)
    let stage = random.pick(["first_care", "rehab", "ended"])
    let grade = Int32(random.next() % 5) + 1
    let worker = worker
    switch random.next() % 7 {
    case 0:
      _ = try pcrm.admin.casesRefusal("SetCaseSeverity", SetCaseSeverityRequest.self) {
        $0.id = id
        $0.severity = Severity()
        $0.severity?.scheme = .ais
        $0.severity?.grade = grade
        $0.reason = "measured"
      }
    case 1:
      _ = try pcrm.admin.casesRefusal("SuspendCase", SuspendCaseRequest.self) {
        $0.id = id
        $0.reason = "abroad"
      }
    case 2:
      _ = try pcrm.admin.casesRefusal("ResumeCase", ResumeCaseRequest.self) {
        $0.id = id
        $0.reason = "back"
      }
    case 3:
      _ = try pcrm.admin.casesRefusal("CloseCase", CloseCaseRequest.self) {
        $0.id = id
        $0.reason = "done"
      }
    case 4:
      _ = try pcrm.admin.casesRefusal("ReopenCase", ReopenCaseRequest.self) {
        $0.id = id
        $0.reason = "again"
        $0.caseWorkerID = worker
      }
    default:
      let reasons = ["ended": "recovered", "rehab": "healed"]
      _ = try pcrm.admin.casesRefusal("AdvanceCase", AdvanceCaseRequest.self) {
        $0.id = id
        $0.to = stage
        $0.reason = reasons[stage] ?? "as agreed"
        $0.caseWorkerID = worker
      }
    }
  }

  /// Days and nights, or hours.
  mutating func passTime() throws {
    let days = Int64(random.next() % 6)
    pcrm.clock.advance(seconds: days * 24 * 3600 + Int64(random.next() % 90_000))
  }

  private mutating func create() throws {
    customers.append(try pcrm.admin.create(draft()).id)
  }

  private mutating func update(_ id: CustomerID) throws {
    var customer = draft()
    customer.id = id
    let masks = [
      ["language"], ["birth_date"], ["tags"], ["contact_points", "sex"], ["home_office_id"],
      ["case_worker_id", "language", "tags"],
    ]
    _ = try pcrm.admin.update(customer, random.pick(masks))
  }

  private mutating func draft() -> Customer {
    var customer = Customer.person()
    customer.language = random.pick(["ko", "en", "vi", ""])
    customer.sex = random.pick([.female, .male, .unspecified])
    customer.tags = random.pick([[], ["vip"], ["vip", "new"], ["new"]])
    // Turning 65 or 40 about now.
    let year = Int32(random.pick([1961, 1986, 1990, 2000]))
    let day = Int32(random.next() % 12) + 1
    customer.birthDate = random.once(in: 5) ? nil : CivilDate(year, 3, day)
    customer.contactPoints = random.once(in: 2) ? [.mobile("010-0123-4567")] : []
    customer.homeOfficeID = random.once(in: 2) ? office : UnitID()
    customer.caseWorkerID = random.once(in: 3) ? worker : StaffID()
    return customer
  }
}
