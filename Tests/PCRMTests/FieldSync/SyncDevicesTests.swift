import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Storage
import Testing

@testable import PCRM

/// Devices: who may have them, how they are doing, and what becomes of what they carried.
struct SyncDevicesTests {
  private func devices(
    _ caller: TestCaller, _ set: (inout ListDevicesRequest) -> Void = { _ in }
  ) throws -> [Device] {
    var request = ListDevicesRequest()
    request.pageSize = 1
    set(&request)
    var found: [Device] = []
    repeat {
      let page: ListDevicesResponse = try caller.call(
        "pcrm.v1.FieldSyncService/ListDevices", request)
      found += page.devices
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  /// What is wrong with a hello, and how it is told.
  @Test func helloIsChecked() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      let hello = "pcrm.v1.FieldSyncService/Hello"
      let cases: [(Refusal, (inout HelloRequest) -> Void)] = [
        (Refusal(.invalidArgument, "FIELD_REQUIRED", "device_id"), { $0.deviceID = DeviceID() }),
        (Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "schema_rev"), { $0.schemaRev = 0 }),
        (Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "acked_n"), { $0.ackedN = -1 }),
        (Refusal(.invalidArgument, "FIELD_OUT_OF_RANGE", "queue_length"), { $0.queueLength = -1 }),
        (
          Refusal(.invalidArgument, "FIELD_TOO_LONG", "name"),
          { $0.name = String(repeating: "x", count: 101) }
        ),
        (
          Refusal(.invalidArgument, "FIELD_TOO_LONG", "last_failure"),
          { $0.lastFailure = String(repeating: "X", count: 65) }
        ),
      ]
      for (expected, change) in cases {
        #expect(try phone.caller.refused(hello, phone.helloRequest(change)) == expected)
      }
      let berta = try world.phone(of: world.visits.berta)
      #expect(
        try berta.caller.refused(hello, phone.helloRequest())
          == Refusal(.alreadyExists, "DEVICE_TAKEN", "device_id"))
      #expect(
        try world.admin.refused(hello, phone.helloRequest())
          == Refusal(.failedPrecondition, "STAFF_MISSING", "device_id"))
      for _ in 1..<8 { _ = try world.phone(of: world.visits.anna) }
      #expect(
        try phone.caller.refused(hello, Phone(phone.caller).helloRequest())
          == Refusal(.resourceExhausted, "CAP_REACHED", "device_id"))
      try phone.hello()
    }
  }

  /// Would catch a pull with somebody else's device, or without one.
  @Test func othersDevicesAreNotThere() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let anna = try world.phone(of: world.visits.anna)
      let berta = try world.phone(of: world.visits.berta)
      let taken = Phone(berta.caller, anna.id)
      #expect(
        Refusal(try taken.pullRefusal(after: "")) == Refusal(.notFound, "NOT_FOUND", "device_id"))
      #expect(
        Refusal(try Phone(berta.caller).pullRefusal(after: ""))
          == Refusal(.notFound, "NOT_FOUND", "device_id"))
      var revoke = RevokeDeviceRequest()
      revoke.id = anna.id
      revoke.reason = "lost"
      #expect(
        try berta.caller.refused("pcrm.v1.FieldSyncService/RevokeDevice", revoke)
          == Refusal(.notFound, "NOT_FOUND", "id"))
      let away = try pcrm.caller(
        as: .manager, scope: .office, office: try pcrm.office("부산지사"))
      #expect(try devices(away) == [])
    }
  }

  /// Would catch health that stands still, and a list in another order than that of the last sign.
  @Test func healthAndOrder() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      _ = try world.visit()
      let anna = try world.phone(of: world.visits.anna)
      let berta = try world.phone(of: world.visits.berta)
      let manager = try pcrm.caller(as: .manager, scope: .office, office: world.visits.office)
      pcrm.clock.advance(seconds: 100)
      try anna.pull()
      #expect(try devices(manager).map(\.id) == [berta.id, anna.id])
      let health = try #require(try devices(manager).last?.health)
      #expect(health.rows == 2 && health.pullTime == pcrm.clock.now())
      #expect(health.seenTime == pcrm.clock.now() && health.pulledBytes > 100)
      pcrm.clock.advance(seconds: 100)
      try berta.hello {
        $0.queueLength = 3
        $0.lastFailure = "CONNECTION_LOST"
        $0.name = "둘째 전화"
      }
      #expect(try devices(manager).map(\.id) == [anna.id, berta.id])
      let second = try #require(try devices(manager).last)
      #expect(second.name == "둘째 전화" && second.version == 2)
      #expect(second.health?.queueLength == 3 && second.health?.lastFailure == "CONNECTION_LOST")
      let since = pcrm.clock.now().adding(seconds: -50)
      #expect(try devices(manager) { $0.notSeenSince = since }.map(\.id) == [anna.id])
      #expect(try devices(manager) { $0.staffID = world.visits.berta }.map(\.id) == [berta.id])
    }
  }

  /// Would catch a pull that writes although there is nothing to tell, and one that never tells that a device was there.
  @Test func anEmptyPullWritesNothing() throws {
    let written = StatementLog()
    var options = SQLiteOptions()
    options.record = { written.add($0) }
    try withPCRM(options: options) { pcrm in
      let world = try SyncWorld(pcrm)
      _ = try world.visit()
      let phone = try world.phone(of: world.visits.anna)
      try phone.pull()
      written.clear()
      try phone.pull()
      #expect(written.writes == [])
      pcrm.clock.advance(seconds: 61)
      try phone.pull()
      #expect(written.writes.count == 1 && written.writes[0].hasPrefix("UPDATE device"))
    }
  }

  /// Would catch a revoked device that goes on, and rows of somebody without devices that are kept up for ever.
  @Test func revoking() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let visit = try world.visit()
      let first = try world.phone(of: world.visits.anna)
      let second = try world.phone(of: world.visits.anna)
      try first.pull()
      let manager = try pcrm.caller(as: .manager, scope: .office, office: world.visits.office)
      #expect(try manager.revokeDevice(first.id).state == .revoked)
      #expect(
        Refusal(try first.pullRefusal())
          == Refusal(.permissionDenied, "DEVICE_REVOKED", "device_id")
      )
      #expect(try first.hello().state == .revoked)
      world.runTimers()
      #expect(try second.pull().count == 2, "the other one goes on")
      try second.caller.revokeDevice(second.id)
      // What changes meanwhile does no harm.
      _ = try world.admin.confirm(visit.id)
      world.runTimers()
      for table in ["sync_user", "sync_scope", "sync_feed"] {
        #expect(try world.number(SQL(built: "SELECT count(*) FROM \(table)")) == 0, "\(table)")
      }
      #expect(try world.number("SELECT users FROM sync_state") == 0)
      let third = try world.phone(of: world.visits.anna)
      #expect(try third.pull().count == 2)
      #expect(try world.faults() == [])
      // Back before it is cleared away.
      try third.caller.revokeDevice(third.id)
      let fourth = try world.phone(of: world.visits.anna)
      world.runTimers()
      #expect(try fourth.pull().count == 2)
      #expect(try world.faults() == [])
    }
  }

  /// Would catch a backup of another life that lets devices forget, or one that holds less than it says.
  @Test func confirmingBackups() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      let hello = try phone.hello()
      let device = phone.id
      try pcrm.database.write { (writer) throws(Status) in
        for n in Int64(1)...4 {
          try writer.execute(
            """
            INSERT INTO sync_receipt (device, n, sha, result, entity, version_before,
              version_after, seq, at)
            VALUES ($1, $2, $3, $4, 26, 0, 0, $5, 0)
            """, .id(device), .integer(n), .blob([UInt8](repeating: 1, count: 32)), .blob([]),
            .integer(try writer.nextSyncSeq()))
        }
        try writer.execute("UPDATE device SET last_n = 4 WHERE id = $1", .id(device))
      }
      let caller = try pcrm.caller(as: .integration)
      var request = ConfirmBackupRequest()
      request.epoch = hello.epoch
      request.sequence = hello.highWater + 2
      func confirm() throws -> ConfirmBackupResponse {
        try caller.call("pcrm.v1.FieldSyncService/ConfirmBackup", request)
      }
      #expect(try confirm().devices == 1)
      #expect(try phone.hello().durableN == 2)
      #expect(try confirm().devices == 0)
      let path = "pcrm.v1.FieldSyncService/ConfirmBackup"
      request.sequence = try phone.hello().highWater + 1
      #expect(
        try caller.refused(path, request)
          == Refusal(.outOfRange, "SEQUENCE_AHEAD", "sequence"))
      request.epoch = String(repeating: "0", count: 32)
      #expect(
        try caller.refused(path, request)
          == Refusal(.failedPrecondition, "EPOCH_MISMATCH", "epoch"))
    }
  }

  /// Would catch a stream that is silent about a change, talks about those of others, or outlives its device.
  @Test func watching() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let phone = try world.phone(of: world.visits.anna)
      var request = WatchMyChangesRequest()
      request.deviceID = phone.id
      let stream = try phone.caller.stream("pcrm.v1.FieldSyncService/WatchMyChanges", request)
      let first = try #require(try stream.next(MyChange.self))
      _ = try world.visit { $0.staffID = world.visits.berta }
      let visit = try world.visit()
      let second = try #require(try stream.next(MyChange.self))
      #expect(second.seq > first.seq)
      try phone.pull()
      _ = try world.admin.confirm(visit.id)
      #expect(try #require(try stream.next(MyChange.self)).seq > second.seq)
      try phone.caller.revokeDevice(phone.id)
      #expect(throws: Status.self) { _ = try stream.next(MyChange.self) }
    }
  }
}
