import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import RPC
import ProtobufCodec
import Storage
import Testing

struct RequestKeyTests {
  private static let path = "pcrm.v1.OrganisationService/CreateUnit"
  private static let key = RequestID(high: 5, low: 5)

  private static func request(_ name: String, key: RequestID = key) -> CreateUnitRequest {
    var request = CreateUnitRequest()
    var unit = Unit()
    unit.name = name
    unit.kind = .office
    request.unit = unit
    request.requestID = key
    return request
  }

  private func unitCount(_ pcrm: PCRMFixture) throws -> Int {
    let list: ListUnitsResponse = try pcrm.admin.call(
      "pcrm.v1.OrganisationService/ListUnits", ListUnitsRequest())
    return list.units.count
  }

  /// Would catch a repeat that is done twice, answered differently, or refused.
  @Test func repeated() throws {
    try withPCRM { pcrm in
      let first: Unit = try pcrm.admin.call(Self.path, Self.request("Mapo"))
      pcrm.clock.advance(seconds: 3600)
      let again: Unit = try pcrm.admin.call(Self.path, Self.request("Mapo"))
      #expect(first == again)
      // In JSON too: the answer is kept in binary and written anew.
      let json = try pcrm.admin.bytes(
        Self.path, [UInt8](Self.request("Mapo").json().utf8), encoding: .json)
      #expect(try Unit(json: json) == first)
      #expect(try unitCount(pcrm) == 1)
      #expect(try pcrm.admin.audit { $0.entityType = .unit }.count == 1)
    }
  }

  /// Would catch a key that is taken for another request's.
  @Test func reused() throws {
    try withPCRM { pcrm in
      _ = try pcrm.admin.bytes(Self.path, Self.request("Mapo").binary())
      #expect(
        try pcrm.admin.refused(Self.path, Self.request("Jongno"))
          == Refusal(.alreadyExists, "REQUEST_ID_REUSED", "request_id"))
      // Another method, another principal: another key.
      var staff = CreateStaffRequest()
      staff.staff = Staff()
      staff.staff?.name = "Someone"
      staff.requestID = Self.key
      _ = try pcrm.admin.bytes("pcrm.v1.OrganisationService/CreateStaff", staff.binary())
      let manager = try pcrm.caller(as: .manager)
      _ = try manager.bytes(Self.path, Self.request("Jongno").binary())
      #expect(try unitCount(pcrm) == 2)
    }
  }

  /// Would catch a failure that is remembered as if it were an answer.
  @Test func failuresAreNotKept() throws {
    try withPCRM { pcrm in
      #expect(try pcrm.admin.refusal(Self.path, Self.request("")) != nil)
      _ = try pcrm.admin.bytes(Self.path, Self.request("Mapo").binary())
    }
  }

  /// Would catch keys that live for ever, or go too early.
  @Test func aDayLater() throws {
    try withPCRM { pcrm in
      _ = try pcrm.admin.bytes(Self.path, Self.request("Mapo").binary())
      pcrm.clock.advance(seconds: StoreJournal.requestKeySeconds - 1)
      #expect(try pcrm.admin.refusal(Self.path, Self.request("Jongno")) != nil)
      pcrm.clock.advance(seconds: 1)
      #expect(try pcrm.admin.refusal(Self.path, Self.request("Jongno")) == nil)
      #expect(try unitCount(pcrm) == 2)
    }
  }

  /// Would catch a purge that takes keys which count, leaves some, or runs only once.
  @Test func purged() throws {
    try withPCRM { pcrm in
      try PCRM.begin(pcrm.database)
      let runner = JobRunner(database: pcrm.database, clock: pcrm.clock)
      PCRM.handleTimers(runner)
      for index in 0..<3 {
        let key = RequestID(high: 6, low: UInt64(index))
        _ = try pcrm.admin.bytes(Self.path, Self.request("Unit", key: key).binary())
        pcrm.clock.advance(seconds: 3600)
      }
      #expect(runner.runRound() > 0)
      #expect(try keys(pcrm) == 3)
      pcrm.clock.advance(seconds: StoreJournal.requestKeySeconds - 2 * 3600)
      while runner.runRound() > 0 {}
      #expect(try keys(pcrm) == 1)
      pcrm.clock.advance(seconds: 3600)
      while runner.runRound() > 0 {}
      #expect(try keys(pcrm) == 0)
    }
  }

  private func keys(_ pcrm: PCRMFixture) throws -> Int64? {
    try pcrm.database.read { (reader) throws(Status) in
      try reader.first("SELECT count(*) FROM request_key") { $0.integer(0) }
    }
  }
}
