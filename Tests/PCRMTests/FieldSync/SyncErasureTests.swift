import Crypto
import Foundation
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM
@testable import SQLiteStorage
@testable import Storage

/// What the camera made.
private let photo = [UInt8](
  [UInt8](String(repeating: "zebra-photo.", count: 500).utf8).prefix(5000))

/// Erasing what field sync keeps of a customer: nobody reads it from the first moment, and it goes in short steps.
struct SyncErasureTests {
  /// A deleted customer of whom there is a conflict, an item of quarantine, a note, and three files in many pieces.
  private struct Scene {
    let world: PushWorld
    let visit: Visit
    let conflict: SyncConflictID
    let item: QuarantineItemID
    let file: String

    var pcrm: PCRMFixture { world.pcrm }

    /// - Parameter before: what else is done before the customer is deleted.
    init(
      _ pcrm: PCRMFixture,
      before: (PushWorld, Visit, _ file: String) throws -> Void = { _, _, _ in }
    ) throws {
      world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      self.visit = visit
      let anna = world.anna
      _ = try world.admin.change(visit, ["note"]) { $0.note = "office" }
      conflict = try anna.push(anna.patch(visit, ["note"]) { $0.note = "zebra-mine" }).conflictID
      _ = try anna.push(anna.note(visit.id, "zebra-note"))
      let bytes = photo
      let hash = VisitAttachment.text([UInt8](SHA256.hash(data: bytes)))
      file = hash
      _ = try anna.push(
        anna.change(.visit, .append, visit.id.description) {
          var attachment = VisitAttachment()
          attachment.sha256 = hash
          attachment.size = 5000
          attachment.mediaType = "image/jpeg"
          attachment.name = "zebra-door.jpg"
          $0.attachment = attachment
        })
      let _: VisitAttachment = try anna.caller.sync("PutAttachment", PutAttachmentRequest.self) {
        $0.visitID = visit.id
        $0.sha256 = hash
        $0.chunk = bytes
      }
      // What a camera makes: more pieces than one step removes.
      let (id, customer) = (visit.id, world.world.customer)
      try pcrm.database.write { (writer) throws(Status) in
        for number in UInt8(1)...2 {
          let hash = Value.blob([UInt8](repeating: number, count: 32))
          try writer.execute(
            "INSERT INTO attachment VALUES ($1, $2, $3, 50, 'image/jpeg', '', 50, NULL, 1)",
            .id(id), hash, .id(customer))
          for place in Int64(0)..<50 {
            try writer.execute(
              "INSERT INTO attachment_chunk VALUES ($1, $2, $3, $4)", .id(id), hash,
              .integer(place), .blob([7]))
          }
        }
      }
      try before(world, visit, hash)
      _ = try world.admin.delete(customer)
      item = try anna.push(anna.patch(visit, ["note"]) { $0.note = "zebra-late" }).quarantineID
    }

    func number(_ sql: SQL) throws -> Int64 {
      try pcrm.database.read { (reader) throws(Status) in
        try reader.first(sql) { $0.integer(0) } ?? 0
      }
    }

    func erase() throws {
      let customer = world.world.customer
      try pcrm.database.write { (writer) throws(Status) in try writer.eraseFromSync(customer) }
    }

    /// What every way of reading finds, by the way's name.
    func found() throws -> [String] {
      let (visit, conflict, item, text) = (visit.id, conflict, item, file)
      var found = try pcrm.database.read { (reader) throws(Status) -> [String] in
        var found: [String] = []
        if try !reader.attachments(of: visit).isEmpty { found.append("files") }
        let hash = VisitAttachment.hash(text) ?? []
        if try reader.attachment(hash, of: visit) != nil { found.append("file") }
        if try !reader.carriedNotes(of: visit).isEmpty { found.append("notes") }
        let note = try reader.first("SELECT id FROM visit_note") { $0.id(0, of: VisitNoteID.self) }
        if let note, try reader.visitNote(note) != nil { found.append("note") }
        if try reader.storedConflict(conflict) != nil { found.append("conflict") }
        if try reader.quarantineItem(item, for: PCRMFixture.system) != nil { found.append("item") }
        return found
      }
      if try !world.admin.conflicts(.unspecified).isEmpty { found.append("conflicts") }
      if try !world.admin.quarantine(.unspecified).isEmpty { found.append("items") }
      return found
    }
  }

