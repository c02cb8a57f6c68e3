import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Guards of what devices send: each expectation fails when its guard is taken out.
struct PushGuardTests {
  private func refused(
    _ result: MutationResult, _ reason: String, _ field: String,
    _ comment: Comment? = nil, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(
      result.outcome == .rejected && result.reason == reason && result.field == field,
      comment ?? "\(result.outcome) \(result.reason) \(result.field)", sourceLocation: location)
  }

  private func changed(_ mutation: Mutation, _ set: (inout Mutation) -> Void) -> Mutation {
    var mutation = mutation
    set(&mutation)
    return mutation
  }

  /// The push itself, and what every change has.
  @Test func shape() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let anna = world.anna
      func push(_ set: (inout PushRequest) -> Void) throws -> Refusal? {
        var request = anna.request([])
        set(&request)
        return try anna.caller.refused("pcrm.v1.FieldSyncService/Push", request)
      }
      let range = "FIELD_OUT_OF_RANGE"
      #expect(try push { $0.ackedN = -1 } == Refusal(.invalidArgument, range, "acked_n"))
      #expect(try push { $0.queueLength = -1 } == Refusal(.invalidArgument, range, "queue_length"))
      let note = { anna.note(visit.id, "x") }
      refused(
        try anna.push(changed(note()) { $0.entity = .unspecified }), "FIELD_REQUIRED", "entity")
      refused(try anna.push(changed(note()) { $0.op = .unspecified }), "FIELD_REQUIRED", "op")
      refused(try anna.push(changed(note()) { $0.entityID = "" }), "FIELD_REQUIRED", "entity_id")
      refused(try anna.push(changed(note()) { $0.trunkVersion = -1 }), range, "trunk_version")
      refused(
        try anna.push(anna.patch(visit, []) { $0.note = "x" }), "FIELD_REQUIRED", "fields")
      refused(
        try anna.push(changed(note()) { $0.entityID = NoteKey.odd }), "FIELD_MALFORMED", "note.id")
      // What a device says it has stored counts as far as it has sent.
      #expect(try anna.push([note()], acked: 1000).lastN == anna.n - 1)
    }
  }

  private enum NoteKey {
    /// A key that no client makes.
    static let odd = VisitNoteID(high: 1, low: 1).description
  }

  /// Would catch a push that keeps the writer busy with searches for other times.
  @Test func searchesAreCounted() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      try world.work()
      let visit = try world.world.plan()
      try world.world.plan {
        $0.startTime = VisitWorld.at(14)
        $0.endTime = VisitWorld.at(15)
      }
      let moves = (0..<5).map { _ in
        world.anna.patch(visit, ["start_time"]) { $0.startTime = VisitWorld.at(14, 30) }
      }
      let results = try world.anna.push(moves).results
      #expect(results.map(\.reason) == [String](repeating: "SLOT_TAKEN", count: 5))
      #expect(results.map { !$0.alternatives.isEmpty } == [true, true, true, false, false])
    }
  }

  /// Would catch work that is lost, or refused, because the server itself fails at it.
  @Test func faultsOfTheServer() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan { $0.note = "a" }
      _ = try world.admin.change(visit, ["note"]) { $0.note = "b" }
      let conflict = try world.anna.push(world.anna.patch(visit, ["note"]) { $0.note = "c" })
      try pcrm.database.write { (writer) throws(Status) in
        try writer.execute("UPDATE sync_conflict SET parts = $1", .blob([0xFF]))
      }
      let result = try world.anna.push(
        world.anna.change(
          .syncConflict, .transition, conflict.conflictID.description, trunk: 1
        ) {
          var resolution = ResolveConflictRequest()
          resolution.choices = [FieldChoice("note", .mine)]
          $0.resolution = resolution
        })
      #expect(result.outcome == .quarantined && result.reason == "SERVER_FAULT")
      #expect(try world.admin.quarantine().count == 1)
    }
  }

  /// Would catch a disk that is full in the middle of a push, and some of it that was taken all the same.
  @Test func aFullDisk() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let text = String(repeating: "x", count: 4000)
      let notes = (0..<100).map { _ in world.anna.note(visit.id, text) }
      func bound(_ pages: Int) throws {
        try pcrm.database.write { (writer) throws(Status) in
          try writer.execute(SQL(built: "PRAGMA max_page_count = \(pages)"))
        }
      }
      try bound(1)
      let refusal = try world.anna.caller.refusal(
        "pcrm.v1.FieldSyncService/Push", world.anna.request(notes))
      #expect(refusal != nil)
      try bound(1_073_741_823)
      #expect(try world.notes(visit.id) == [])
      let results = try world.anna.push(notes).results
      #expect(results.count == 100 && results.allSatisfy { $0.outcome == .applied })
    }
  }

  /// Would catch a change that is carried out for somebody who may not do it at the server.
  @Test func permissions() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      try world.adopt()
      let customer = try world.customer()
      let anna = world.anna
      let changes: [(String, Mutation)] = [
        (
          "create",
          anna.change(.visit, .create, anna.key(VisitID.self).description) {
            $0.visit = world.world.draft { $0.startTime = VisitWorld.at(14) }
          }
        ),
        ("patch", anna.patch(visit, ["note"]) { $0.note = "x" }),
        ("step", anna.step(visit, .confirmed)),
        ("attempt", anna.attempt(visit.id)),
        ("note", anna.note(visit.id, "x")),
        ("report", world.report(visit)),
        (
          "task",
          anna.change(.visitTask, .transition, anna.key(VisitTaskID.self).description) {
            $0.task = CompleteVisitTaskRequest()
          }
        ),
        (
          "attach",
          anna.change(.visit, .append, visit.id.description) {
            $0.attachment = VisitAttachment()
          }
        ),
        ("customer", anna.patch(customer, ["language"]) { $0.language = "en" }),
        (
          "consent",
          anna.change(.consent, .append, anna.key(ConsentID.self).description) {
            var consent = Consent()
            consent.customerID = customer.id
            consent.purpose = "calls"
            consent.state = .given
            $0.consent = consent
          }
        ),
      ]
      let caller = Caller(
        principal: anna.caller.principal, staff: anna.staff, permissions: [.syncVisits],
        scope: .own(anna.staff))
      let (request, context) = (anna.request(changes.map(\.1)), pcrm.context)
      let results = try pcrm.database.write { (writer) throws(Status) -> [MutationResult] in
        var batch = try PushBatch(request, caller, context, writer.reader)
        return try batch.carryOut(&writer).results
      }
      for ((name, _), result) in zip(changes, results) {
        refused(result, "PERMISSION_MISSING", "authorization", "\(name)")
      }
      #expect(results.count == changes.count)
    }
  }

  /// Would catch somebody who only takes part in a visit, and changes it.
  @Test func whoTakesPartDoesNotDecide() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan {
        $0.staffID = world.world.berta
        $0.participants = [VisitParticipant(world.world.anna)]
      }
      world.world.go(to: VisitWorld.at(11))
      let (anna, missing) = (world.anna, "PERMISSION_MISSING")
      refused(try anna.push(anna.patch(visit, ["note"]) { $0.note = "x" }), missing, "staff_id")
      refused(try anna.push(anna.step(visit, .inProgress)), missing, "staff_id")
      refused(try anna.push(anna.attempt(visit.id)), missing, "staff_id")
      #expect(try anna.push(anna.note(visit.id, "x")).outcome == .applied)
    }
  }

  /// Would catch a key that stands for two things.
  @Test func keysThatAreTaken() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan {
        $0.participants = [VisitParticipant(world.world.berta)]
      }
      try world.adopt()
      let (anna, berta) = (world.anna, world.berta)
      let other = try world.admin.create(
        .person().with { $0.caseWorkerID = world.world.anna }
      ).id
      func create(_ device: TestDevice, _ set: (inout Visit) -> Void = { _ in }) -> Mutation {
        device.change(.visit, .create, visit.id.description) {
          $0.visit = world.world.draft(set)
        }
      }
      refused(try anna.push(create(anna) { $0.customerID = other }), "ID_TAKEN", "entity_id")
      refused(try anna.push(create(anna) { $0.purpose = "good_customer" }), "ID_TAKEN", "entity_id")
      #expect(try anna.push(create(anna)).outcome == .duplicate)
      let somebody = try pcrm.staff("최")
      let strange = try TestDevice(
        try pcrm.caller(as: .field, scope: .own, staff: somebody), staff: somebody, pcrm.clock)
      refused(try strange.push(create(strange)), "ID_TAKEN", "entity_id")
      // Notes.
      let second = try world.world.plan {
        $0.startTime = VisitWorld.at(14)
        $0.endTime = VisitWorld.at(15)
      }
      let note = anna.note(visit.id, "one")
      #expect(try anna.push(note).outcome == .applied)
      func same(_ device: TestDevice, _ visit: VisitID, _ text: String) -> Mutation {
        changed(device.note(visit, text)) { $0.entityID = note.entityID }
      }
      refused(try anna.push(same(anna, second.id, "one")), "ID_TAKEN", "entity_id")
      refused(try anna.push(same(anna, visit.id, "two")), "ID_TAKEN", "entity_id")
      refused(try berta.push(same(berta, visit.id, "one")), "ID_TAKEN", "entity_id")
      #expect(try anna.push(same(anna, visit.id, "one")).outcome == .duplicate)
      // Consents.
      let id: ConsentID = anna.key()
      func consent(_ set: (inout Consent) -> Void = { _ in }) -> Mutation {
        anna.change(.consent, .append, id.description) {
          var consent = Consent()
          consent.customerID = visit.customerID
          consent.purpose = "calls"
          consent.channel = .sms
          consent.state = .given
          consent.textVersion = "2026-03"
          set(&consent)
          $0.consent = consent
        }
      }
      #expect(try anna.push(consent()).outcome == .applied)
      #expect(try anna.push(consent()).outcome == .duplicate)
      for set in [
        { $0.customerID = other }, { $0.purpose = "letters" }, { $0.channel = .unspecified },
        { $0.state = .withdrawn },
      ] as [(inout Consent) -> Void] {
        refused(try anna.push(consent(set)), "ID_TAKEN", "entity_id")
      }
      let nobody = changed(consent { $0.customerID = anna.key() }) {
        $0.entityID = anna.key(ConsentID.self).description
      }
      refused(try anna.push(nobody), "NOT_FOUND", "entity_id")
    }
  }

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
      refused(try anna.push(anna.step(visit, .unspecified)), "FIELD_REQUIRED", "step.to")
      let long = anna.step(visit, .enRoute, reason: String(repeating: "x", count: 501))
      refused(try anna.push(long), "FIELD_TOO_LONG", "step.reason")
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
      refused(late, "HOLD_EXPIRED", "entity_id")
      refused(try anna.push(anna.step(held, .confirmed)), "VISIT_ENDED", "entity_id")
      // A visit that was moved, and given to somebody else; and one that was cancelled.
      let moved = try world.admin.reschedule(visit.id, to: VisitWorld.at(14))
      _ = try world.admin.reassign(moved.id, to: world.world.berta)
      let passed = try anna.push(anna.patch(visit, ["note"]) { $0.note = "mine" })
      #expect(passed.outcome == .quarantined && passed.reason == "OUT_OF_SCOPE")
      _ = try world.admin.cancel(made)
      let ended = try anna.push(anna.patch(stored, ["note"]) { $0.note = "x" })
      refused(ended, "VISIT_ENDED", "entity_id")
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
      refused(try anna.push(anna.step(done, .done)), "PARTS_MISSING", "entity_id")
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

  /// Would catch a choice that sets what its maker may not set.
  @Test func permissionsToResolve() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan { $0.note = "a" }
      let seen = try world.customer()
      let anna = world.anna
      _ = try world.admin.change(visit, ["note"]) { $0.note = "b" }
      _ = try anna.push(anna.patch(visit, ["note"]) { $0.note = "c" })
      _ = try world.change(seen, ["language"]) { $0.language = "en" }
      _ = try anna.push(anna.patch(seen, ["language"]) { $0.language = "vi" })
      world.world.go(to: VisitWorld.at(11))
      _ = try world.admin.cancel(visit.id)
      _ = try anna.push(anna.step(visit, .done))
      let caller = Caller(
        principal: anna.caller.principal, staff: anna.staff, permissions: [.syncVisits],
        scope: .own(anna.staff))
      let conflicts = try anna.caller.conflicts()
      #expect(conflicts.count == 3)
      for conflict in conflicts {
        var request = ResolveConflictRequest()
        request.id = conflict.id
        request.version = conflict.version
        request.choices = conflict.fields.map { FieldChoice($0.name, .mine) }
        let asked = request
        #expect(
          throws: Status(
            .permissionDenied, "", ErrorInfo(reason: "PERMISSION_MISSING")), "\(conflict.kind)"
        ) {
          try pcrm.database.write { (writer) throws(Status) in
            _ = try writer.resolve(asked, by: caller)
          }
        }
      }
    }
  }
}
