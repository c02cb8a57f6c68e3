import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// What is recorded on a case: touchpoints, services with their basis, needs, quality points, benefits.
struct CaseRecordTests {
  @Test func touchpoints() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let made = try world.inCare()
      let began = try #require(made.stageSince)
      let visit = try #require(
        try world.admin.touchpoints { $0.caseID = made.id }.first { $0.code == "visit" })
      let done = world.pass(days: 31)
      let first: RecordTouchpointResponse = try world.admin.cases(
        "RecordTouchpoint", RecordTouchpointRequest.self
      ) {
        $0.touchpointID = visit.id
        $0.version = 1
        $0.staffID = world.worker
        $0.rating = .worse
        $0.customerState = "통증이 남아 있다"
        $0.improvement = "전원 안내가 늦다"
        $0.servicesGiven = ["decision"]
      }
      let record = try #require(first.touchpoint)
      #expect(record.state == .done && record.endTime == done && record.version == 2)
      #expect(record.channel == .visit, "as planned")
      #expect(record.rating == .worse && record.improvement == "전원 안내가 늦다")
      #expect(record.staffID == world.worker && record.servicesGiven == ["decision"])
      let next = try #require(first.next)
      #expect(next.occurrence == 2 && next.dueTime == began.adding(seconds: 60 * 86_400))
      // Done so late that a beat has passed: the next one is the first that is still to come.
      world.pass(days: 65)
      let second: RecordTouchpointResponse = try world.admin.cases(
        "RecordTouchpoint", RecordTouchpointRequest.self
      ) { $0.touchpointID = next.id }
      #expect(second.next?.occurrence == 3)
      #expect(second.next?.dueTime == began.adding(seconds: 120 * 86_400))
      let third: RecordTouchpointResponse = try world.admin.cases(
        "RecordTouchpoint", RecordTouchpointRequest.self
      ) { $0.touchpointID = second.next?.id ?? TouchpointID() }
      #expect(third.next == nil, "three times in all")
      let unplanned: RecordTouchpointResponse = try world.admin.cases(
        "RecordTouchpoint", RecordTouchpointRequest.self
      ) {
        $0.caseID = made.id
        $0.channel = .phone
      }
      #expect(unplanned.touchpoint?.code == "" && unplanned.touchpoint?.dueTime == nil)
      let all = try world.admin.touchpoints(size: 2) { $0.caseID = made.id }
      #expect(all.count == 7 && Set(all.map(\.id)).count == 7)
      #expect(all.filter { $0.state == .done }.map(\.code) == ["visit", "visit", "", "visit"])
      #expect(
        try world.admin.caseEvents(made.id, .touchpoint).map(\.to) == [
          "visit", "visit", "visit", "",
        ])
    }
  }

  @Test func due() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let mine = try world.inCare()
      let other = try #require(try world.admin.open(world.customer).case)
      let far = try pcrm.admin.create(.person("부산")).id
      let third = try #require(try world.admin.open(far).case)
      func due(_ caller: TestCaller, _ days: Int64) throws -> [String] {
        try caller.touchpoints(size: 1) {
          $0.dueBefore = pcrm.clock.now().adding(seconds: days * 86_400)
        }.map(\.code)
      }
      #expect(try due(world.admin, 1) == ["first_call", "first_call"])
      #expect(try due(world.admin, 8) == ["first_call", "first_call", "letter"])
      let here = try pcrm.caller(as: .manager, scope: .office, office: world.office)
      #expect(try due(here, 8) == ["first_call", "letter"])
      let own = try pcrm.caller(as: .field, scope: .own, staff: world.worker)
      #expect(try due(own, 8) == ["first_call", "letter"])
      let worker = try world.admin.touchpoints { $0.caseWorkerID = world.worker }
      #expect(worker.map(\.code) == ["letter", "visit", "survey"])
      let office = try world.admin.touchpoints { $0.officeID = world.office }
      #expect(Set(office.map(\.caseID)) == [mine.id, other.id])
      let dropped = try world.admin.touchpoints {
        $0.customerID = world.customer; $0.state = .dropped
      }
      #expect(dropped.map(\.code) == ["first_call"])
      #expect(
        try here.touchpoints { $0.customerID = far } == [], "lists leave out whom one does not see")
      #expect(
        try here.casesRefusal("ListTouchpoints", ListTouchpointsRequest.self) {
          $0.caseID = third.id
        } == Refusal(.notFound, "NOT_FOUND", "case_id"))
    }
  }

  /// An extra service may break neither a rule nor a deadline; a statutory one is not held up by other deadlines.
  @Test func services() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let made = try world.inCare()
      func give(_ services: [String]) throws -> Refusal? {
        try world.admin.casesRefusal("RecordTouchpoint", RecordTouchpointRequest.self) {
          $0.caseID = made.id
          $0.servicesGiven = services
        }
      }
      func refused(_ reason: String, _ index: Int = 0) -> Refusal {
        Refusal(.failedPrecondition, reason, "services_given[\(index)]")
      }
      #expect(
        try give(["course"]) == refused("EXTRA_BREAKS_DEADLINE"),
        "ten days, and the letter in seven")
      #expect(try give(["trip"]) == refused("EXTRA_BREAKS_RULE"), "not in this stage")
      #expect(try give(["hearing"]) == refused("SERVICE_NOT_ALLOWED"), "not in this stage")
      #expect(try give(["party"]) == refused("REFERENCE_MISSING"))
      #expect(
        try give(["gift", "gift"])
          == Refusal(.invalidArgument, "DUPLICATE_ITEM", "services_given[1]"))
      #expect(try give(["gift", "decision"]) == nil)
      #expect(try give(["gift"]) == refused("EXTRA_BREAKS_RULE"), "once a case")
      world.pass(days: 8)
      #expect(try give(["decision", "course"]) == refused("EXTRA_BREAKS_DEADLINE", 1), "overdue")
      #expect(try give(["decision"]) == nil)
      // Done at last: in the same meeting the extra service is given.
      let letter = try #require(
        try world.admin.touchpoints { $0.caseID = made.id }.first { $0.code == "letter" })
      let _: RecordTouchpointResponse = try world.admin.cases(
        "RecordTouchpoint", RecordTouchpointRequest.self
      ) {
        $0.touchpointID = letter.id
        $0.servicesGiven = ["decision", "course"]
      }
      _ = try world.admin.checkQuality(made.id, "papers")
      _ = try world.admin.advance(made.id, to: "rehab") { $0.exitReason = "healed" }
      #expect(try give(["trip"]) == refused("EXTRA_BREAKS_RULE"), "not after the gift")
      #expect(try give(["hearing"]) == nil)
      try shares(world)
    }
  }

  private func shares(_ world: CaseWorld) throws {
    func shares(
      _ caller: TestCaller, _ from: CivilDate, _ to: CivilDate, office: UnitID = UnitID()
    ) throws -> GetServiceSharesResponse {
      try caller.cases("GetServiceShares", GetServiceSharesRequest.self) {
        $0.from = from
        $0.to = to
        $0.officeID = office
      }
    }
    let all = try shares(world.admin, CivilDate(2026, 3, 2), CivilDate(2026, 3, 11))
    #expect(
      all.services.map { "\($0.service) \($0.count)" } == [
        "decision 3", "course 1", "gift 1", "hearing 1",
      ])
    #expect(all.statutoryCount == 4 && all.extraCount == 2)
    #expect(all.statutoryPermille == 667 && all.extraPermille == 333)
    let first = try shares(world.admin, CivilDate(2026, 3, 2), CivilDate(2026, 3, 3))
    #expect(first.statutoryCount == 1 && first.extraCount == 1, "the day in Seoul")
    let nobody = try shares(
      world.admin, CivilDate(2026, 3, 2), CivilDate(2026, 3, 11), office: UnitID(high: 1, low: 1))
    #expect(nobody == GetServiceSharesResponse())
    let stranger = try world.pcrm.caller(
      as: .manager, scope: .office, office: try world.pcrm.office("부산지사"))
    #expect(
      try shares(stranger, CivilDate(2026, 3, 2), CivilDate(2026, 3, 11)).services == [])
    let own = try world.pcrm.caller(as: .field, scope: .own, staff: world.worker)
    #expect(try shares(own, CivilDate(2026, 3, 2), CivilDate(2026, 3, 11)) == all)
  }

  @Test func needs() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let made = try world.inCare()
      func record(_ needs: [String], _ hardships: [String] = []) throws -> NeedRecord {
        try world.admin.cases("RecordNeeds", RecordNeedsRequest.self) {
          $0.caseID = made.id
          $0.needs = needs
          $0.hardships = hardships
        }
      }
      let first = try record(["job"], ["debt"])
      #expect(
        first.number == 1 && first.stage == "first_care" && first.appeared == ["job", "debt"])
      #expect(try world.admin.caseRecord(made.id).needs == ["job"])
      #expect(try world.admin.caseRecord(made.id).hardships == ["debt"])
      _ = try world.admin.checkQuality(made.id, "papers")
      _ = try world.admin.advance(made.id, to: "rehab") { $0.exitReason = "healed" }
      let version = try world.admin.caseRecord(made.id).version
      let same = try record(["job"], ["debt"])
      #expect(same.stage == "rehab" && same.appeared.isEmpty && same.disappeared.isEmpty)
      #expect(try world.admin.caseRecord(made.id).version == version, "nothing changed")
      let third = try record(["housing"])
      #expect(third.appeared == ["housing"] && third.disappeared == ["job", "debt"])
      let list: ListNeedsResponse = try world.admin.cases("ListNeeds", ListNeedsRequest.self) {
        $0.caseID = made.id
        $0.pageSize = 2
      }
      #expect(list.records == [first, same] && !list.nextPageToken.isEmpty)
      #expect(list.records.allSatisfy { $0.customerID == world.customer })
    }
  }

  @Test func benefits() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let made = try world.inCare()
      func decide(
        _ kind: String, _ amount: Int64, _ version: Int64 = 0
      ) throws -> DecideBenefitResponse {
        try world.admin.cases("DecideBenefit", DecideBenefitRequest.self) {
          $0.caseID = made.id
          $0.kind = kind
          $0.version = version
          $0.amountWon = amount
          $0.validFrom = CivilDate(2026, 3, 1)
          $0.reason = "결정"
        }
      }
      #expect(try decide("average_wage", 100_000).reopened == [], "nothing rests on it yet")
      #expect(try decide("sick_pay", 70_000).benefit?.version == 1)
      let changed = try decide("average_wage", 110_000, 1)
      #expect(changed.reopened.map(\.kind) == ["sick_pay"])
      #expect(
        changed.reopened[0].state == .reopened && changed.reopened[0].reopenedBy == "average_wage")
      #expect(changed.reopened[0].amountWon == 70_000, "it holds until it is decided anew")
      #expect(try decide("average_wage", 110_000).reopened == [], "the same again changes nothing")
      #expect(try decide("disability", 5_000_000).reopened == [])
      let sick = try decide("sick_pay", 77_000)
      #expect(sick.benefit?.version == 3 && sick.benefit?.state == .decided)
      #expect(sick.reopened.map(\.kind) == ["disability"])
      let open: ListBenefitsResponse = try world.admin.cases(
        "ListBenefits", ListBenefitsRequest.self
      ) {
        $0.caseID = made.id
        $0.state = .reopened
      }
      #expect(open.benefits.map(\.kind) == ["disability"])
      let all: ListBenefitsResponse = try world.admin.cases(
        "ListBenefits", ListBenefitsRequest.self
      ) { $0.caseID = made.id }
      #expect(all.benefits.map(\.kind) == ["average_wage", "disability", "sick_pay"])
      let events = try world.admin.caseEvents(made.id, .benefitReopened)
      #expect(
        events.map { "\($0.from) \($0.to)" } == ["average_wage sick_pay", "sick_pay disability"])
    }
  }

  /// Decisions are for those who may make them: a stage, a closing and a benefit each ask.
  @Test func authority() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      var limits = AuthorityLimits()
      for (code, won) in [("approve_care", nil), ("sick_pay", 50_000), ("close_case", nil)]
        as [(String, Int64?)]
      {
        for role in ["admin", "manager"] where code == "sick_pay" || role == "admin" {
          var limit = AuthorityLimit()
          limit.role = role
          limit.kind = .decision
          limit.code = code
          limit.limit = role == "manager" ? won.map { .amountWon($0) } : nil
          limits.limits.append(limit)
        }
      }
      var apply = ApplyAuthorityLimitsRequest()
      apply.limits = limits
      let _: ApplyRulesResponse = try world.admin.call(
        "pcrm.v1.AssignmentService/ApplyAuthorityLimits", apply)
      let manager = try pcrm.caller(as: .manager)
      let opened = try #require(try manager.open(world.customer).case)
      let care = AdvanceCaseRequest.self
      #expect(
        try manager.casesRefusal("AdvanceCase", care) {
          $0.id = opened.id
          $0.to = "first_care"
          $0.reason = "승인"
          $0.caseWorkerID = world.worker
        } == Refusal(.failedPrecondition, "AUTHORITY_MISSING", "to"))
      _ = try world.admin.advance(opened.id, to: "first_care", worker: world.worker)
      func pay(_ won: Int64) throws -> Refusal? {
        try manager.casesRefusal("DecideBenefit", DecideBenefitRequest.self) {
          $0.caseID = opened.id
          $0.kind = "sick_pay"
          $0.amountWon = won
          $0.validFrom = CivilDate(2026, 3, 1)
          $0.reason = "결정"
        }
      }
      #expect(try pay(50_001) == Refusal(.failedPrecondition, "AUTHORITY_EXCEEDED", "kind"))
      #expect(try pay(50_000) == nil)
      _ = try world.admin.checkQuality(opened.id, "papers")
      _ = try manager.advance(opened.id, to: "ended") {
        $0.reason = "recovered"
        $0.exitReason = "healed"
      }
      #expect(
        try manager.casesRefusal("CloseCase", CloseCaseRequest.self) {
          $0.id = opened.id
          $0.reason = "끝"
        } == Refusal(.failedPrecondition, "AUTHORITY_MISSING", "id"))
    }
  }
}
