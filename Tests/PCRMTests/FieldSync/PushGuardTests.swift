import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Guards of a push, and of what every change has: each expectation fails when its guard is taken out.
struct PushGuardTests {
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
      expectRefusal(
        try anna.push(changed(note()) { $0.entity = .unspecified }), "FIELD_REQUIRED", "entity")
      expectRefusal(try anna.push(changed(note()) { $0.op = .unspecified }), "FIELD_REQUIRED", "op")
      expectRefusal(
        try anna.push(changed(note()) { $0.entityID = "" }), "FIELD_REQUIRED", "entity_id")
      expectRefusal(try anna.push(changed(note()) { $0.trunkVersion = -1 }), range, "trunk_version")
      expectRefusal(
        try anna.push(anna.patch(visit, []) { $0.note = "x" }), "FIELD_REQUIRED", "fields")
      expectRefusal(
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
      expectRefusal(try anna.push(create(anna) { $0.customerID = other }), "ID_TAKEN", "entity_id")
      expectRefusal(
        try anna.push(create(anna) { $0.purpose = "good_customer" }), "ID_TAKEN", "entity_id")
      #expect(try anna.push(create(anna)).outcome == .duplicate)
      let somebody = try pcrm.staff("최")
      let strange = try TestDevice(
        try pcrm.caller(as: .field, scope: .own, staff: somebody), staff: somebody, pcrm.clock)
      expectRefusal(try strange.push(create(strange)), "ID_TAKEN", "entity_id")
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
      expectRefusal(try anna.push(same(anna, second.id, "one")), "ID_TAKEN", "entity_id")
      expectRefusal(try anna.push(same(anna, visit.id, "two")), "ID_TAKEN", "entity_id")
      expectRefusal(try berta.push(same(berta, visit.id, "one")), "ID_TAKEN", "entity_id")
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
        expectRefusal(try anna.push(consent(set)), "ID_TAKEN", "entity_id")
      }
      let nobody = changed(consent { $0.customerID = anna.key() }) {
        $0.entityID = anna.key(ConsentID.self).description
      }
      expectRefusal(try anna.push(nobody), "NOT_FOUND", "entity_id")
    }
  }
}
