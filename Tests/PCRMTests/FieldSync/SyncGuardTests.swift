import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import RPC
import Storage
import Testing

@testable import PCRM

/// Guards of the calls around field sync that no other test takes notice of: each expectation fails when its guard is
/// taken out.
struct SyncGuardTests {
  private func colleague(_ world: PushWorld) throws -> TestCaller {
    try world.pcrm.caller(
      as: .field, scope: .office, staff: world.world.berta, office: world.world.office)
  }

  private func elsewhere(_ world: PushWorld) throws -> TestCaller {
    try world.pcrm.caller(
      as: .manager, scope: .office, office: try world.pcrm.office("먼 지사"))
  }

  /// Devices and backups.
  @Test func devices() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let (anna, admin) = (world.anna, world.admin)
      let malformed = try anna.caller.syncRefusal("Hello", HelloRequest.self) {
        $0.deviceID = DeviceID(high: 1, low: 1)
        $0.schemaRev = 1
      }
      #expect(malformed == Refusal(.invalidArgument, "FIELD_MALFORMED", "device_id"))
      let pull = try anna.caller.syncRefusal("Pull", PullRequest.self)
      #expect(pull == Refusal(.invalidArgument, "FIELD_REQUIRED", "device_id"))
      let pages = try anna.caller.syncRefusal("Pull", PullRequest.self) {
        $0.deviceID = anna.id
        $0.maxBytes = -1
      }
      #expect(pages == Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "max_bytes"))
      let unknown = try admin.syncRefusal("ListDevices", ListDevicesRequest.self) {
        $0.state = DeviceState(rawValue: 99)
      }
      #expect(unknown?.field == "state")
      for (device, expected) in [
        ("", Refusal(.invalidArgument, "FIELD_REQUIRED", "device_id")),
        (world.berta.id.description, Refusal(.notFound, "NOT_FOUND", "device_id")),
      ] {
        var request = WatchMyChangesRequest()
        request.deviceID = DeviceID(device) ?? DeviceID()
        let stream = try anna.caller.stream("pcrm.v1.FieldSyncService/WatchMyChanges", request)
        do {
          _ = try stream.next(MyChange.self)
          Issue.record("a stream about \(device)")
        } catch let status as Status {
          #expect(Refusal(status) == expected)
        }
      }
      func revoke(
        _ caller: TestCaller, _ set: (inout RevokeDeviceRequest) -> Void = { _ in }
      ) throws -> Refusal? {
        try caller.syncRefusal("RevokeDevice", RevokeDeviceRequest.self) {
          $0.id = anna.id
          $0.reason = "lost"
          set(&$0)
        }
      }
      let required = "FIELD_REQUIRED"
      #expect(
        try revoke(admin) { $0.id = DeviceID() } == Refusal(.invalidArgument, required, "id"))
      #expect(
        try revoke(admin) { $0.reason = "" } == Refusal(.invalidArgument, required, "reason"))
      #expect(try revoke(elsewhere(world)) == Refusal(.notFound, "NOT_FOUND", "id"))
      #expect(try revoke(colleague(world)) == Refusal(.notFound, "NOT_FOUND", "id"))
      #expect(try revoke(admin) == nil)
      #expect(try revoke(admin) == Refusal(.failedPrecondition, "DEVICE_REVOKED", "id"))
      // A device out of service brings nothing back by saying hello.
      while pcrm.runner().runRound() > 0 {}
      #expect(try anna.hello().state == .revoked)
      let staff = anna.staff
      let isForgotten = try pcrm.database.read { (reader) throws(Status) in
        try reader.syncUser(staff) == nil
      }
      #expect(isForgotten)
      func confirm(_ set: (inout ConfirmBackupRequest) -> Void) throws -> Refusal? {
        try admin.syncRefusal("ConfirmBackup", ConfirmBackupRequest.self) {
          $0.epoch = anna.epoch
          set(&$0)
        }
      }
      #expect(
        try confirm { $0.epoch = "" } == Refusal(.invalidArgument, required, "epoch"))
      #expect(
        try confirm { $0.sequence = -1 }
          == Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "sequence"))
    }
  }

  /// A row that leaves while a page with it is on its way: the device would never hear that it went.
  @Test func aPageThatIsOvertaken() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let service = FieldSyncService(context: pcrm.context)
      let caller = Caller(
        principal: world.anna.caller.principal, staff: world.anna.staff,
        permissions: [.syncVisits], scope: .own(world.anna.staff))
      var request = PullRequest()
      request.deviceID = world.anna.id
      let asked = request
      let (database, berta) = (pcrm.database, world.world.berta)
      func page(leaving: Bool) throws -> PullResponse {
        let bytes = try database.read { (reader) throws(Status) -> [UInt8] in
          // The read's moment is now.
          _ = try reader.syncState()
          if leaving {
            try database.write { (writer) throws(Status) in
              guard let stored = try writer.reader.visit(visit.id) else { throw .internalError }
              _ = try writer.reassign(stored, to: berta, reason: "ill", by: .clock)
              try writer.recordStep("test/reassign")
            }
          }
          return try service.pull(asked, caller, reader).message
        }
        return try PullResponse(binary: bytes)
      }
      let overtaken = try page(leaving: true)
      #expect(overtaken.rows.isEmpty && !overtaken.complete)
      let next = try page(leaving: false)
      #expect(next.complete && !next.rows.contains { $0.id == visit.id.description })
    }
  }

  /// Rows that no device gets: visits beyond the window, and by what calls back are chosen.
  @Test func rows() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      _ = try world.visit(day: 60)
      _ = try world.visit(day: 61) {
        $0.staffID = world.visits.berta
        $0.participants = [VisitParticipant(world.visits.anna)]
      }
      #expect(try phone.pull() == [])
      _ = try world.admin.applyVisitRules(.made { $0.callBacks = .sampling(100, seed: 77) })
      try phone.pull()
      let rules = try #require(phone.rows.values.first { $0.entity == .visitRule }?.rules)
      #expect(rules.callBacks?.sharePermille == 100 && rules.callBacks?.seed == 0)
    }
  }

  /// Would catch a first pull that ends before its rows, because removals fill the page that it has nothing to do with.
  @Test func removalsOfOthersTakeNoRoom() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let visits = try (0..<6).map { try world.visit(day: Int64($0)) }
      let phone = try world.phone(of: world.visits.anna)
      try phone.pull()
      for visit in visits { _ = try world.admin.reassign(visit.id, to: world.visits.berta) }
      let last = try world.visit(day: 8)
      let fresh = try world.phone(of: world.visits.anna)
      #expect(
        try fresh.pull(rows: 2) == ["visit \(last.id)", "customer \(last.customerID)"])
    }
  }

  /// What nobody reads who does not look after the device.
  @Test func conflicts() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan { $0.note = "a" }
      _ = try world.admin.change(visit, ["note"]) { $0.note = "b" }
      _ = try world.anna.push(world.anna.patch(visit, ["note"]) { $0.note = "c" })
      let conflict = try #require(try world.anna.caller.conflicts().first)
      let (near, far) = (try colleague(world), try elsewhere(world))
      #expect(try near.conflicts() == [])
      #expect(try far.conflicts() == [])
      func refusal(
        _ caller: TestCaller, _ set: (inout ResolveConflictRequest) -> Void = { _ in }
      ) throws -> Refusal? {
        try caller.syncRefusal("ResolveConflict", ResolveConflictRequest.self) {
          $0.id = conflict.id
          $0.version = 1
          $0.choices = [FieldChoice("note", .mine)]
          set(&$0)
        }
      }
      #expect(try refusal(near) == Refusal(.notFound, "NOT_FOUND", "id"))
      #expect(try refusal(far) == Refusal(.notFound, "NOT_FOUND", "id"))
      #expect(
        try refusal(world.admin) { $0.id = SyncConflictID() }
          == Refusal(.invalidArgument, "FIELD_REQUIRED", "id"))
      #expect(
        try refusal(world.admin) { $0.choices.append($0.choices[0]) }
          == Refusal(.invalidArgument, "DUPLICATE_ITEM", "choices[1].name"))
      let unknown = try world.admin.syncRefusal("ListConflicts", ListConflictsRequest.self) {
        $0.state = ConflictState(rawValue: 99)
      }
      #expect(unknown?.field == "state")
      let entity = try world.admin.syncRefusal("ListConflicts", ListConflictsRequest.self) {
        $0.entityID = "7"
      }
      #expect(entity == Refusal(.invalidArgument, "FIELD_MALFORMED", "entity_id"))
      // The visit is somebody else's by now; and then it is over.
      _ = try world.admin.reassign(visit.id, to: world.world.berta)
      #expect(
        try refusal(world.anna.caller)
          == Refusal(.permissionDenied, "PERMISSION_MISSING", "staff_id"))
      _ = try world.admin.cancel(visit.id)
      #expect(try refusal(world.admin) == Refusal(.failedPrecondition, "VISIT_ENDED", "id"))
    }
  }

  /// Conflicts about a customer who is no longer the device's.
  @Test func conflictsAboutCustomersOfOthers() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let seen = try world.customer()
      _ = try world.change(seen, ["language"]) { $0.language = "en" }
      _ = try world.anna.push(world.anna.patch(seen, ["language"]) { $0.language = "vi" })
      let conflict = try #require(try world.anna.caller.conflicts().first)
      _ = try world.admin.reassign(visit.id, to: world.world.berta)
      let refusal = try world.anna.caller.syncRefusal(
        "ResolveConflict", ResolveConflictRequest.self
      ) {
        $0.id = conflict.id
        $0.version = 1
        $0.choices = [FieldChoice("language", .mine)]
      }
      #expect(refusal != nil)
      #expect(try world.customer().language == "en")
    }
  }

  /// Quarantine: whose work, which text, which visit.
  @Test func quarantine() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let far = try pcrm.office("먼 지사")
      let (ferne, office) = (try pcrm.staff("먼 직원", in: far), world.world.office)
      let customer = try world.admin.create(.person().with { $0.homeOfficeID = far }).id
      let visit = try world.world.plan {
        $0.customerID = customer
        $0.staffID = ferne
      }
      var note = world.anna.note(visit.id, "sealed words")
      note.note?.restricted = true
      #expect(try world.anna.push(note).outcome == .quarantined)
      let item = try #require(try world.admin.quarantine().first)
      func refusal(
        _ caller: TestCaller, _ set: (inout ReleaseQuarantineRequest) -> Void = { _ in }
      ) throws -> Refusal? {
        try caller.syncRefusal("ReleaseQuarantine", ReleaseQuarantineRequest.self) {
          $0.id = item.id
          $0.to = .accepted
          $0.reason = "why"
          set(&$0)
        }
      }
      let unknown = try world.admin.syncRefusal("ListQuarantine", ListQuarantineRequest.self) {
        $0.state = QuarantineState(rawValue: 99)
      }
      #expect(unknown?.field == "state")
      let own = try pcrm.caller(
        as: .manager, scope: .office, staff: world.world.anna, office: office)
      #expect(try refusal(own) == Refusal(.permissionDenied, "OUT_OF_SCOPE", "id"))
      // Whoever looks after Anna does not see this visit.
      let near = try pcrm.caller(as: .manager, scope: .office, office: office)
      #expect(try refusal(near)?.code == .notFound)
      // A supervisor who may not book for others does not read restricted notes.
      let service = FieldSyncService(context: pcrm.context)
      let texts = try pcrm.database.read { (reader) throws(Status) in
        let caller = Caller(
          principal: PrincipalID(), permissions: [.superviseSync], scope: .all)
        return try service.listQuarantine(ListQuarantineRequest(), caller, reader).items
          .map { $0.mutation?.note?.text }
      }
      #expect(texts == [""])
      #expect(try refusal(world.admin) == nil)
    }
  }

  /// Would catch notes about somebody who is deleted: after an erasure nothing would ever remove them.
  @Test func notesAboutTheDeleted() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let customer = try world.admin.create(.person()).id
      let visit = try world.world.plan { $0.customerID = customer }
      func add() throws -> Refusal? {
        try world.admin.syncRefusal("AddVisitNote", AddVisitNoteRequest.self) {
          var note = VisitNote()
          note.visitID = visit.id
          note.text = "text"
          $0.note = note
        }
      }
      #expect(try add() == nil)
      _ = try world.admin.delete(customer)
      #expect(try add() == Refusal(.failedPrecondition, "DELETED", "note.visit_id"))
      #expect(
        try pcrm.database.read { (reader) throws(Status) in
          try reader.first("SELECT count(*) FROM visit_note") { $0.integer(0) }
        } == 1)
    }
  }

  /// Notes and numbers.
  @Test func notesAndNumbers() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      func add(_ caller: TestCaller, _ set: (inout VisitNote) -> Void) throws -> Refusal? {
        try caller.syncRefusal("AddVisitNote", AddVisitNoteRequest.self) {
          var note = VisitNote()
          note.visitID = visit.id
          note.text = "text"
          set(&note)
          $0.note = note
        }
      }
      let stranger = try pcrm.caller(as: .field, scope: .own, staff: try pcrm.staff("최"))
      #expect(try add(stranger) { _ in } == Refusal(.notFound, "NOT_FOUND", "note.visit_id"))
      #expect(
        try add(world.admin) { $0.id = VisitNoteID(high: 1, low: 1) }
          == Refusal(.invalidArgument, "FIELD_MALFORMED", "note.id"))
      let id: VisitNoteID = world.anna.key()
      #expect(try add(world.admin) { $0.id = id } == nil)
      #expect(
        try add(world.admin) { $0.id = id } == Refusal(.alreadyExists, "ID_TAKEN", "note.id"))
      #expect(try add(world.berta.caller) { $0.staffID = world.anna.staff } != nil)
      _ = try add(world.anna.caller) { $0.staffID = world.berta.staff }
      let authors = try pcrm.database.read { (reader) throws(Status) in
        try reader.all("SELECT staff FROM visit_note WHERE staff IS NOT NULL") {
          $0.id(0, of: StaffID.self)
        }
      }
      #expect(authors == [world.anna.staff], "whoever writes is the author")
      let customer = visit.customerID
      try pcrm.database.write { (writer) throws(Status) in
        for number in 0..<Int64(VisitNote.perVisitMax) {
          let id: VisitNoteID = writer.newID()
          try writer.execute(
            "INSERT INTO visit_note VALUES ($1, $2, $3, NULL, $4, 0, 1, 'x')", .id(id),
            .id(customer), .id(visit.id), .integer(number))
        }
        for number in 0..<1000 {
          try writer.execute(
            "INSERT INTO lease_series (name, epoch) VALUES ($1, $2)", .text("series\(number)"),
            .blob([UInt8](repeating: 1, count: 16)))
        }
      }
      #expect(
        try add(world.admin) { _ in } == Refusal(.resourceExhausted, "CAP_REACHED", "note.visit_id")
      )
      let lease = try world.anna.caller.syncRefusal("LeaseNumbers", LeaseNumbersRequest.self) {
        $0.deviceID = world.anna.id
        $0.series = "one_more"
      }
      #expect(lease == Refusal(.resourceExhausted, "CAP_REACHED", "series"))
    }
  }
}
