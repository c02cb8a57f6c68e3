import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import RPC
import Storage
import Testing

struct ScopeTests {
  /// What the authenticator makes of a caller's token now.
  private func scope(_ caller: TestCaller, _ pcrm: PCRMFixture) throws -> PCRMCore.Scope {
    let authenticator = TokenAuthenticator(pcrm.database, access: pcrm.context.access)
    let token = caller.token
    return try pcrm.database.read { (reader) throws(Status) in
      try authenticator.caller(token: token, reader).caller.scope
    }
  }

  /// Would catch an office without the teams below it, one with its neighbours, and a re-organisation that comes a
  /// day early or late: the day turns at midnight in Seoul, fifteen hours after the clock's start.
  @Test func officeAndBelowToday() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      let region = try admin.createUnit("Region", kind: .region)
      let mapo = try admin.createUnit("Mapo", under: region.id)
      let team = try admin.createUnit("Team", kind: .team, under: mapo.id)
      let jongno = try admin.createUnit("Jongno", under: region.id)
      let caller = try pcrm.caller(as: .manager, scope: .office, office: mapo.id)
      #expect(try scope(caller, pcrm) == .offices([mapo.id, team.id].sorted()))
      _ = try admin.move(team.id, under: jongno.id, from: CivilDate(2026, 3, 3))
      pcrm.clock.advance(seconds: 15 * 3600 - 1)
      #expect(try scope(caller, pcrm) == .offices([mapo.id, team.id].sorted()))
      pcrm.clock.advance(seconds: 1)
      #expect(try scope(caller, pcrm) == .offices([mapo.id]))
      let above = try pcrm.caller(as: .manager, scope: .office, office: region.id)
      let all = [region.id, mapo.id, team.id, jongno.id].sorted()
      #expect(try scope(above, pcrm) == .offices(all))
    }
  }

  /// Would catch a scope that stays with a member of staff who moved, and a principal without an office that sees
  /// everything.
  @Test func officeOfTheStaff() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      let mapo = try admin.createUnit("Mapo")
      let jongno = try admin.createUnit("Jongno")
      var clerk = try admin.createStaff("Clerk", office: mapo.id)
      let office = try pcrm.caller(as: .counsellor, scope: .office, staff: clerk.id)
      let own = try pcrm.caller(as: .counsellor, scope: .own, staff: clerk.id)
      #expect(try scope(own, pcrm) == .own(clerk.id))
      for (unit, expected) in [(mapo.id, [mapo.id]), (jongno.id, [jongno.id]), (UnitID(), [])] {
        var update = UpdateStaffRequest()
        clerk.officeID = unit
        clerk.version = 0
        update.staff = clerk
        update.updateMask = .init(paths: ["office_id"])
        clerk = try admin.call("pcrm.v1.OrganisationService/UpdateStaff", update)
        #expect(try scope(office, pcrm) == .offices(expected))
      }
      #expect(try scope(admin, pcrm) == .all)
    }
  }

  /// Would catch a connection that goes on with the scope it was first seen with.
  @Test func aMoveIsSeenAtOnce() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      let mapo = try admin.createUnit("Mapo")
      let team = try admin.createUnit("Branch")
      let caller = try pcrm.caller(as: .counsellor, scope: .office, office: mapo.id)
      var customer = Customer()
      customer.kind = .person
      customer.homeOfficeID = team.id
      var name = CustomerName()
      name.kind = .legal
      name.full = "홍길동"
      customer.names = [name]
      customer = try admin.create(customer)
      #expect(try caller.list().isEmpty)
      _ = try admin.move(team.id, under: mapo.id, from: CivilDate(2026, 1, 1))
      #expect(try caller.list().map(\.id) == [customer.id])
    }
  }
}
