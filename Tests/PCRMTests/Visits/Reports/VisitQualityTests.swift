import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// The figures of quality: by office, team, member of staff and time, intensive and general apart.
struct VisitQualityTests {
  @Test func figures() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let start = pcrm.clock.now()
      let care = try world.cases.inCare()
      try world.manage(care.id, .intensive)
      let first = try world.visit(case: care.id)
      let tasks = try world.admin.file(first.id) {
        $0.followUps = [world.followUp(1), world.followUp(2), world.followUp(900)]
        $0.paperwork = [.touchpoint { $0.caseID = care.id }]
      }.tasks
      _ = try world.admin.complete(tasks[0].id)
      let second = try world.visit(case: care.id)
      _ = try world.admin.file(second.id) { $0.report?.papers?.petitionOpen = true }
      try world.manage(care.id, .general)
      let third = try world.visit(case: care.id)
      _ = try world.admin.file(third.id) {
        $0.report?.clear(.support)
        $0.report?.clear(.questions)
      }
      let plain = try world.visit()
      let _: Visit = try world.admin.call(
        "pcrm.v1.VisitService/CompleteVisit", CompleteVisitRequest.made { $0.id = plain.id })
      _ = try world.visit()
      let end = pcrm.clock.now()
      let answer = try world.admin.quality(start, end)
      #expect(answer.formulaVersion == 0)
      #expect(answer.levels.map(\.managementLevel) == [.intensive, .general, .unspecified])
      let (intensive, general, rest) = (answer.levels[0], answer.levels[1], answer.levels[2])
      #expect(intensive.visits == 2 && intensive.reports == 2 && intensive.scored == 2)
      #expect(intensive.followUpsKept == 1 && intensive.followUpsMissed == 1)
      #expect(intensive.followUpsOpen == 1)
      #expect(intensive.petitionsClosed == 1 && intensive.petitionsOpen == 1)
      #expect(intensive.scoreHundredths == (8333 + 5000 + 1) / 2)
      #expect(intensive.partsPermille == 1000)
      #expect(general.visits == 1 && general.reports == 1 && general.partsPermille == 600)
      #expect(general.scoreHundredths == 6000)
      #expect(general.parts.map(\.filled) == [1, 1, 1, 0, 0, 0])
      #expect(general.parts.map(\.required) == [1, 1, 1, 0, 0, 0])
      #expect(rest.visits == 1 && rest.reports == 0, "one that is not done is no visit")
      #expect(rest.scoreHundredths == 0 && rest.partsPermille == 0)
      // By half the time, and by whom.
      let third0 = try #require(third.startTime)
      #expect(try world.admin.quality(start, third0).levels.map(\.visits) == [2, 0, 0])
      #expect(try world.admin.quality(third0, end).levels.map(\.visits) == [0, 1, 1])
      let other = try pcrm.staff("박영수", in: world.cases.office)
      func visits(_ change: (inout GetVisitQualityRequest) -> Void) throws -> [Int64] {
        try world.admin.quality(start, end, change).levels.map(\.visits)
      }
      #expect(try visits { $0.staffID = world.worker } == [2, 1, 1])
      #expect(try visits { $0.staffID = other } == [0, 0, 0])
      #expect(try visits { $0.unitID = world.cases.office } == [2, 1, 1])
      let far = try pcrm.office("부산지사")
      #expect(try visits { $0.unitID = far } == [0, 0, 0])
      // A late follow-up is kept within the grace of a later version; the earlier one can still be asked for.
      _ = try world.admin.complete(tasks[1].id)
      #expect(try world.admin.quality(start, end).levels[0].followUpsMissed == 1)
      let formula = QualityFormula.made {
        $0.followUpsWeight = 1
        $0.graceHours = 100
      }
      let applied = try world.admin.applyVisitRules(.made { $0.quality = formula })
      #expect(applied.qualityVersion == 1)
      let graced = try world.admin.quality(start, end)
      #expect(graced.formulaVersion == 1 && graced.levels[0].followUpsKept == 2)
      #expect(graced.levels[0].scored == 1 && graced.levels[0].scoreHundredths == 10_000)
    }
  }

  /// Would catch members of a team who are not found by it, or visits that are counted twice.
  @Test func teams() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let start = pcrm.clock.now()
      let team = try pcrm.office("재활팀", kind: .team, under: world.cases.office)
      let member: Staff = try world.admin.call(
        "pcrm.v1.OrganisationService/CreateStaff",
        CreateStaffRequest.made {
          $0.staff = .made {
            $0.name = "박영수"
            $0.officeID = world.cases.office
            $0.teamID = team
          }
        })
      for staff in [world.worker, member.id] {
        let visit = try world.visit { $0.staffID = staff }
        _ = try world.admin.file(visit.id)
      }
      let end = pcrm.clock.now()
      #expect(try world.admin.quality(start, end) { $0.unitID = team }.levels[2].visits == 1)
      let office = try world.admin.quality(start, end) { $0.unitID = world.cases.office }
      #expect(office.levels[2].visits == 2, "a member of a team is of its office too")
    }
  }

  @Test func refusals() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let (start, other) = (pcrm.clock.now(), try pcrm.office("부산지사"))
      let local = try pcrm.caller(as: .manager, scope: .office, office: other)
      func refused(
        _ caller: TestCaller, _ change: (inout GetVisitQualityRequest) -> Void
      ) throws -> Refusal? {
        try caller.reportsRefusal(
          "GetVisitQuality",
          GetVisitQualityRequest.made {
            $0.fromTime = start
            $0.beforeTime = start.adding(seconds: 60)
            change(&$0)
          })
      }
      let admin = world.admin
      let invalid = StatusCode.invalidArgument
      #expect(
        try refused(admin) { $0.fromTime = nil } == Refusal(invalid, "FIELD_REQUIRED", "from_time"))
      #expect(
        try refused(admin) { $0.beforeTime = nil }
          == Refusal(invalid, "FIELD_REQUIRED", "before_time"))
      #expect(
        try refused(admin) { $0.beforeTime = start }
          == Refusal(invalid, "FIELD_MALFORMED", "before_time"))
      #expect(
        try refused(admin) { $0.beforeTime = start.adding(seconds: 3661 * 86_400) }
          == Refusal(invalid, "FIELD_MALFORMED", "before_time"))
      #expect(
        try refused(admin) {
          $0.staffID = world.worker
          $0.unitID = other
        } == Refusal(invalid, "FIELD_MALFORMED", "unit_id"))
      #expect(
        try refused(admin) { $0.unitID = UnitID(high: 1, low: 2) }
          == Refusal(.notFound, "NOT_FOUND", "unit_id"))
      #expect(
        try refused(admin) { $0.staffID = StaffID(high: 1, low: 2) }
          == Refusal(.notFound, "NOT_FOUND", "staff_id"))
      #expect(
        try refused(admin) { $0.formulaVersion = 3 }
          == Refusal(.notFound, "NOT_FOUND", "formula_version"))
      #expect(
        try refused(local) { _ in } == Refusal(invalid, "FIELD_REQUIRED", "unit_id"),
        "the figures of all are for those who may see all")
      #expect(
        try refused(local) { $0.unitID = world.cases.office }
          == Refusal(.notFound, "NOT_FOUND", "unit_id"))
      #expect(
        try refused(local) { $0.staffID = world.worker }
          == Refusal(.notFound, "NOT_FOUND", "staff_id"))
      #expect(try refused(local) { $0.unitID = other } == nil)
      let own = try pcrm.caller(as: .field, scope: .own, staff: world.worker)
      #expect(try refused(own) { $0.staffID = world.worker } == nil)
    }
  }
}