  /// Would catch anything that is still read while the bytes go, and bytes that are removed in the erasing transaction.
  @Test func nobodyReadsAnyOfItFromTheFirstMoment() throws {
    try withPCRM { pcrm in
      let scene = try Scene(pcrm)
      let all = [
        "files", "file", "notes", "note", "conflict", "item", "conflicts", "items",
      ]
      #expect(try scene.found() == all)
      try scene.erase()
      #expect(try scene.found() == [])
      #expect(try scene.number("SELECT count(*) FROM attachment_chunk") == 101, "marked only")
      #expect(try scene.number("SELECT count(*) FROM visit_note") == 1)
      #expect(try scene.number("SELECT count(*) FROM audit WHERE method = 'erasure'") == 1)
    }
  }

  /// Would catch a step that removes all at once, one that is lost with the server, and lines that do not come back.
  @Test func theBytesGoInSteps() throws {
    try withPCRM { pcrm in
      let scene = try Scene(pcrm)
      try scene.erase()
      let told = try pcrm.database.read { (reader) throws(Status) in try reader.syncErasures() }
      #expect(told.count == 1 && told[0].contains("3 files with 5100 bytes, 1 notes"))
      #expect(told[0].contains("1 conflicts, 1 items of quarantine"))
      var left: [Int64] = [101]
      while left.last ?? 0 > 0 && left.count < 20 {
        try pcrm.database.write { (writer) throws(Status) in
          let timer = try writer.reader.dueTimers([SyncErasure.kind], max: 1)[0]
          // No time is set: the step bounds itself.
          _ = try SyncErasure.step(timer, &writer)
        }
        left.append(try scene.number("SELECT count(*) FROM attachment_chunk"))
      }
      let steps = zip(left, left.dropFirst()).map { $0 - $1 }
      #expect(steps.allSatisfy { $0 <= Int64(SyncErasure.piecesMax) + 3 }, "\(steps)")
      #expect(steps.count > 3)
      // The server stops here, and another one carries on.
      let rest = try pcrm.afterAKill { (reader) throws(Status) in
        try reader.all(
          """
          SELECT count(*) FROM attachment UNION ALL SELECT count(*) FROM visit_note
          UNION ALL SELECT sum(length(parts)) FROM sync_conflict
          UNION ALL SELECT count(*) FROM quarantine_item WHERE mutation IS NOT NULL
          UNION ALL SELECT count(*) FROM sync_erasure WHERE removed_at IS NULL
          UNION ALL SELECT count(*) FROM timer WHERE kind = 'sync_erasure'
          """
        ) { $0.integer(0) }
      }
      #expect(rest == [0, 0, 0, 0, 0, 0])
      while pcrm.runner().runRound() > 0 {}
      #expect(try scene.found() == ["conflict", "item", "conflicts", "items"])
      let conflict = try #require(try scene.world.admin.conflicts(.moot).first)
      #expect(conflict.fields == [])
      let item = try #require(try scene.world.admin.quarantine(.discarded).first)
      #expect(item.mutation == nil && item.releaseReason == "the customer was erased")
      let findings = try pcrm.database.read { (reader) throws(Status) in
        try reader.checkSync() + reader.syncErasures()
      }
      #expect(findings == [])
    }
  }

