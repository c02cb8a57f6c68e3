import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

/// A case from its opening to its end, through stages, phases, rest and reopening.
struct CaseLifeTests {
  @Test func opening() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let now = pcrm.clock.now()
      let plan = try world.admin.open(world.customer) {
        $0.case?.severity = Severity(.ais, 3)
        $0.case?.diagnosisCodes = ["S72.0", "I63.9"]
        $0.case?.careSince = CivilDate(2026, 2, 20)
        $0.case?.summary = "출근길 재해"
      }
      let made = try #require(plan.case)
      #expect(made.version == 1 && made.number == "CARE-2026-0001" && made.status == .open)
      #expect(made.stage == "reported" && made.stageSince == now && made.openTime == now)
      #expect(made.type == "care" && made.typeVersion == 1 && made.phase == "")
      #expect(made.officeID == world.office, "the customer's home office is the default")
      #expect(made.severity == Severity(.ais, 3) && made.diagnosisCodes == ["S72.0", "I63.9"])
      #expect(made.supportGroup == .unspecified && made.needScore == nil)
      #expect(plan.words == " |  | first_call survey")
      #expect(
        plan.planned.first { $0.code == "first_call" }?.dueTime == now.adding(seconds: 14_400))
      #expect(try world.admin.caseRecord(made.id) == made)
      #expect(try world.admin.open(world.customer).case?.number == "CARE-2026-0002")
      // What is recorded late has its time, and the number of its year.
      let late = try world.admin.open(world.customer) {
        $0.effectTime = Timestamp(rfc3339: "2024-12-31T15:00:00Z")
        $0.case?.approvalKind = .new
        $0.case?.approveTime = Timestamp(rfc3339: "2024-12-20T00:00:00Z")
      }.case
      #expect(late?.number == "CARE-2025-0001", "it was 2025 already in Seoul")
      #expect(late?.openTime == Timestamp(rfc3339: "2024-12-31T15:00:00Z"))
      #expect(late?.approvalKind == .new && late?.createTime == now)
    }
  }

  @Test func stages() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let opened = try #require(try world.admin.open(world.customer).case)
      let entered = world.pass(days: 1)
      let plan = try world.admin.advance(opened.id, to: "first_care", worker: world.worker)
      let moved = try #require(plan.case)
      #expect(moved.stage == "first_care" && moved.stageSince == entered)
      #expect(moved.approveTime == entered && moved.approvalKind == .new)
      #expect(moved.caseWorkerID == world.worker)
      #expect(moved.version == 3, "one for the stage, one for the case worker")
      #expect(plan.words == "first_call | survey | letter visit")
      #expect(plan.dropped[0].dropCause == .stageLeft && plan.dropped[0].endTime == entered)
      #expect(plan.dropped[0].version == 2 && plan.dropped[0].state == .dropped)
      #expect(
        plan.kept[0].dueTime == opened.openTime?.adding(seconds: 60 * 86_400),
        "what both stages ask for keeps its time")
      #expect(try world.admin.get(world.customer).caseWorkerID == world.worker)
      // Not before what the stage requires was checked.
      let refusal = try world.admin.casesRefusal("AdvanceCase", AdvanceCaseRequest.self) {
        $0.id = opened.id
        $0.to = "rehab"
        $0.reason = "x"
        $0.exitReason = "healed"
      }
      #expect(refusal == Refusal(.failedPrecondition, "QUALITY_POINTS_OPEN", "id"))
      _ = try world.admin.checkQuality(opened.id, "papers")
      let effect = world.pass(days: 20).adding(seconds: -5 * 86_400)
      let second = try world.admin.advance(opened.id, to: "rehab") {
        $0.exitReason = "healed"
        $0.note = "주치의 소견"
        $0.effectTime = effect
      }
      #expect(second.case?.stageSince == effect, "it took effect in the past")
      #expect(second.words == "letter survey | visit | ")
      let event = try #require(try world.admin.caseEvents(opened.id, .stage).last)
      #expect(event.from == "first_care" && event.to == "rehab" && event.stage == "rehab")
      #expect(event.reason == "as agreed" && event.exitReason == "healed")
      #expect(event.note == "주치의 소견" && event.time == effect)
      #expect(event.recordTime == pcrm.clock.now() && event.recordedBy.isEmpty == false)
      // Care again: another approval, and a checklist that begins anew.
      let again = try world.admin.advance(opened.id, to: "first_care")
      #expect(again.case?.approvalKind == .reapproval && again.words == " | visit | letter survey")
      let points: ListQualityPointsResponse = try world.admin.cases(
        "ListQualityPoints", ListQualityPointsRequest.self
      ) { $0.caseID = opened.id }
      #expect(points.points.map(\.code) == ["papers", "papers", "tone"])
      #expect(points.points.map(\.result) == [.kept, .unspecified, .unspecified])
    }
  }

  @Test func phases() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let made = try world.inCare()
      let began = world.pass(days: 3)
      let acute = try world.admin.phase(made.id, "acute")
      #expect(acute.case?.phase == "acute" && acute.case?.phaseSince == began)
      #expect(acute.words == " | letter survey visit | acute_call")
      #expect(
        acute.planned[0].dueTime == began.adding(seconds: 2 * 86_400), "counted from the phase")
      world.pass(days: 1)
      let next = try world.admin.phase(made.id, "subacute", reason: "안정")
      #expect(next.words == "acute_call | letter survey visit | ")
      #expect(next.dropped[0].dropCause == .phaseLeft)
      // In rehab the call is for both phases: it stays planned from one to the other.
      _ = try world.admin.checkQuality(made.id, "papers")
      let rehab = try world.admin.advance(made.id, to: "rehab") { $0.exitReason = "healed" }
      #expect(rehab.words == "letter survey | visit | acute_call")
      let back: CasePlan = try world.admin.cases("SetCasePhase", SetCasePhaseRequest.self) {
        $0.id = made.id
        $0.phase = "acute"
        $0.reason = "injury"
        $0.exitReason = "worse"
      }
      #expect(back.words == " | acute_call visit | ")
      let events = try world.admin.caseEvents(made.id, .phase)
      #expect(events.map(\.to) == ["acute", "subacute", "acute"])
      #expect(events.map(\.exitReason) == ["", "", "worse"])
      #expect(events.map(\.number) == events.map(\.number).sorted())
    }
  }

  @Test func rest() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let made = try world.inCare()
      let before = try world.admin.touchpoints {
        $0.caseID = made.id; $0.state = .planned
      }
      world.pass(days: 2)
      let suspended: CasePlan = try world.admin.cases("SuspendCase", SuspendCaseRequest.self) {
        $0.id = made.id
        $0.reason = "입원"
      }
      #expect(suspended.case?.status == .suspended)
      #expect(suspended.case?.suspendTime == pcrm.clock.now())
      #expect(suspended.kept.map(\.state) == [.paused, .paused, .paused])
      #expect(try world.admin.touchpoints { _ in } == [], "nothing is due while it rests")
      world.pass(days: 10)
      let resumed: CasePlan = try world.admin.cases("ResumeCase", ResumeCaseRequest.self) {
        $0.id = made.id
        $0.reason = "퇴원"
      }
      #expect(resumed.case?.status == .open && resumed.case?.suspendTime == nil)
      let after = try world.admin.touchpoints {
        $0.caseID = made.id; $0.state = .planned
      }
      #expect(after.map(\.code) == before.map(\.code))
      #expect(
        after.map(\.dueTime) == before.map { $0.dueTime?.adding(seconds: 10 * 86_400) },
        "due later by as long as it rested")
      #expect(try world.admin.caseEvents(made.id).map(\.kind).suffix(2) == [.suspended, .resumed])
    }
  }

  @Test func end() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let made = try world.inCare()
      _ = try world.admin.checkQuality(made.id, "papers")
      _ = try world.admin.advance(made.id, to: "rehab") { $0.exitReason = "moved" }
      let end = world.pass(days: 1)
      let closed: CasePlan = try world.admin.cases("CloseCase", CloseCaseRequest.self) {
        $0.id = made.id
        $0.reason = "원직 복귀"
      }
      #expect(closed.case?.status == .closed && closed.case?.closeTime == end)
      #expect(closed.case?.caseWorkerID.isEmpty == true, "the duty has ended")
      #expect(closed.words == "visit |  | ")
      #expect(closed.dropped[0].dropCause == .caseClosed)
      #expect(try world.admin.caseRecord(made.id) == closed.case)
      world.pass(days: 30)
      let reopened: CasePlan = try world.admin.cases("ReopenCase", ReopenCaseRequest.self) {
        $0.id = made.id
        $0.reason = "재요양"
        $0.caseWorkerID = world.worker
      }
      #expect(reopened.case?.status == .open && reopened.case?.closeTime == nil)
      #expect(reopened.case?.stage == "rehab" && reopened.case?.stageSince == pcrm.clock.now())
      #expect(reopened.case?.caseWorkerID == world.worker && reopened.words == " |  | visit")
      let kinds = try world.admin.caseEvents(made.id).map(\.kind)
      #expect(kinds == [.opened, .stage, .quality, .stage, .closed, .reopened])
      #expect(try world.admin.caseEvents(made.id).map(\.number) == Array(1...6))
    }
  }

  /// Would catch a case that loses what it was: each earlier state is kept, and the feed names each change.
  @Test func historyAndFeed() throws {
    try withPCRM { pcrm in
      let world = try CaseWorld(pcrm)
      let made = try #require(try world.admin.open(world.customer).case)
      var patch = Case()
      patch.id = made.id
      patch.version = 1
      patch.summary = "새 요약"
      patch.firstOpinion = MedicalOpinion()
      patch.firstOpinion?.day = CivilDate(2026, 3, 1)
      patch.firstOpinion?.careWeeks = 12
      let request = { (patch: Case) in
        var request = UpdateCaseRequest()
        request.case = patch
        return request
      }
      let updated: Case = try world.admin.call("pcrm.v1.CaseService/UpdateCase", request(patch))
      #expect(updated.version == 2 && updated.summary == "새 요약")
      let severe: Case = try world.admin.cases(
        "SetCaseSeverity", SetCaseSeverityRequest.self
      ) {
        $0.id = made.id
        $0.severity = Severity(.ais, 4)
        $0.reason = "재평가"
      }
      #expect(severe.version == 3 && severe.severity == Severity(.ais, 4))
      let same: Case = try world.admin.cases("SetCaseSeverity", SetCaseSeverityRequest.self) {
        $0.id = made.id
        $0.severity = Severity(.ais, 4)
        $0.reason = "다시"
      }
      #expect(same == severe, "nothing changed")
      let rows = try pcrm.database.read { (reader) throws(Status) in
        try reader.all(
          "SELECT version, document FROM case_history WHERE case_id = $1 ORDER BY version",
          .id(made.id)
        ) { (row) throws(Status) in (row.integer(0), row.bytes(1)) }
      }
      #expect(rows.map(\.0) == [1, 2] && rows.map(\.1) == [made.binary(), updated.binary()])
      let feed = try pcrm.database.read { (reader) throws(Status) in
        try reader.all(
          "SELECT version, fields FROM feed WHERE key = $1 ORDER BY seq", .id(made.id)
        ) { (row) throws(Status) in "\(row.integer(0)) \(row.text(1))" }
      }
      #expect(feed == ["1 ", "2 summary,first_opinion", "3 severity"])
      let customer = world.customer
      let audited = try pcrm.database.read { (reader) throws(Status) in
        try reader.all(
          "SELECT method FROM audit WHERE subjects = $1 ORDER BY seq", .id(customer)
        ) { (row) throws(Status) in row.text(0).split(separator: "/").last.map(String.init) }
      }
      #expect(
        audited == [
          "CreateCustomer", "OpenCase", "UpdateCase", "SetCaseSeverity",
        ])
    }
  }
}
