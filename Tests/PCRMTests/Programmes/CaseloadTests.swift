import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import Storage
import Testing

struct CaseloadTests {
  private static func list(
    _ caller: TestCaller, _ set: (inout ListCaseloadRequest) -> Void = { _ in }
  ) throws -> [Caseload] {
    var request = ListCaseloadRequest()
    set(&request)
    var found: [Caseload] = []
    repeat {
      let page: ListCaseloadResponse = try caller.programme("ListCaseload", request)
      found += page.caseloads
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  /// Would catch a day counted twice or not, work of another day, and a field share where nothing was recorded.
  @Test func eachNightTheDaysCaseloadIsWrittenDown() throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let office = try pcrm.office()
      let (kim, lee) = (try pcrm.staff("김", in: office), try pcrm.staff("이", in: office))
      _ = try pcrm.openCase(in: office, worker: kim)
      let desk = try pcrm.caller(as: .manager, staff: lee)
      let opened = try pcrm.openCase(in: office, worker: lee)
      try PCRM.begin(pcrm.database)
      let runner = pcrm.runner()
      while runner.runRound() > 0 {}
      for _ in 0..<3 {
        var request = UpdateCaseRequest()
        var patch = try pcrm.admin.getCase(opened.id)
        patch.summary = "entry \(patch.version)"
        request.case = patch
        let _: Case = try desk.call("pcrm.v1.CaseService/UpdateCase", request)
      }
      // It is nine in the morning in Seoul: the day ends in fifteen hours.
      pcrm.clock.advance(seconds: 15 * 3600 - 1)
      while runner.runRound() > 0 {}
      #expect(try Self.list(pcrm.admin) == [])
      pcrm.clock.advance(seconds: 2)
      while runner.runRound() > 0 {}
      let day = try Self.list(pcrm.admin)
      #expect(day.count == 2 && day.allSatisfy { $0.day == CivilDate(2026, 3, 2) })
      let byStaff = Dictionary(uniqueKeysWithValues: day.map { ($0.staffID, $0) })
      #expect(byStaff[kim]?.caseCount == 1 && byStaff[kim]?.officeCount == 0)
      #expect(byStaff[lee]?.officeCount == 3 && byStaff[lee]?.load == 1000)
      #expect(day.allSatisfy { $0.field == nil && !$0.alarm && $0.officeSharePermille == 0 })
      pcrm.clock.advance(seconds: 24 * 3600)
      while runner.runRound() > 0 {}
      let days = try Self.list(pcrm.admin) { $0.pageSize = 1 }
      #expect(days.map(\.day) == [3, 3, 2, 2].map { CivilDate(2026, 3, $0) })
      #expect(days.prefix(2).allSatisfy { $0.officeCount == 0 })
      #expect(try Self.list(pcrm.admin) { $0.staffID = kim }.count == 2)
      #expect(try Self.list(pcrm.admin) { $0.toDay = CivilDate(2026, 3, 3) }.count == 2)
      #expect(try Self.list(pcrm.admin) { $0.alarmsOnly = true } == [])
      let stranger = try pcrm.caller(as: .manager, scope: .office, office: try pcrm.office("부산"))
      #expect(try Self.list(stranger) == [])
    }
  }

  /// Would catch time counted for the wrong group, staff counted who left, and a target above capacity that does not warn.
  @Test func theStaffNeededIsCounted() throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let office = try pcrm.office()
      var request = CreateStaffRequest()
      var staff = Staff()
      staff.name = "김"
      staff.officeID = office
      staff.jobGroup = .general
      request.staff = staff
      let kim: Staff = try pcrm.admin.call("pcrm.v1.OrganisationService/CreateStaff", request)
      for _ in 0..<4 { _ = try pcrm.openCase(in: office, worker: kim.id) }
      _ = try pcrm.openCase(in: office)
      var assumptions = StaffingAssumptions()
      assumptions.minutesPerMonth = 9000
      var care = StaffingItem()
      care.name = "care"
      care.jobGroup = .general
      care.stage = "care"
      care.minutesPerMonth = 1500
      var medical = StaffingItem()
      medical.name = "first_look"
      medical.jobGroup = .medical
      medical.minutesPerMonth = 60
      assumptions.items = [care, medical]
      var target = StaffingTarget()
      target.name = "visits"
      target.jobGroup = .general
      target.countPerMonth = 40
      target.minutesEach = 90
      assumptions.targets = [target]
      var apply = ApplyStaffingAssumptionsRequest()
      apply.assumptions = assumptions
      let applied: ApplyStaffingAssumptionsResponse = try pcrm.admin.programme(
        "ApplyStaffingAssumptions", apply)
      #expect(applied.version == 1)
      let need: GetStaffingNeedResponse = try pcrm.admin.programme(
        "GetStaffingNeed", GetStaffingNeedRequest())
      #expect(need.assumptions?.version == 1 && need.needs.count == 2)
      let general = try #require(need.needs.first)
      #expect(general.caseMinutes == 6000 && general.targetMinutes == 3600)
      #expect(general.staffMinutes == 9000 && general.neededPermille == 667)
      #expect(general.missingMinutes == 600 && general.targetAboveCapacity)
      #expect(general.parts.map(\.name) == ["care"] && general.parts.map(\.caseCount) == [4])
      let other = try #require(need.needs.last)
      #expect(other.jobGroup == .medical && other.caseMinutes == 60 && other.staffCount == 0)
      #expect(other.missingMinutes == 60 && !other.targetAboveCapacity)
      apply.assumptions?.items[1].name = "care"
      #expect(
        try pcrm.admin.programmeRefusal("ApplyStaffingAssumptions", apply)
          == Refusal(.invalidArgument, "DUPLICATE_ITEM", "assumptions.items[1].name"))
    }
  }
}
