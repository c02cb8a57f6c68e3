import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Guards of what devices do to visits and tasks: each expectation fails when its guard is taken out.
struct PushVisitGuardTests {
  /// Would catch what a device may not say of a visit.
  @Test func visits() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      try world.adopt()
      let anna = world.anna
      // A series or plan of somebody's choice.
      let made: VisitID = anna.key()
      let created = try anna.push(
        anna.change(.visit, .create, made.description) {
          $0.visit = world.world.draft {
            $0.seriesID = SeriesID(high: 0x7000, low: 0x8000_0000_0000_0001)
            $0.planID = VisitPlanID(high: 0x7000, low: 0x8000_0000_0000_0001)
            $0.startTime = VisitWorld.at(16)
            $0.endTime = VisitWorld.at(17)
          }
        })
      #expect(created.outcome == .applied)
      let stored = try world.admin.visit(made)
      #expect(stored.seriesID.isEmpty && stored.planID.isEmpty)
      let visit = try world.world.plan()
      let hours = anna.patch(visit, ["outside_hours"]) { $0.outsideHours = "why not" }
      #expect(try anna.push(hours).outcome == .rejected)
      // Steps.
      expectRefusal(try anna.push(anna.step(visit, .unspecified)), "FIELD_REQUIRED", "step.to")
      let long = anna.step(visit, .enRoute, reason: String(repeating: "x", count: 501))
      expectRefusal(try anna.push(long), "FIELD_TOO_LONG", "step.reason")
      let far = changed(anna.step(visit, .inProgress)) {
        $0.step?.checkIn = CheckIn()
        $0.step?.checkIn?.coordinates = Coordinates()
        $0.step?.checkIn?.coordinates?.latitudeE7 = 910_000_000
      }
      #expect(try anna.push(far).field.hasPrefix("step.check_in"))
      // A proposal that holds its time no longer.
      let held = try world.world.plan(hold: 10) {
        $0.startTime = VisitWorld.at(12)
        $0.endTime = VisitWorld.at(13)
      }
      pcrm.clock.advance(seconds: 601)
      let late = try anna.push(anna.patch(held, ["note"]) { $0.note = "x" })
      expectRefusal(late, "HOLD_EXPIRED", "entity_id")
      expectRefusal(try anna.push(anna.step(held, .confirmed)), "VISIT_ENDED", "entity_id")
      // A visit that was moved, and given to somebody else; and one that was cancelled.
      let moved = try world.admin.reschedule(visit.id, to: VisitWorld.at(14))
      _ = try world.admin.reassign(moved.id, to: world.world.berta)
      let passed = try anna.push(anna.patch(visit, ["note"]) { $0.note = "mine" })
      #expect(passed.outcome == .quarantined && passed.reason == "OUT_OF_SCOPE")
      _ = try world.admin.cancel(made)
      let ended = try anna.push(anna.patch(stored, ["note"]) { $0.note = "x" })
      expectRefusal(ended, "VISIT_ENDED", "entity_id")
    }
  }

  /// Would catch work on what left that counts although it only may: plans, and times that nobody can believe.
  @Test func whatLeft() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let _: PullResponse = try world.anna.caller.sync("Pull", PullRequest.self) {
        $0.deviceID = world.anna.id
      }
      world.world.go(to: VisitWorld.at(9))
      let early = pcrm.clock.now()
      pcrm.clock.advance(seconds: 600)
      _ = try world.admin.reassign(visit.id, to: world.world.berta)
      pcrm.clock.advance(seconds: 600)
      let anna = world.anna
      let step = changed(anna.step(visit, .confirmed)) {
        $0.time = DeviceTime()
        $0.time?.wall = early
      }
      #expect(try anna.push(step).reason == "OUT_OF_SCOPE")
      // Before its last pull, by its own clock: nobody knows when it was.
      let doubtful = changed(anna.attempt(visit.id)) {
        $0.time = DeviceTime()
        $0.time?.wall = early.adding(seconds: -30 * 86_400)
      }
      #expect(try anna.push(doubtful).reason == "OUT_OF_SCOPE")
      let gone = changed(anna.patch(visit, ["note"]) { $0.note = "x" }) {
        $0.entityID = anna.key(VisitID.self).description
      }
      #expect(try anna.push(gone).reason == "DELETED")
      let customer = changed(anna.patch(try world.customer(), ["language"]) { $0.language = "en" })
      {
        $0.entityID = anna.key(CustomerID.self).description
      }
      #expect(try anna.push(customer).reason == "DELETED")
      let foreign = try world.admin.create(.person()).id
      func patch(_ id: CustomerID) throws -> MutationResult {
        try anna.push(anna.patch(try world.admin.get(id), ["language"]) { $0.language = "en" })
      }
      #expect(try patch(foreign).reason == "OUT_OF_SCOPE")
      let own = try world.admin.create(.person().with { $0.caseWorkerID = anna.staff }).id
      let seen = try world.admin.get(own)
      _ = try world.admin.delete(own)
      let deleted = try anna.push(anna.patch(seen, ["language"]) { $0.language = "en" })
      #expect(deleted.reason == "DELETED" && deleted.outcome == .quarantined)
      // Work that stands on work in quarantine.
      let after = changed(anna.note(visit.id, "and so")) { $0.afterN = step.n }
      #expect(try anna.push(after).outcome == .quarantined)
      let mine = try world.world.plan {
        $0.startTime = VisitWorld.at(16)
        $0.endTime = VisitWorld.at(17)
      }
      let next = changed(anna.note(mine.id, "and so")) { $0.afterN = step.n }
      #expect(try anna.push(next).reason == "OUT_OF_SCOPE")
      #expect(try world.notes(mine.id) == [])
    }
  }

  /// Tasks: whose, and of whom.
  @Test func tasks() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let anna = world.anna
      func task(
        _ hour: Int64, _ set: (inout Visit) -> Void = { _ in }
      ) throws -> VisitTask {
        let visit = try world.world.plan {
          $0.startTime = VisitWorld.at(hour)
          $0.endTime = VisitWorld.at(hour + 1)
          set(&$0)
        }
        world.world.go(to: VisitWorld.at(hour + 1))
        let filed = try world.admin.file(visit.id) {
          var contact = ContactPart()
          contact.note = "met at the door"
          contact.outcome = .met
          $0.report = VisitReport()
          $0.report?.visitID = visit.id
          $0.report?.contact = contact
          $0.finishTime = pcrm.clock.now()
          var followUp = FollowUp()
          followUp.title = "send the form"
          followUp.dueTime = VisitWorld.at(20, day: 1)
          $0.followUps = [followUp]
        }
        return try #require(filed.tasks.first)
      }
      func complete(_ task: VisitTask, by device: TestDevice) -> Mutation {
        device.change(.visitTask, .transition, task.id.description, trunk: task.version) {
          $0.task = CompleteVisitTaskRequest()
        }
      }
      let (first, second) = (try task(10), try task(12))
      #expect(try world.berta.push(complete(first, by: world.berta)).reason == "OUT_OF_SCOPE")
      #expect(try anna.push(complete(first, by: anna)).outcome == .applied)
      #expect(try anna.push(complete(first, by: anna)).outcome == .duplicate)
      // A supervisor of Anna's who does not see whose task it is.
      let far = try pcrm.office("먼 지사")
      let theirs = try world.admin.create(.person().with { $0.homeOfficeID = far }).id
      let ferne = try pcrm.staff("먼 직원", in: far)
      let distant = try task(14) {
        $0.customerID = theirs
        $0.staffID = ferne
      }
      #expect(try anna.push(complete(distant, by: anna)).reason == "OUT_OF_SCOPE")
      let item = try #require(try world.admin.quarantine().first { $0.deviceID == anna.id })
      let near = try pcrm.caller(as: .manager, scope: .office, office: world.world.office)
      let released = try near.syncRefusal(
        "ReleaseQuarantine", ReleaseQuarantineRequest.self
      ) {
        $0.id = item.id
        $0.to = .accepted
        $0.reason = "why"
      }
      #expect(released?.code == .notFound)
      _ = try world.admin.delete(world.world.customer)
      #expect(try anna.push(complete(second, by: anna)).reason == "DELETED")
    }
  }

  /// Would catch work that counts as done without the report that it must have, and who decides about it.
  @Test func whatMustBeReported() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      var rules = VisitRules()
      var report = ReportRules()
      report.giftDays = 30
      var requirement = ReportRequirement()
      requirement.code = "always"
      requirement.parts = [.contact]
      report.requirements = [requirement]
      rules.report = report
      _ = try world.admin.applyVisitRules(rules)
      func plan(_ hour: Int64) throws -> Visit {
        try world.world.plan {
          $0.startTime = VisitWorld.at(hour)
          $0.endTime = VisitWorld.at(hour + 1)
        }
      }
      let (done, cancelled, begun) = (try plan(10), try plan(12), try plan(18))
      let anna = world.anna
      func resolution(_ caller: TestCaller, _ id: SyncConflictID) throws -> Refusal? {
        let conflict = try #require(try world.admin.conflicts().first { $0.id == id })
        return try caller.syncRefusal("ResolveConflict", ResolveConflictRequest.self) {
          $0.id = id
          $0.choices = conflict.fields.map { FieldChoice($0.name, .mine) }
          $0.version = conflict.version
        }
      }
      world.world.go(to: VisitWorld.at(15))
      expectRefusal(try anna.push(anna.step(done, .done)), "PARTS_MISSING", "entity_id")
      let missing = Refusal(.failedPrecondition, "PARTS_MISSING", "id")
      _ = try world.admin.cancel(cancelled.id)
      let after = try anna.push(anna.step(cancelled, .done))
      #expect(after.outcome == .conflict)
      #expect(try resolution(world.admin, after.conflictID) == missing)
      #expect(try anna.push(anna.step(begun, .inProgress)).outcome == .applied)
      let contested = try anna.push(anna.step(begun, .noShow, reason: "nobody there"))
      #expect(contested.outcome == .conflict)
      #expect(try resolution(world.admin, contested.conflictID) == missing)
      // The visit is somebody else's by now.
      let (id, berta) = (begun.id, world.world.berta)
      try pcrm.database.write { (writer) throws(Status) in
        try writer.execute("UPDATE visit SET staff = $2 WHERE id = $1", .id(id), .id(berta))
      }
      #expect(
        try resolution(anna.caller, contested.conflictID)
          == Refusal(.permissionDenied, "PERMISSION_MISSING", "staff_id"))
    }
  }
}
