import Crypto
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM
@testable import Storage

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

    init(_ pcrm: PCRMFixture) throws {
      world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      self.visit = visit
      let anna = world.anna
      _ = try world.admin.change(visit, ["note"]) { $0.note = "office" }
      conflict = try anna.push(anna.patch(visit, ["note"]) { $0.note = "zebra-mine" }).conflictID
      _ = try anna.push(anna.note(visit.id, "zebra-note"))
      let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0) }
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
        if try reader.quarantineItem(item) != nil { found.append("item") }
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
