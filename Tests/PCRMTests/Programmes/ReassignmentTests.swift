import Foundation
import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import SQLiteStorage
import Storage
import Testing

struct ReassignmentTests {
  /// Would catch items lost, done twice or not told, and changes that leave no trace.
  @Test func allCasesOfATeamChangeHands() throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let office = try pcrm.office()
      let (kim, lee) = (try pcrm.staff("김", in: office), try pcrm.staff("이", in: office))
      let target = try pcrm.staff("박")
      var cases: [CaseID] = []
      for number in 0..<9 {
        cases.append(try pcrm.openCase(in: office, worker: number < 5 ? kim : lee).id)
      }
      let work = try pcrm.admin.start {
        $0.fromOfficeID = office
        $0.toStaffID = target
      }
      #expect(work.itemCount == 9 && work.state == .running && work.movedCount == 0)
      let runner = pcrm.runner()
      while runner.runRound() > 0 {}
      let done = try pcrm.admin.reassignment(work.id)
      #expect(done.state == .done && done.movedCount == 9 && done.refusedCount == 0)
      #expect(done.endTime != nil)
      for id in cases { #expect(try pcrm.admin.getCase(id).caseWorkerID == target) }
      let items = try pcrm.admin.items(of: work.id)
      #expect(Set(items.map(\.caseID)) == Set(cases))
      #expect(items.map(\.number) == Array(1...9) && items.allSatisfy { $0.moved })
      let audit = try pcrm.admin.audit { $0.entityType = .duty }
      let written = audit.filter { $0.method == "timer/reassign" }
      #expect(written.count == 18, "a duty ended and one begun for each case")
      #expect(written.allSatisfy { $0.reason == "the team is dissolved" })
    }
  }

  /// Would catch work that a killed server forgets, or does again.
  @Test func itGoesOnAfterTheServerWasKilled() throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let office = try pcrm.office()
      let (kim, target) = (try pcrm.staff("김", in: office), try pcrm.staff("박"))
      for _ in 0..<230 { _ = try pcrm.openCase(in: office, worker: kim) }
      let work = try pcrm.admin.start {
        $0.fromStaffID = kim
        $0.toStaffID = target
      }
      let runner = pcrm.runner()
      #expect(runner.runRound() == 1)
      let begun = try pcrm.admin.reassignment(work.id)
      #expect(begun.movedCount > 0 && begun.movedCount < 230 && begun.state == .running)
      // What a kill leaves is what was committed: the files as they lie there, under another server.
      let copy = pcrm.folder.path + "/killed"
      try FileManager.default.copyItem(atPath: pcrm.folder.path + "/data", toPath: copy)
      let reopened = try SQLiteDatabase.open(
        path: copy, migrations: PCRM.migrations, limits: Limits(), clock: pcrm.clock,
        options: SQLiteOptions())
      defer { reopened.close() }
      let second = JobRunner(database: reopened, clock: pcrm.clock)
      PCRM.handleTimers(second)
      while second.runRound() > 0 {}
      let counts = try reopened.read { (reader) throws(Status) in
        try reader.all(
          """
          SELECT (SELECT count(*) FROM customer_case WHERE worker = $1),
            (SELECT count(*) FROM reassignment_item),
            (SELECT count(DISTINCT case_id) FROM reassignment_item),
            (SELECT count(*) FROM case_duty), (SELECT state FROM reassignment)
          """, .id(target)
        ) { row in (0..<5).map { row.integer($0) } }
      }
      #expect(counts == [[230, 230, 230, 460, 3]])
    }
  }

  /// Would catch a pause that does not hold, a resume that begins anew, and a cancel that goes on.
  @Test func itRestsGoesOnAndEndsWhenTold() throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let office = try pcrm.office()
      let (kim, target) = (try pcrm.staff("김", in: office), try pcrm.staff("박"))
      for _ in 0..<350 { _ = try pcrm.openCase(in: office, worker: kim) }
      let work = try pcrm.admin.start {
        $0.fromStaffID = kim
        $0.toStaffID = target
      }
      let runner = pcrm.runner()
      runner.runRound()
      let paused = try pcrm.admin.steer(work.id, .paused)
      #expect(paused.state == .paused && paused.version == 2)
      #expect(runner.runRound() == 0)
      #expect(try pcrm.admin.reassignment(work.id).movedCount == paused.movedCount)
      #expect(try pcrm.admin.steer(work.id, .running).state == .running)
      #expect(runner.runRound() == 1)
      let further = try pcrm.admin.reassignment(work.id)
      #expect(further.movedCount > paused.movedCount && further.refusedCount == 0)
      let cancelled = try pcrm.admin.steer(work.id, .cancelled)
      #expect(cancelled.state == .cancelled && cancelled.endTime != nil)
      #expect(runner.runRound() == 0)
      var request = SteerReassignmentRequest()
      request.id = work.id
      request.state = .running
      #expect(
        try pcrm.admin.programmeRefusal("SteerReassignment", request)
          == Refusal(.failedPrecondition, "ALREADY_ENDED", "id"))
      request.state = .done
      #expect(
        try pcrm.admin.programmeRefusal("SteerReassignment", request)
          == Refusal(.invalidArgument, "FIELD_MALFORMED", "state"))
    }
  }

  /// Would catch an item that spoils the others, and a refusal without its reason.
  @Test func whatCannotChangeHandsIsToldAndTheRestGoesOn() throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let office = try pcrm.office()
      let (kim, target) = (try pcrm.staff("김", in: office), try pcrm.staff("박"))
      for _ in 0..<5 { _ = try pcrm.openCase(in: office, worker: kim) }
      var weights = LoadWeights.initial
      weights.loadMax = 3000
      _ = try pcrm.admin.apply(weights)
      let work = try pcrm.admin.start {
        $0.fromStaffID = kim
        $0.toStaffID = target
      }
      let runner = pcrm.runner()
      while runner.runRound() > 0 {}
      let done = try pcrm.admin.reassignment(work.id)
      #expect(done.movedCount == 3 && done.refusedCount == 2 && done.state == .done)
      let items = try pcrm.admin.items(of: work.id)
      #expect(items.filter { !$0.moved }.map(\.refusal) == ["CAP_REACHED", "CAP_REACHED"])
      #expect(try pcrm.admin.load(staff: target).caseCount == 3)
      #expect(try pcrm.admin.load(staff: kim).caseCount == 2)
    }
  }

  /// Would catch a case that goes to a partner whose customer did not agree, and one that stays in an office it has left.
  @Test func casesGoToAPartnerOnlyWithConsent() throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let (office, other) = (try pcrm.office("서울"), try pcrm.office("부산"))
      let vendor = try pcrm.office("협력사", kind: .vendor)
      let kim = try pcrm.staff("김", in: office)
      let (partner, colleague) = (
        try pcrm.staff("박", in: vendor), try pcrm.staff("이", in: other)
      )
      var cases: [Case] = []
      for _ in 0..<2 { cases.append(try pcrm.openCase(in: office, worker: kim)) }
      _ = try pcrm.admin.record(cases[0].customerID, "hand_over_partner")
      let runner = pcrm.runner()
      let away = try pcrm.admin.start {
        $0.fromStaffID = kim
        $0.toStaffID = partner
      }
      while runner.runRound() > 0 {}
      let items = try pcrm.admin.items(of: away.id)
      #expect(
        Dictionary(uniqueKeysWithValues: items.map { ($0.caseID, $0.refusal) })
          == [cases[0].id: "", cases[1].id: "CONSENT_MISSING"])
      _ = try pcrm.admin.start {
        $0.fromStaffID = kim
        $0.toStaffID = colleague
      }
      while runner.runRound() > 0 {}
      let moved = try pcrm.admin.getCase(cases[1].id)
      #expect(moved.caseWorkerID == colleague && moved.officeID == other)
    }
  }

  /// Would catch a proposal that is carried out by lines other than its own, or by two at once.
  @Test func aProposalIsCarriedOutItemByItem() throws {
    try withPCRM { pcrm in
      var programme = Programme()
      programme.name = "neighbours"
      let staff = try pcrm.neighbour("a", at: .north(0))
      for number in 0..<6 {
        programme.customerIDs.append(try pcrm.customer(at: .north(Double(number))))
      }
      programme.customersPerStaff = 4
      let made = try pcrm.admin.create(programme)
      var match = MatchProgrammeRequest()
      match.programmeID = made.id
      let proposal: Proposal = try pcrm.admin.programme("MatchProgramme", match)
      #expect(proposal.unplacedCount == 2)
      // Somebody was adopted meanwhile: that item is refused, the others are done.
      _ = try pcrm.admin.adopt(made.id, made.customerIDs[0], staff)
      let work = try pcrm.admin.start { $0.proposalID = proposal.id }
      #expect(work.itemCount == 4)
      #expect(
        try pcrm.admin.programmeRefusal(
          "StartReassignment", pcrm.admin.startRequest { $0.proposalID = proposal.id })
          == Refusal(.aborted, "PLAN_OUTDATED", "reassignment.proposal_id"))
      let runner = pcrm.runner()
      while runner.runRound() > 0 {}
      let items = try pcrm.admin.items(of: work.id)
      #expect(items.filter { !$0.moved }.map(\.refusal) == ["PLAN_OUTDATED"])
      #expect(try pcrm.admin.adoptions { $0.staffID = staff }.count == 4)
    }
  }

  /// Each row would catch a bad request that is taken.
  private static let bad: [(Refusal, @Sendable (inout Reassignment, StaffID) -> Void)] = [
    (
      Refusal(.invalidArgument, "FIELD_REQUIRED", "reassignment.from_staff_id"),
      { work, staff in work.toStaffID = staff }
    ),
    (
      Refusal(.invalidArgument, "FIELD_REQUIRED", "reassignment.to_staff_id"),
      { work, staff in work.fromStaffID = staff }
    ),
    (
      Refusal(.invalidArgument, "FIELD_MALFORMED", "reassignment.to_staff_id"),
      { work, staff in
        work.fromStaffID = staff
        work.toStaffID = staff
      }
    ),
    (
      Refusal(.invalidArgument, "FIELD_MALFORMED", "reassignment.from_staff_id"),
      { work, staff in
        work.fromStaffID = staff
        work.fromOfficeID = UnitID(high: 0x7000, low: 1 << 63)
        work.toStaffID = staff
      }
    ),
    (
      Refusal(.notFound, "NOT_FOUND", "reassignment.from_team_id"),
      { work, staff in
        work.fromTeamID = UnitID(high: 0x7000, low: 1 << 63)
        work.toStaffID = staff
      }
    ),
    (
      Refusal(.invalidArgument, "FIELD_REQUIRED", "reassignment.reason"),
      { work, staff in
        work.fromStaffID = staff
        work.reason = ""
      }
    ),
    (
      Refusal(.notFound, "NOT_FOUND", "reassignment.proposal_id"),
      { work, _ in work.proposalID = ProposalID(high: 0x7000, low: 1 << 63) }
    ),
  ]

  @Test func badRequestsAreRefused() throws {
    try withPCRM { pcrm in
      let staff = try pcrm.staff("김")
      for (expected, set) in Self.bad {
        let request = pcrm.admin.startRequest { set(&$0, staff) }
        #expect(try pcrm.admin.programmeRefusal("StartReassignment", request) == expected)
      }
      let (seoul, busan) = (try pcrm.office("서울"), try pcrm.office("부산"))
      let (own, stranger) = (try pcrm.staff("a", in: seoul), try pcrm.staff("b", in: busan))
      let manager = try pcrm.caller(as: .manager, scope: .office, office: seoul)
      let request = manager.startRequest {
        $0.fromStaffID = own
        $0.toStaffID = stranger
      }
      #expect(
        try manager.programmeRefusal("StartReassignment", request)
          == Refusal(.permissionDenied, "OUT_OF_SCOPE", "reassignment.to_staff_id"))
    }
  }
}