  /// Would catch an erasure of somebody whom people work with, or of nobody: what there is would be hidden, and gone.
  @Test func onlyWhoIsDeletedIsErased() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      _ = try world.anna.push(world.anna.note(visit.id, "a note"))
      func refusal(_ id: CustomerID) throws -> Refusal? {
        do throws(Status) {
          try pcrm.database.write { (writer) throws(Status) in try writer.eraseFromSync(id) }
          return nil
        } catch {
          return Refusal(error)
        }
      }
      let customer = world.world.customer
      #expect(
        try refusal(customer) == Refusal(.failedPrecondition, "NOT_DELETED", "customer_id"))
      #expect(
        try refusal(world.anna.key())
          == Refusal(.failedPrecondition, "REFERENCE_MISSING", "customer_id"))
      while pcrm.runner().runRound() > 0 {}
      #expect(try world.notes(visit.id) == ["a note"])
      _ = try world.admin.delete(customer)
      #expect(try refusal(customer) == nil)
      // Once more does no harm.
      #expect(try refusal(customer) == nil)
    }
  }

  /// Answers about the customer that are kept for repeats: of each method that hands out what field sync keeps.
  private func askWithKeys(_ world: PushWorld, _ visit: Visit, _ file: String) throws {
    let (anna, admin) = (world.anna, world.admin)
    func key() -> RequestID { anna.key() }
    let _: VisitNote = try admin.sync("AddVisitNote", AddVisitNoteRequest.self) {
      var note = VisitNote()
      note.visitID = visit.id
      note.text = "zebra-office"
      $0.note = note
      $0.requestID = key()
    }
    _ = try admin.change(visit, ["place"]) { $0.place = "office" }
    let pushed = try anna.push(anna.patch(visit, ["place"]) { $0.place = "zebra-place" })
    let conflict = try #require(try admin.conflicts().first { $0.id == pushed.conflictID })
    let _: SyncConflict = try admin.sync("ResolveConflict", ResolveConflictRequest.self) {
      $0.id = conflict.id
      $0.version = conflict.version
      $0.choices = [FieldChoice("place", .theirs)]
      $0.requestID = key()
    }
    let foreign = try world.world.plan {
      $0.staffID = world.world.berta
      $0.startTime = VisitWorld.at(15)
      $0.endTime = VisitWorld.at(16)
    }
    let strange = try anna.push(anna.patch(foreign, ["note"]) { $0.note = "zebra-strange" })
    let _: ReleaseQuarantineResponse = try admin.sync(
      "ReleaseQuarantine", ReleaseQuarantineRequest.self
    ) {
      $0.id = strange.quarantineID
      $0.to = .discarded
      $0.reason = "why"
      $0.requestID = key()
    }
    let _: VisitAttachment = try anna.caller.sync("PutAttachment", PutAttachmentRequest.self) {
      $0.visitID = visit.id
      $0.sha256 = file
      $0.chunk = photo
      $0.requestID = key()
    }
    // Somebody else's stays.
    let somebody = try admin.create(.person()).id
    let other = try world.world.plan {
      $0.customerID = somebody
      $0.startTime = VisitWorld.at(12)
      $0.endTime = VisitWorld.at(13)
    }
    let _: VisitNote = try admin.sync("AddVisitNote", AddVisitNoteRequest.self) {
      var note = VisitNote()
      note.visitID = other.id
      note.text = "a lion"
      $0.note = note
      $0.requestID = key()
    }
  }

  /// Would catch bytes that are hidden and still there: in answers that are kept for repeats, where nothing is any more,
  /// in the log, or in any other file of the server.
  @Test func nothingIsLeftOnTheDisk() throws {
    try withPCRM { pcrm in
      let scene = try Scene(pcrm, before: askWithKeys)
      func kept() throws -> [String] {
        try pcrm.database.read { (reader) throws(Status) in
          try reader.all(
            "SELECT method FROM request_key WHERE method LIKE '%FieldSync%' ORDER BY seq"
          ) { String($0.text(0).split(separator: "/").last ?? "") }
        }
      }
      // Of a piece of a file no answer is kept: it is sent again.
      let asked = ["AddVisitNote", "ResolveConflict", "ReleaseQuarantine", "AddVisitNote"]
      #expect(try kept() == asked)
      #expect(try Self.files(of: pcrm, holding: "zebra") != [])
      try scene.erase()
      while pcrm.runner().runRound() > 0 {}
      // Somebody else's note is there, and can be asked for again.
      #expect(try kept() == ["AddVisitNote"])
      #expect(try scene.number("SELECT count(*) FROM visit_note") == 1)
      #expect(try Self.files(of: pcrm, holding: "a lion") == ["pcrm.db"])
      #expect(try Self.files(of: pcrm, holding: "zebra") == [])
      #expect(try Self.files(of: pcrm, isPacked: true, holding: "zebra") == [])
    }
  }

  /// The server's files in which a text stands, when the server has stopped and folded the log into the database.
  ///
  /// - Parameter isPacked: the database was written anew.
  private static func files(
    of pcrm: PCRMFixture, isPacked: Bool = false, holding text: String
  ) throws -> [String] {
    let copy = pcrm.folder.path + "/stopped"
    try FileManager.default.copyItem(atPath: pcrm.folder.path + "/data", toPath: copy)
    defer { try? FileManager.default.removeItem(atPath: copy) }
    try SQLiteDatabase.open(
      path: copy, migrations: PCRM.migrations, limits: Limits(), clock: pcrm.clock,
      options: SQLiteOptions()
    ).close()
    if isPacked {
      let connection = try SQLiteConnection(
        file: copy + "/pcrm.db", role: .writer, options: SQLiteOptions())
      try connection.execute("VACUUM")
    }
    return try FileManager.default.subpathsOfDirectory(atPath: copy).sorted().filter { name in
      guard let data = FileManager.default.contents(atPath: copy + "/" + name) else {
        return false
      }
      return data.range(of: Data(text.utf8)) != nil
    }
  }

  /// Would catch an erasure that stands still for ever, and nobody hears of it.
  @Test func anErasureThatNothingCarriesOnIsFound() throws {
    try withPCRM { pcrm in
      let scene = try Scene(pcrm)
      try scene.erase()
      func findings() throws -> Int {
        try pcrm.database.read { (reader) throws(Status) in try reader.checkSync().count }
      }
      #expect(try findings() == 0)
      try pcrm.database.write { (writer) throws(Status) in
        try writer.execute("DELETE FROM timer WHERE kind = 'sync_erasure'")
      }
      #expect(try findings() == 1)
    }
  }

  /// Would catch work that arrives after the erasure and is kept for a supervisor; and an undeleted customer who stays
  /// shut out.
  @Test func whatComesAfterwardsIsNotKept() throws {
    try withPCRM { pcrm in
      let scene = try Scene(pcrm)
      try scene.erase()
      while pcrm.runner().runRound() > 0 {}
      let anna = scene.world.anna
      let late = try anna.push(anna.patch(scene.visit, ["note"]) { $0.note = "zebra-later" })
      #expect(late.outcome == .rejected && late.reason == "DELETED" && late.field == "entity_id")
      #expect(try scene.world.admin.quarantine(.held) == [])
      #expect(try anna.push([]).lastN == late.n, "its number is used up")
      _ = try scene.world.admin.undelete(scene.world.world.customer)
      let again = try anna.push(anna.note(scene.visit.id, "a new beginning"))
      #expect(again.outcome == .applied)
      #expect(try scene.world.notes(scene.visit.id) == ["a new beginning"])
      _ = try scene.world.admin.reassign(scene.visit.id, to: scene.world.world.berta)
      let left = try anna.push(anna.patch(scene.visit, ["note"]) { $0.note = "too late" })
      #expect(left.outcome == .quarantined)
    }
  }
}
