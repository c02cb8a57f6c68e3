import Crypto
import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
@testable import Storage
import Testing

/// Numbers that devices give out, files that they send in pieces, notes that never leave the server.
struct NumbersTests {
  private func lease(_ device: TestDevice, used: Int32 = 0) throws -> NumberBlock {
    try device.caller.sync("LeaseNumbers", LeaseNumbersRequest.self) {
      $0.deviceID = device.id
      $0.series = "receipt"
      $0.used = used
    }
  }

  /// Would catch a number that two devices have, and a block that is wasted.
  @Test func blocksNeverMeet() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let first = try lease(world.anna)
      #expect(first.first == 1 && first.count == 100 && first.digits == 6)
      #expect(try lease(world.anna, used: 50) == first, "half of it is left")
      #expect(try lease(world.berta).first == 101)
      #expect(try lease(world.anna, used: 51).first == 201)
      // A store that was put back goes on past what it cannot know of.
      try pcrm.database.write { (writer) throws(Status) in
        try writer.set(epoch: BackupEpoch(high: 7, low: 8))
      }
      #expect(try lease(world.berta, used: 100).first == 100_301)
      #expect(try lease(world.berta, used: 100).first == 100_401, "once")
      #expect(
        try lease(world.anna).first == 100_501, "what the other store leased is not leased on")
    }
  }

  @Test func refusals() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      func check(_ refusal: Refusal, _ set: (inout LeaseNumbersRequest) -> Void) throws {
        let found = try world.anna.caller.syncRefusal("LeaseNumbers", LeaseNumbersRequest.self) {
          $0.deviceID = world.anna.id
          $0.series = "receipt"
          set(&$0)
        }
        #expect(found == refusal)
      }
      try check(Refusal(.notFound, "NOT_FOUND", "device_id")) { $0.deviceID = world.berta.id }
      try check(Refusal(.invalidArgument, "FIELD_REQUIRED", "series")) { $0.series = "" }
      try check(Refusal(.invalidArgument, "FIELD_MALFORMED", "series")) { $0.series = "A b" }
      try check(Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "used")) { $0.used = -1 }
    }
  }

  /// Would catch a file that is whole with a piece missing, one that is not what was announced, and one that cannot be
  /// sent again.
  @Test func attachments() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan()
      let file = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
      let hash = VisitAttachment.text([UInt8](SHA256.hash(data: file)))
      func announce(_ set: (inout VisitAttachment) -> Void = { _ in }) -> Mutation {
        world.anna.change(.visit, .append, visit.id.description) {
          var attachment = VisitAttachment()
          attachment.sha256 = hash
          attachment.size = Int64(file.count)
          attachment.mediaType = "image/jpeg"
          attachment.name = "door.jpg"
          set(&attachment)
          $0.attachment = attachment
        }
      }
      func put(_ bytes: ArraySlice<UInt8>, at offset: Int) throws -> VisitAttachment {
        try world.anna.caller.sync("PutAttachment", PutAttachmentRequest.self) {
          $0.visitID = visit.id
          $0.sha256 = hash
          $0.offset = Int64(offset)
          $0.chunk = [UInt8](bytes)
        }
      }
      func refusal(_ bytes: ArraySlice<UInt8>, at offset: Int) throws -> Refusal? {
        try world.anna.caller.syncRefusal("PutAttachment", PutAttachmentRequest.self) {
          $0.visitID = visit.id
          $0.sha256 = hash
          $0.offset = Int64(offset)
          $0.chunk = [UInt8](bytes)
        }
      }
      func get(_ offset: Int) throws -> [UInt8] {
        let answer: GetAttachmentResponse = try world.admin.sync(
          "GetAttachment", GetAttachmentRequest.self
        ) {
          $0.visitID = visit.id
          $0.sha256 = hash
          $0.offset = Int64(offset)
        }
        return answer.chunk
      }
      #expect(try refusal(file[..<10], at: 0) == Refusal(.notFound, "NOT_FOUND", "sha256"))
      for (reason, field, set) in [
        ("FIELD_MALFORMED", "attachment.sha256", { $0.sha256 = "ABC" }),
        ("FIELD_OUT_OF_RANGE", "attachment.size", { $0.size = 20 << 20 + 1 }),
        ("FIELD_MALFORMED", "attachment.media_type", { $0.mediaType = "text/html" }),
      ] as [(String, String, (inout VisitAttachment) -> Void)] {
        let refused = try world.anna.push(announce(set))
        #expect(refused.reason == reason && refused.field == field)
      }
      #expect(try world.anna.push(announce()).outcome == .applied)
      #expect(try world.anna.push(announce()).outcome == .duplicate)
      let chunk = 256 << 10
      #expect(try put(file[..<chunk], at: 0).received == Int64(chunk))
      #expect(try put(file[..<chunk], at: 0).received == Int64(chunk), "again")
      #expect(
        try refusal(file[(2 * chunk)...], at: 2 * chunk)
          == Refusal(.outOfRange, "OFFSET_AHEAD", "offset"))
      #expect(
        try refusal(file[chunk..<(2 * chunk + 1)], at: chunk)
          == Refusal(.invalidArgument, "FIELD_TOO_LONG", "chunk"))
      #expect(
        try world.admin.syncRefusal("GetAttachment", GetAttachmentRequest.self) {
          $0.visitID = visit.id
          $0.sha256 = hash
        } == Refusal(.failedPrecondition, "ATTACHMENT_PENDING", "sha256"))
      // A piece that overlaps what is there, then a last one that is wrong: all of it goes.
      #expect(
        try put(file[(chunk - 100)..<(2 * chunk - 100)], at: chunk - 100).received
          == Int64(2 * chunk - 100))
      var wrong = file
      wrong[599_999] ^= 1
      #expect(
        try refusal(wrong[(2 * chunk - 100)...], at: 2 * chunk - 100)
          == Refusal(.dataLoss, "HASH_MISMATCH", "sha256"))
      #expect(
        try refusal(file[chunk..<(2 * chunk)], at: chunk)
          == Refusal(.outOfRange, "OFFSET_AHEAD", "offset"))
      for offset in stride(from: 0, to: file.count, by: chunk) {
        _ = try put(file[offset..<min(file.count, offset + chunk)], at: offset)
      }
      var read: [UInt8] = []
      while read.count < file.count { read += try get(read.count) }
      #expect(read == file)
      #expect(try get(file.count) == [])
      #expect(try Array(get(100_000).prefix(50)) == Array(file[100_000..<100_050]))
    }
  }

  /// Would catch a note that reaches who may not read it.
  @Test func restrictedNotes() throws {
    try withPCRM { pcrm in
      let world = try PushWorld(pcrm)
      let visit = try world.world.plan {
        $0.participants = [VisitParticipant()]
        $0.participants[0].staffID = world.world.berta
      }
      func add(_ caller: TestCaller, _ text: String, _ isRestricted: Bool) throws -> VisitNote {
        try caller.sync("AddVisitNote", AddVisitNoteRequest.self) {
          var note = VisitNote()
          note.visitID = visit.id
          note.text = text
          note.restricted = isRestricted
          $0.note = note
        }
      }
      _ = try add(world.anna.caller, "open", false)
      pcrm.clock.advance(seconds: 1)
      let secret = try add(world.anna.caller, "restricted", true)
      #expect(secret.staffID == world.world.anna && secret.customerID == world.world.customer)
      func seen(_ caller: TestCaller) throws -> [String] {
        let page: ListVisitNotesResponse = try caller.sync(
          "ListVisitNotes", ListVisitNotesRequest.self
        ) { $0.visitID = visit.id }
        return page.notes.map(\.text)
      }
      #expect(try seen(world.anna.caller) == ["open", "restricted"])
      #expect(try seen(world.admin) == ["open", "restricted"])
      #expect(try seen(world.berta.caller) == ["open"])
      let stranger = try pcrm.caller(as: .field, scope: .own, staff: try pcrm.staff("최"))
      #expect(
        try stranger.syncRefusal("ListVisitNotes", ListVisitNotesRequest.self) {
          $0.visitID = visit.id
        } == Refusal(.notFound, "NOT_FOUND", "visit_id"))
    }
  }
}
