import Crypto
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM
@testable import Storage

/// Guards of files that come in pieces: each expectation fails when its guard is taken out.
struct AttachmentGuardTests {
  private struct Scene {
    let world: PushWorld
    let visit: Visit
    let file = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 9) }
    let hash: String

    init(_ pcrm: PCRMFixture) throws {
      world = try PushWorld(pcrm)
      visit = try world.world.plan()
      hash = VisitAttachment.text([UInt8](SHA256.hash(data: file)))
    }

    func announcement(_ set: (inout VisitAttachment) -> Void = { _ in }) -> Mutation {
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

    func request(
      _ places: Range<Int>, _ set: (inout PutAttachmentRequest) -> Void = { _ in }
    ) -> PutAttachmentRequest {
      var request = PutAttachmentRequest()
      request.visitID = visit.id
      request.sha256 = hash
      request.offset = Int64(places.lowerBound)
      request.chunk = Array(file[places])
      set(&request)
      return request
    }

    func refusal(
      _ places: Range<Int>, as caller: TestCaller? = nil,
      _ set: (inout PutAttachmentRequest) -> Void = { _ in }
    ) throws -> Refusal? {
      try (caller ?? world.anna.caller).refused(
        "pcrm.v1.FieldSyncService/PutAttachment", request(places, set))
    }

    func put(_ places: Range<Int>) throws -> VisitAttachment {
      try world.anna.caller.call("pcrm.v1.FieldSyncService/PutAttachment", request(places))
    }
  }

  @Test func pieces() throws {
    try withPCRM { pcrm in
      let scene = try Scene(pcrm)
      #expect(try scene.world.anna.push(scene.announcement()).outcome == .applied)
      let other = try scene.world.anna.push(scene.announcement { $0.size = 3 })
      #expect(other.reason == "ID_TAKEN" && other.field == "attachment.sha256")
      #expect(
        try scene.refusal(0..<0) == Refusal(.invalidArgument, "FIELD_REQUIRED", "chunk"))
      let range = Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "offset")
      #expect(try scene.refusal(0..<5000) { $0.offset = -1 } == range)
      #expect(try scene.refusal(0..<5000) { $0.offset = .max } == range)
      #expect(try scene.refusal(0..<5000) { $0.offset = 15_001 } == range)
      #expect(
        try scene.refusal(0..<4095) == Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "chunk"))
      #expect(
        try scene.refusal(0..<5000) { $0.sha256 = "ABC" }
          == Refusal(.invalidArgument, "FIELD_MALFORMED", "sha256"))
      // The visit is Anna's: Berta neither adds to it nor reads from it.
      #expect(
        try scene.refusal(0..<5000, as: scene.world.berta.caller)
          == Refusal(.notFound, "NOT_FOUND", "visit_id"))
      _ = try scene.put(0..<20_000)
      #expect(try scene.put(0..<20_000).received == 20_000, "a piece that is there is no mistake")
      func get(_ offset: Int64, as caller: TestCaller) throws -> Refusal? {
        try caller.syncRefusal("GetAttachment", GetAttachmentRequest.self) {
          $0.visitID = scene.visit.id
          $0.sha256 = scene.hash
          $0.offset = offset
        }
      }
      #expect(
        try get(0, as: scene.world.berta.caller) == Refusal(.notFound, "NOT_FOUND", "visit_id"))
      #expect(try get(-1, as: scene.world.admin) == range)
      #expect(try get(20_001, as: scene.world.admin) == range)
      func lines() throws -> Int64? {
        try pcrm.database.read { (reader) throws(Status) in
          try reader.first("SELECT count(*) FROM audit WHERE method LIKE '%/GetAttachment'") {
            $0.integer(0)
          }
        }
      }
      #expect(try lines() == 0)
      #expect(try get(0, as: scene.world.admin) == nil)
      #expect(try get(5000, as: scene.world.admin) == nil)
      #expect(try lines() == 1, "who reads a file is written down, once")
    }
  }

  /// Would catch two senders of one file who put their pieces on top of each other, and one who may not edit.
  @Test func sendersAtOnce() throws {
    try withPCRM { pcrm in
      let scene = try Scene(pcrm)
      _ = try scene.world.anna.push(scene.announcement())
      let service = FieldSyncService(context: pcrm.context)
      let (staff, principal) = (scene.world.anna.staff, scene.world.anna.caller.principal)
      let first = scene.request(0..<8000)
      let database = pcrm.database
      /// Puts a piece, while another sender puts one between what it reads and what it writes.
      func put(
        _ request: PutAttachmentRequest, _ permissions: PermissionSet,
        after earlier: PutAttachmentRequest? = nil
      ) throws -> Refusal? {
        let caller = Caller(
          principal: principal, staff: staff, permissions: permissions, scope: .own(staff))
        do {
          _ = try database.read { (reader) throws(Status) in
            _ = try reader.syncState()
            if let earlier {
              _ = try database.read { (other) throws(Status) in
                try service.putAttachment(earlier, caller, other)
              }
            }
            return try service.putAttachment(request, caller, reader)
          }
          return nil
        } catch {
          return Refusal(error)
        }
      }
      #expect(
        try put(first, [.syncVisits])
          == Refusal(.permissionDenied, "PERMISSION_MISSING", "authorization"))
      let edits: PermissionSet = [.syncVisits, .editVisits]
      let ahead = Refusal(.outOfRange, "OFFSET_AHEAD", "offset")
      #expect(try put(scene.request(0..<9000), edits, after: first) == ahead)
      let rest = scene.request(8000..<20_000)
      #expect(try put(rest, edits, after: rest) == ahead)
      let stored = try database.read { (reader) throws(Status) in
        try reader.first("SELECT count(*), sum(length(bytes)) FROM attachment_chunk") { row in
          [row.integer(0), row.integer(1)]
        }
      }
      #expect(stored == [2, 20_000])
    }
  }

  @Test func theCap() throws {
    try withPCRM { pcrm in
      let scene = try Scene(pcrm)
      let (visit, customer) = (scene.visit.id, scene.visit.customerID)
      try pcrm.database.write { (writer) throws(Status) in
        for number in 0..<UInt8(VisitAttachment.perVisitMax) {
          try writer.execute(
            "INSERT INTO attachment VALUES ($1, $2, $3, 9, 'image/jpeg', '', 0, NULL, 1)",
            .id(visit), .blob([UInt8](repeating: number, count: 32)), .id(customer))
        }
      }
      let refused = try scene.world.anna.push(scene.announcement())
      #expect(refused.outcome == .rejected && refused.reason == "CAP_REACHED")
    }
  }
}
