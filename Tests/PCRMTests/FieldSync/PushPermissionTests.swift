import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Who may do by a device what: each expectation fails when its guard is taken out.
struct PushPermissionTests {
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
        expectRefusal(result, "PERMISSION_MISSING", "authorization", "\(name)")
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
      expectRefusal(
        try anna.push(anna.patch(visit, ["note"]) { $0.note = "x" }), missing, "staff_id")
      expectRefusal(try anna.push(anna.step(visit, .inProgress)), missing, "staff_id")
      expectRefusal(try anna.push(anna.attempt(visit.id)), missing, "staff_id")
      #expect(try anna.push(anna.note(visit.id, "x")).outcome == .applied)
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
