import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

struct VisitPlanTests {
  /// Would catch a preview that promises something else than what the run does, a run that plans again what is
  /// planned, and days and weeks above capacity.
  @Test func goodCustomersAreVisitedAtARhythm() throws {
    try withPCRM { pcrm in
      let office = try pcrm.office()
      let managers = [try pcrm.staff("김", in: office), try pcrm.staff("이", in: office)]
      let customers = try (0..<30).map { _ in try pcrm.customer(in: office) }
      try pcrm.build(SegmentDefinition.list("good"))
      try pcrm.admin.addMembers("good", customers)
      let plan = VisitPlan.rhythm("good-customers", managers) {
        $0.segment = "good"
        $0.sameOffice = true
      }
      #expect(try pcrm.admin.apply(plan).version == 1)
      let preview = try pcrm.admin.previewPlan("good-customers")
      #expect(preview.memberCount == 30 && preview.dueCount == 30)
      #expect(preview.plannedCount == 30 && preview.unplacedCount == 0)
      #expect(preview.loads.map(\.plannedCount).reduce(0, +) == 30)
      let run = try pcrm.admin.startRun("good-customers")
      #expect(run.state == .preparing)
      try pcrm.settle()
      let done = try pcrm.admin.planRun(run.id)
      #expect(done.state == .done && done.plannedCount == 30 && done.refusedCount == 0)
      let visits = try pcrm.admin.allVisits()
      #expect(Set(visits.map(\.customerID)) == Set(customers) && visits.count == 30)
      #expect(
        visits.map(\.startTime).sorted { ($0?.seconds ?? 0) < ($1?.seconds ?? 0) }
          == preview.lines.map(\.startTime), "what the preview said")
      var perDay: [String: Int] = [:]
      for visit in visits {
        let day = ((visit.startTime?.seconds ?? 0) + 9 * 3600) / 86_400
        perDay["\(visit.staffID) \(day)", default: 0] += 1
        #expect(day > 20_514, "from the next day on")
        #expect([0, 1, 2, 3, 4].contains((day + 3) % 7), "not at weekends")
      }
      #expect(perDay.values.allSatisfy { $0 <= 2 })
      let again = try pcrm.admin.startRun("good-customers")
      try pcrm.settle()
      let second = try pcrm.admin.planRun(again.id)
      #expect(second.lineCount == 0 && second.keptCount == 30 && second.state == .done)
      #expect(try pcrm.admin.previewPlan("good-customers").keptCount == 30)
    }
  }

  /// Would catch somebody who has no room for a customer being told nothing, or the wrong reason.
  @Test func whoFindsNoPlaceIsToldWhy() throws {
    try withPCRM { pcrm in
      let staff = try pcrm.staff("김")
      let customers = try (0..<9).map { _ in try pcrm.customer() }
      let narrow = VisitPlan.rhythm("narrow", [staff]) {
        $0.customerIDs = customers
        $0.everyDays = 3
        $0.toleranceDays = 2
        $0.perDay = 1
        $0.perWeek = 2
        $0.horizonDays = 14
      }
      _ = try pcrm.admin.apply(
        narrow,
        VisitPlan.rhythm("nobody", [staff]) {
          $0.customerIDs = customers
          $0.visitor = .caseWorker
          $0.staffIDs = []
        })
      let preview = try pcrm.admin.previewPlan("narrow")
      #expect((4...6).contains(preview.plannedCount))
      #expect(preview.shortages.map(\.reason).contains("NO_CAPACITY"))
      #expect(preview.lines.first?.action == .unplaced)
      #expect(preview.loads.count == 1 && preview.loads[0].capacity <= 6)
      #expect(preview.loads[0].unplacedCount == preview.unplacedCount)
      let nobody = try pcrm.admin.previewPlan("nobody")
      #expect(nobody.shortages.map(\.reason) == ["NO_VISITOR"] && nobody.plannedCount == 0)
    }
  }

  /// Would catch members who entered and have no visit, and visits of those who left that stay, or go although they are
  /// confirmed or pinned.
  @Test func membersComeAndGo() throws {
    try withPCRM { pcrm in
      let staff = try pcrm.staff("김")
      let customers = try (0..<8).map { _ in try pcrm.customer() }
      try pcrm.build(SegmentDefinition.list("good"))
      try pcrm.admin.addMembers("good", Array(customers.prefix(6)))
      _ = try pcrm.admin.apply(
        VisitPlan.rhythm("good-customers", [staff]) {
          $0.segment = "good"
          $0.leaving = .cancel
          $0.nightly = true
        })
      try pcrm.runJobs()
      _ = try pcrm.admin.startRun("good-customers")
      try pcrm.runJobs()
      func visit(of customer: Int) throws -> Visit {
        try #require(
          try pcrm.admin.allVisits { $0.customerID = customers[customer] }.first { $0.isKept })
      }
      let pinned = try pcrm.admin.pin(try visit(of: 1))
      let second = try visit(of: 2)
      let confirmed = try pcrm.admin.onVisit("ConfirmVisit", ConfirmVisitRequest.self) {
        $0.id = second.id
      }
      let gone = try visit(of: 0)
      let stays = try visit(of: 5)
      try pcrm.admin.removeMembers("good", Array(customers.prefix(3)))
      try pcrm.admin.addMembers("good", Array(customers.suffix(2)))
      // The night brings the plan up to date by itself.
      pcrm.clock.advance(seconds: 18 * 3600)
      try pcrm.runJobs()
      let runs: ListVisitPlanRunsResponse = try pcrm.admin.plans(
        "ListVisitPlanRuns", ListVisitPlanRunsRequest.self)
      let run = try #require(runs.runs.first)
      #expect(runs.runs.count == 2 && run.state == .done)
      #expect(run.cancelledCount == 1 && run.proposedCount == 1)
      let lines = try pcrm.admin.planLines(of: run.id)
      // Those who stayed may have another visit: the horizon is a day further.
      let planned = Set(lines.filter { $0.action == .plan }.map(\.customerID))
      #expect(planned.isSuperset(of: customers.suffix(2)))
      #expect(planned.isDisjoint(with: customers.prefix(3)), "\(planned)")
      #expect(lines.first { $0.visitID == gone.id }?.reason == "LEFT")
      #expect(lines.first { $0.action == .proposeCancel }?.visitID == confirmed.id)
      let visits = try pcrm.admin.allVisits()
      #expect(visits.first { $0.id == gone.id }?.state == .cancelled)
      #expect(visits.first { $0.id == pinned.id }?.state == .planned)
      #expect(visits.first { $0.id == confirmed.id }?.state == .confirmed)
      #expect(visits.first { $0.id == stays.id } == stays, "what is right is not touched")
      for customer in customers.suffix(2) {
        #expect(visits.contains { $0.customerID == customer && $0.isKept })
      }
    }
  }

  /// Would catch an adopter who visits whom somebody else has adopted, or in working hours although it is meant after work.
  @Test func adoptersVisitAfterWorkAndAtWeekends() throws {
    try withPCRM { pcrm in
      let staff = [try pcrm.staff("김"), try pcrm.staff("이")]
      var draft = Programme()
      draft.name = "25"
      draft.customerIDs = try (0..<50).map { _ in try pcrm.customer() }
      let programme = try pcrm.admin.create(draft)
      for (place, customer) in programme.customerIDs.enumerated() {
        _ = try pcrm.admin.adopt(programme.id, customer, staff[place / 25])
      }
      var plan = VisitPlan.rhythm("adopted", []) {
        $0.adopted = true
        $0.visitor = .adopter
        $0.everyDays = 28
        $0.horizonDays = 28
        $0.toleranceDays = 7
        $0.fromMinute = 1110
        $0.toMinute = 1260
        $0.weekdays = [.monday, .wednesday, .friday, .saturday, .sunday]
        $0.outsideHoursReason = "after work"
      }
      plan.programmeID = programme.id
      _ = try pcrm.admin.apply(plan)
      let run = try pcrm.admin.startRun("adopted")
      try pcrm.settle()
      let done = try pcrm.admin.planRun(run.id)
      #expect(done.plannedCount + done.unplacedCount >= 50 && done.refusedCount == 0)
      let adopters = Dictionary(
        uniqueKeysWithValues: programme.customerIDs.enumerated().map { ($1, staff[$0 / 25]) })
      let visits = try pcrm.admin.allVisits()
      #expect(Set(visits.map(\.customerID)).count >= 45)
      for visit in visits {
        #expect(adopters[visit.customerID] == visit.staffID)
        let minute = ((visit.startTime?.seconds ?? 0) + 9 * 3600) % 86_400 / 60
        #expect((1110...1230).contains(minute) && visit.outsideHours == "after work")
      }
    }
  }

  /// Would catch a priority customer who is not visited in time after the approval, or twice, or by somebody else than
  /// the case worker.
  @Test func approvalBringsAVisitWithinDays() throws {
    try withPCRM { pcrm in
      try pcrm.applyCaseType()
      let office = try pcrm.office()
      let staff = [try pcrm.staff("김", in: office), try pcrm.staff("이", in: office)]
      let cases = try (0..<12).map { try pcrm.openCase(in: office, worker: staff[$0 % 2]) }
      try pcrm.build(SegmentDefinition.list("priority"))
      try pcrm.admin.addMembers("priority", cases.map(\.customerID))
      // The approval is what the plan waits for; how cases come to one is another story.
      try pcrm.damage("UPDATE customer_case SET approved_at = 1772409600000000")
      _ = try pcrm.admin.apply(
        VisitPlan.rhythm("priority", []) {
          $0.segment = "priority"
          $0.everyDays = 0
          $0.event = .caseApproved
          $0.withinDays = 10
          $0.toleranceDays = 0
          $0.visitor = .caseWorker
          $0.purpose = "first_visit"
        })
      let run = try pcrm.admin.startRun("priority")
      try pcrm.settle()
      #expect(try pcrm.admin.planRun(run.id).plannedCount == 12)
      let visits = try pcrm.admin.allVisits()
      #expect(visits.count == 12)
      for visit in visits {
        let own = try #require(cases.first { $0.customerID == visit.customerID })
        #expect(visit.staffID == own.caseWorkerID)
        #expect((visit.startTime?.seconds ?? 0) < Timestamp.seoul(2026, 3, 13, 0).seconds)
      }
      let again = try pcrm.admin.startRun("priority")
      try pcrm.settle()
      #expect(try pcrm.admin.planRun(again.id).lineCount == 0)
    }
  }

  /// Would catch lines that a killed server forgets, or does twice.
  @Test func itGoesOnAfterTheServerWasKilled() throws {
    try withPCRM { pcrm in
      let staff = try (0..<10).map { try pcrm.staff("김\($0)") }
      let customers = try (0..<260).map { _ in try pcrm.customer() }
      _ = try pcrm.admin.apply(
        VisitPlan.rhythm("all", staff) {
          $0.customerIDs = customers
          $0.perDay = 4
        })
      let run = try pcrm.admin.startRun("all")
      let runner = pcrm.runner()
      var rounds = 0
      while try pcrm.admin.planRun(run.id).doneCount == 0 && rounds < 20 {
        _ = runner.runRound()
        rounds += 1
      }
      let begun = try pcrm.admin.planRun(run.id)
      #expect(begun.doneCount > 0 && begun.doneCount < 260 && begun.state == .running)
      let counts = try pcrm.afterAKill { (reader) throws(Status) in
        try reader.all(
          """
          SELECT (SELECT count(*) FROM visit), (SELECT count(DISTINCT customer) FROM visit),
            (SELECT count(*) FROM visit_plan_item), (SELECT count(*) FROM visit_plan_line),
            (SELECT state FROM visit_plan_run)
          """
        ) { row in (0..<5).map { row.integer($0) } }
      }
      #expect(counts == [[260, 260, 260, 260, 3]])
    }
  }

  /// Would catch a plan that is taken as it is, and one that is applied again although nothing changed.
  @Test func plansAreAppliedByVersion() throws {
    try withPCRM { pcrm in
      let staff = try pcrm.staff("김")
      let customer = try pcrm.customer()
      let plan = VisitPlan.rhythm("good", [staff]) { $0.customerIDs = [customer] }
      #expect(try pcrm.admin.apply(plan, dryRun: true).version == 0)
      #expect(try pcrm.admin.apply(plan).version == 1)
      let same = try pcrm.admin.apply(plan)
      #expect(same.version == 1 && same.changes.map(\.kind) == [.unchanged])
      var other = plan
      other.everyDays = 60
      let changed = try pcrm.admin.apply(other)
      #expect(changed.version == 2 && changed.changes.map(\.path) == ["every_days"])
      let read: VisitPlan = try pcrm.admin.plans("GetVisitPlan", GetVisitPlanRequest.self) {
        $0.code = "good"
      }
      #expect(read.version == 2 && read.everyDays == 60 && !read.id.isEmpty)
      let retired: ApplyVisitPlansResponse = try pcrm.admin.plans(
        "ApplyVisitPlans", ApplyVisitPlansRequest.self
      ) {
        var document = VisitPlanDocument()
        var only = plan
        only.code = "other"
        document.visitPlans = [only]
        $0.document = document
        $0.retireMissing = true
        $0.baseVersion = 2
      }
      #expect(retired.version == 3)
      #expect(
        try pcrm.admin.plansRefusal("StartVisitPlanRun", StartVisitPlanRunRequest.self) {
          $0.code = "good"
        } == Refusal(.failedPrecondition, "PLAN_RETIRED", "code"))
      let listed: ListVisitPlansResponse = try pcrm.admin.plans(
        "ListVisitPlans", ListVisitPlansRequest.self)
      #expect(listed.visitPlans.map(\.code) == ["other"])
      _ = try pcrm.admin.startRun("other")
      #expect(
        try pcrm.admin.plansRefusal("StartVisitPlanRun", StartVisitPlanRunRequest.self) {
          $0.code = "other"
        } == Refusal(.failedPrecondition, "RUN_UNDER_WAY", "code"))
    }
  }

  /// Would catch a bad plan that is stored, and a caller of one office who plans for the agency.
  @Test func badPlansAreRefused() throws {
    try withPCRM { pcrm in
      let staff = try pcrm.staff("김")
      let customer = try pcrm.customer()
      func refusal(
        _ caller: TestCaller, _ set: (inout VisitPlan) -> Void
      ) throws -> Refusal? {
        try caller.plansRefusal("ApplyVisitPlans", ApplyVisitPlansRequest.self) {
          var document = VisitPlanDocument()
          document.visitPlans = [
            VisitPlan.rhythm("good", [staff]) { $0.customerIDs = [customer] }
          ]
          set(&document.visitPlans[0])
          $0.document = document
          $0.dryRun = true
        }
      }
      let invalid = StatusCode.invalidArgument
      let at = "document.visit_plans[0]."
      let cases: [(Refusal, (inout VisitPlan) -> Void)] = [
        (Refusal(invalid, "FIELD_MALFORMED", at + "code"), { $0.code = "Good Customers" }),
        (Refusal(invalid, "FIELD_REQUIRED", at + "segment"), { $0.customerIDs = [] }),
        (Refusal(invalid, "FIELD_MALFORMED", at + "segment"), { $0.segment = "x" }),
        (Refusal(invalid, "FIELD_REQUIRED", at + "every_days"), { $0.everyDays = 0 }),
        (Refusal(invalid, "FIELD_MALFORMED", at + "every_days"), { $0.event = .entered }),
        (Refusal(invalid, "FIELD_OUT_OF_RANGE", at + "per_day"), { $0.perDay = 0 }),
        (Refusal(invalid, "FIELD_MALFORMED", at + "visitor"), { $0.visitor = .adopter }),
        (Refusal(invalid, "FIELD_REQUIRED", at + "staff_ids"), { $0.staffIDs = [] }),
        (Refusal(invalid, "FIELD_MALFORMED", at + "within_days"), { $0.withinDays = 3 }),
        (
          Refusal(invalid, "FIELD_MALFORMED", at + "to_minute"),
          {
            $0.fromMinute = 600
            $0.toMinute = 610
          }
        ),
        (
          Refusal(invalid, "RULE_INVALID", at + "rule"),
          {
            $0.everyDays = 0
            $0.rule = "FREQ=SOMETIMES"
            $0.startDate = CivilDate(2026, 3, 2)
          }
        ),
        (
          Refusal(.failedPrecondition, "REFERENCE_MISSING", at + "segment"),
          {
            $0.customerIDs = []
            $0.segment = "nobody-knows"
          }
        ),
        (
          Refusal(.failedPrecondition, "REFERENCE_MISSING", at + "customer_ids[0]"),
          { $0.customerIDs = [CustomerID(high: 1, low: 1)] }
        ),
        (
          Refusal(.failedPrecondition, "REFERENCE_MISSING", at + "staff_ids[0]"),
          { $0.staffIDs = [StaffID(high: 1, low: 1)] }
        ),
      ]
      for (expected, set) in cases { #expect(try refusal(pcrm.admin, set) == expected) }
      #expect(try refusal(pcrm.admin) { _ in } == nil)
      let manager = try pcrm.caller(as: .manager, scope: .office, office: try pcrm.office())
      #expect(
        try refusal(manager) { _ in }
          == Refusal(.permissionDenied, "OUT_OF_SCOPE", "document"))
      let field = try pcrm.caller(as: .counsellor)
      #expect(try refusal(field) { _ in }?.reason == "PERMISSION_MISSING")
    }
  }
}

extension Visit {
  /// Whether it is to take place.
  fileprivate var isKept: Bool { [.planned, .confirmed].contains(state) }
}

extension VisitPlan {
  /// A plan of half-hour visits, one for everybody within its horizon.
  static func rhythm(
    _ code: String, _ staff: [StaffID], _ set: (inout VisitPlan) -> Void = { _ in }
  ) -> VisitPlan {
    var plan = VisitPlan()
    plan.code = code
    plan.name = code
    plan.purpose = "good_customer"
    plan.durationMinutes = 30
    plan.everyDays = 20
    plan.toleranceDays = 3
    plan.visitor = .staff
    plan.staffIDs = staff
    plan.perDay = 2
    plan.horizonDays = 19
    set(&plan)
    return plan
  }
}
