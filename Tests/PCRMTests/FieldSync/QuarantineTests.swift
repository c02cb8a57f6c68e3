import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
@testable import PCRM
@testable import Storage
import Testing

/// Work on what is no longer the device's: never lost, never done behind anybody's back.
struct QuarantineTests {
  /// Would catch work that is dropped, done on somebody else's visit, or kept from the supervisor.
  @Test func whatLeftTheScope() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let pulled: PullResponse = try world.anna.caller.sync("Pull", PullRequest.self) {
        $0.deviceID = world.anna.id
      }
      #expect(pulled.rows.contains { $0.id == visit.id.description })
      world.world.go(to: VisitWorld.at(9))
      var before = DeviceTime()
      before.wall = pcrm.clock.now()
      var tried = world.anna.attempt(visit.id, .noAnswer)
      tried.time = before
      pcrm.clock.advance(seconds: 600)
      _ = try world.admin.reassign(visit.id, to: world.world.berta)
      pcrm.clock.advance(seconds: 600)
      var after = DeviceTime()
      after.wall = pcrm.clock.now()
      var late = world.anna.attempt(visit.id, .met)
      late.time = after
      let edit = world.anna.patch(visit, ["note"]) { $0.note = "mine" }
      let response = try world.anna.push([tried, late, edit])
      #expect(response.results.map(\.outcome) == [.merged, .quarantined, .quarantined])
      #expect(response.results.map(\.reason) == ["", "OUT_OF_SCOPE", "OUT_OF_SCOPE"])
      let now = try world.admin.visit(visit.id)
      #expect(now.attempts == 1 && now.note == "" && now.staffID == world.world.berta)
      let items = try world.admin.quarantine()
      #expect(items.map(\.mutation?.n) == [2, 3] && items[0].customerID == world.world.customer)
      #expect(try world.anna.push([tried, late, edit]).results == response.results)
      #expect(try world.admin.quarantine().count == 2)
      // Taken after all, in the name of who did it; or thrown away.
      let taken = try world.admin.release(items[0])
      #expect(taken.item?.state == .accepted && taken.item?.mutation == nil)
      #expect(taken.result?.outcome == .applied)
      let tries = try world.admin.listAttempts { $0.visitID = visit.id }
      #expect(tries.map(\.staffID) == [world.world.anna, world.world.anna])
      _ = try world.admin.release(items[1], .discarded)
      #expect(try world.admin.visit(visit.id).note == "")
      let again = try world.admin.syncRefusal(
        "ReleaseQuarantine", ReleaseQuarantineRequest.self
      ) {
        $0.id = items[1].id
        $0.to = .accepted
        $0.reason = "again"
      }
      #expect(again == Refusal(.failedPrecondition, "QUARANTINE_RELEASED", "id"))
    }
  }

  /// Would catch an item that a supervisor of another office sees or lets go, and one let go without a reason.
  @Test func refusals() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan { $0.staffID = world.world.berta }
      _ = try world.anna.push(world.anna.note(visit.id, "foreign"))
      let item = try #require(try world.admin.quarantine().first)
      let elsewhere = try pcrm.caller(as: .manager, scope: .office, office: try pcrm.office("먼 지사"))
      let near = try pcrm.caller(as: .manager, scope: .office, office: world.world.office)
      #expect(try elsewhere.quarantine() == [])
      #expect(try near.quarantine().count == 1)
      func check(
        _ refusal: Refusal, as caller: TestCaller? = nil,
        _ set: (inout ReleaseQuarantineRequest) -> Void
      ) throws {
        let found = try (caller ?? near).syncRefusal(
          "ReleaseQuarantine", ReleaseQuarantineRequest.self
        ) {
          $0.id = item.id
          $0.to = .accepted
          $0.reason = "why"
          set(&$0)
        }
        #expect(found == refusal)
      }
      try check(Refusal(.notFound, "NOT_FOUND", "id"), as: elsewhere) { _ in }
      try check(
        Refusal(.permissionDenied, "PERMISSION_MISSING", "authorization"), as: world.anna.caller
      ) { _ in }
      try check(Refusal(.invalidArgument, "FIELD_REQUIRED", "id")) { $0.id = QuarantineItemID() }
      try check(Refusal(.invalidArgument, "FIELD_REQUIRED", "reason")) { $0.reason = "" }
      try check(Refusal(.invalidArgument, "FIELD_REQUIRED", "to")) { $0.to = .unspecified }
      try check(Refusal(.invalidArgument, "FIELD_MALFORMED", "to")) { $0.to = .held }
      try check(Refusal(.aborted, "VERSION_MISMATCH", "version")) { $0.version = 7 }
      #expect(try near.release(item).result?.outcome == .applied)
      #expect(try world.notes(visit.id) == ["foreign"])
    }
  }

  /// Would catch a revoked device that still changes something, and one whose last work is lost.
  @Test func revokedDevices() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let _: Device = try world.admin.sync("RevokeDevice", RevokeDeviceRequest.self) {
        $0.id = world.anna.id
        $0.reason = "lost"
      }
      let result = try world.anna.push(world.anna.note(visit.id, "before it was lost"))
      #expect(result.outcome == .quarantined && result.reason == "DEVICE_REVOKED")
      #expect(try world.notes(visit.id) == [])
      let item = try #require(try world.admin.quarantine().first)
      #expect(try world.admin.release(item).result?.outcome == .applied)
      #expect(try world.notes(visit.id) == ["before it was lost"])
      let lease = try world.anna.caller.syncRefusal("LeaseNumbers", LeaseNumbersRequest.self) {
        $0.deviceID = world.anna.id
        $0.series = "receipt"
      }
      #expect(lease == Refusal(.permissionDenied, "DEVICE_REVOKED", "device_id"))
    }
  }

  /// Would catch work on a deleted customer, a conflict about it that nobody can end, and what erasure leaves behind.
  @Test func deletedCustomers() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      _ = try world.admin.change(visit, ["note"]) { $0.note = "office" }
      _ = try world.anna.push(world.anna.patch(visit, ["note"]) { $0.note = "zebra-conflict" })
      _ = try world.anna.push(world.anna.note(visit.id, "zebra-note"))
      var delete = DeleteCustomerRequest()
      delete.id = world.world.customer
      let _: Customer = try world.admin.call("pcrm.v1.CustomerService/DeleteCustomer", delete)
      #expect(try world.admin.conflicts() == [])
      #expect(try world.admin.conflicts(.moot).count == 1)
      let result = try world.anna.push(
        world.anna.patch(visit, ["note"]) { $0.note = "zebra-quarantine" })
      #expect(result.outcome == .quarantined && result.reason == "DELETED")
      let item = try #require(try world.admin.quarantine().first)
      let refused = try world.admin.syncRefusal(
        "ReleaseQuarantine", ReleaseQuarantineRequest.self
      ) {
        $0.id = item.id
        $0.to = .accepted
        $0.reason = "why"
      }
      #expect(refused == Refusal(.failedPrecondition, "DELETED", "id"))
      let customer = world.world.customer
      try pcrm.database.write { (writer) throws(Status) in
        try writer.eraseFromSync(customer)
      }
      while pcrm.runner().runRound() > 0 {}
      #expect(try world.admin.quarantine(.discarded).first?.mutation == nil)
      let left = try pcrm.database.read { (reader) throws(Status) in
        try reader.all(
          """
          SELECT parts FROM sync_conflict UNION ALL SELECT mutation FROM quarantine_item
          UNION ALL SELECT text FROM visit_note UNION ALL SELECT result FROM sync_receipt
          """
        ) { String(decoding: $0.bytes(0), as: UTF8.self) }
      }
      #expect(!left.contains { $0.contains("zebra") })
    }
  }

  /// Would catch a choice that is made twice, one for somebody else, and one for a field that is not in question.
  @Test func resolving() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan { $0.note = "a" }
      _ = try world.admin.change(visit, ["note"]) { $0.note = "b" }
      _ = try world.anna.push(world.anna.patch(visit, ["note"]) { $0.note = "c" })
      let conflict = try #require(try world.anna.caller.conflicts().first)
      func check(
        _ refusal: Refusal, as caller: TestCaller? = nil,
        _ set: (inout ResolveConflictRequest) -> Void
      ) throws {
        let found = try (caller ?? world.anna.caller).syncRefusal(
          "ResolveConflict", ResolveConflictRequest.self
        ) {
          $0.id = conflict.id
          $0.version = 1
          $0.choices = [FieldChoice("note", .mine)]
          set(&$0)
        }
        #expect(found == refusal)
      }
      #expect(try world.berta.caller.conflicts() == [])
      try check(Refusal(.notFound, "NOT_FOUND", "id"), as: world.berta.caller) { _ in }
      try check(Refusal(.invalidArgument, "FIELD_REQUIRED", "version")) { $0.version = 0 }
      try check(Refusal(.aborted, "VERSION_MISMATCH", "version")) { $0.version = 2 }
      try check(Refusal(.invalidArgument, "FIELD_REQUIRED", "choices")) { $0.choices = [] }
      try check(Refusal(.invalidArgument, "FIELD_MALFORMED", "choices[0].name")) {
        $0.choices = [FieldChoice("place", .mine)]
      }
      try check(Refusal(.invalidArgument, "FIELD_REQUIRED", "choices[0].choice")) {
        $0.choices = [FieldChoice("note", .unspecified)]
      }
      func resolution(_ choice: ConflictChoice) -> Mutation {
        world.anna.change(.syncConflict, .transition, conflict.id.description, trunk: 1) {
          var resolution = ResolveConflictRequest()
          resolution.choices = [FieldChoice("note", choice)]
          $0.resolution = resolution
        }
      }
      // Chosen on the device, while a supervisor is slower.
      #expect(try world.anna.push(resolution(.mine)).outcome == .applied)
      #expect(try world.admin.visit(visit.id).note == "c")
      try check(Refusal(.failedPrecondition, "CONFLICT_ALREADY_RESOLVED", "id"), as: world.admin) {
        _ in
      }
      let late = try world.anna.push(resolution(.theirs))
      #expect(late.outcome == .rejected && late.reason == "CONFLICT_ALREADY_RESOLVED")
      #expect(try world.admin.conflicts(.resolved).first?.fields.first?.choice == .mine)
    }
  }
}
