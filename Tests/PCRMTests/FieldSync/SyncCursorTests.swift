import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// A cursor is of use to its device alone, and tells when it is of no use any more.
struct SyncCursorTests {
  private func why(_ status: Status?) -> String? {
    guard let status else { return nil }
    #expect(status.code == .failedPrecondition)
    #expect(status.info.reason == "RESYNC_REQUIRED")
    return status.info.params.first { $0.name == "why" }?.value
  }

  /// Would catch a cursor that is believed although a bit of it is another.
  @Test func everyBitCounts() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      try phone.pull()
      let bytes = try #require(Base64URL.decode(phone.cursor))
      for bit in 0..<(bytes.count * 8) {
        var forged = bytes
        forged[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(
          why(try phone.pullRefusal(after: Base64URL.encode(forged))) == "CURSOR_INVALID",
          "bit \(bit)")
      }
      for text in ["x", "****", String(phone.cursor.dropLast(2)), phone.cursor + "AA"] {
        #expect(why(try phone.pullRefusal(after: text)) == "CURSOR_INVALID")
      }
    }
  }

  /// Would catch a cursor that works for somebody else, for another phone, or past what there is.
  @Test func ofOthers() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      let second = try world.phone(of: world.visits.anna)
      let berta = try world.phone(of: world.visits.berta)
      for other in [phone, second, berta] { try other.pull() }
      #expect(why(try phone.pullRefusal(after: second.cursor)) == "CURSOR_INVALID")
      #expect(why(try phone.pullRefusal(after: berta.cursor)) == "CURSOR_INVALID")
      #expect(try phone.pullRefusal() == nil)

      let pages = pcrm.context.pages
      let epoch = try #require(
        try pcrm.database.read { (reader) throws(Status) in try reader.epoch() })
      var device = Device()
      device.id = phone.id
      device.staffID = world.visits.anna
      var health = DeviceHealth()
      health.schemaRev = 1
      device.health = health
      func refused(_ change: (inout SyncCursor) -> Void) throws -> String? {
        var cursor = SyncCursor(device, epoch: epoch, life: 0, seq: 1_000_000)
        change(&cursor)
        return why(try phone.pullRefusal(after: cursor.text(pages)))
      }
      let end = try world.number("SELECT seq FROM sync_state")
      #expect(try refused { $0.seq = end } == nil)
      #expect(try refused { $0.seq = end + 1 } == "EPOCH", "a place that is not there yet")
      #expect(try refused { $0.seq = -1 } == "CURSOR_INVALID")
      #expect(try refused { $0.seq = 1 } == "SCOPE_RESET", "before the enrolment")
      #expect(
        try refused {
          $0.seq = end
          $0.epoch.low ^= 1
        } == "EPOCH")
      #expect(
        try refused {
          $0.seq = end
          $0.schemaRev = 2
        } == "SCHEMA")
    }
  }

  /// Would catch devices that go on where a file stands that somebody put back: they hold what it never knew, for ever.
  @Test func filesPutBack() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let old = try world.phone(of: world.visits.anna)
      let later = try world.phone(of: world.visits.anna)
      let latest = try world.phone(of: world.visits.anna)
      for phone in [old, later, latest] { try phone.pull() }
      // A run of the server under which the file is copied, and which goes on.
      try PCRM.begin(pcrm.database)
      try old.pull()
      #expect(try old.pullRefusal() == nil, "a restart alone forgets nothing")
      let (copiedLife, copiedSeq) = try pcrm.database.read { (reader) throws(Status) in
        let state = try reader.syncState()
        return (state.life, state.seq)
      }
      _ = try world.visit(hour: 14)
      try later.pull()
      try PCRM.begin(pcrm.database)
      try latest.pull()
      // What the copy holds: the sequence as it was, nothing of later runs; then it moves past all cursors.
      try pcrm.database.write { (writer) throws(Status) in
        try writer.execute(
          "UPDATE sync_state SET seq = $1, life = $2 WHERE one = 1", .integer(copiedSeq),
          .integer(copiedLife))
        try writer.execute("DELETE FROM sync_life WHERE life = $1", .integer(copiedLife))
      }
      try PCRM.begin(pcrm.database)
      try pcrm.database.write { (writer) throws(Status) in _ = try writer.nextSyncSeq(count: 50) }
      #expect(try old.pullRefusal() == nil)
      #expect(why(try later.pullRefusal()) == "EPOCH", "its run gave out more than the file knows")
      #expect(why(try latest.pullRefusal()) == "EPOCH", "the file knows nothing of its run")
    }
  }

  /// Would catch a first pull that a file does not remember, as it was copied before: what the device was handed then
  /// could leave without a word.
  @Test func filePutBackFromBeforeTheFirstPull() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let early = try world.phone(of: world.visits.anna)
      let late = try world.phone(of: world.visits.anna)
      let id = late.id
      try early.pull()
      try late.pull()
      // The sequence has not moved, and the run is the same: only what was handed over tells.
      try pcrm.database.write { (writer) throws(Status) in
        try writer.execute("UPDATE device SET passed_seq = 0 WHERE id = $1", .id(id))
      }
      try PCRM.begin(pcrm.database)
      #expect(try early.pullRefusal() == nil)
      #expect(why(try late.pullRefusal()) == "EPOCH", "the file knows nothing of its first pull")
    }
  }

  /// Would catch a client of a newer schema that goes on with rows that lack the new fields.
  @Test func newerSchema() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      try phone.pull()
      try phone.hello { $0.schemaRev = 2 }
      #expect(why(try phone.pullRefusal()) == "SCHEMA")
      phone.forget()
      try phone.pull()
      #expect(try phone.pullRefusal() == nil)
    }
  }

  /// Would catch a removal that is forgotten while a cursor still needs it.
  @Test func belowTheFloor() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      try world.setTimers()
      let visit = try world.visit()
      let asleep = try world.phone(of: world.visits.anna)
      let awake = try world.phone(of: world.visits.anna)
      try asleep.pull()
      try awake.pull()
      _ = try world.admin.reassign(visit.id, to: world.visits.berta)
      pcrm.clock.advance(seconds: 89 * 86_400)
      world.runTimers()
      #expect(try awake.pull() == [])
      #expect(try asleep.pullRefusal() == nil, "it is still told")
      pcrm.clock.advance(seconds: 2 * 86_400)
      world.runTimers()
      #expect(why(try asleep.pullRefusal()) == "RETENTION")
      #expect(try awake.pullRefusal() == nil)
      #expect(try world.number("SELECT count(*) FROM sync_feed WHERE kind = 2") == 0)
      // Rows that have not changed for longer than that come page by page all the same.
      let kept = try world.visit(day: 95)
      try awake.pull()
      asleep.forget()
      #expect(try asleep.pull(rows: 1) == awake.held)
      #expect(awake.held.contains("visit \(kept.id)"))
      #expect(try world.faults() == [])
    }
  }
}
