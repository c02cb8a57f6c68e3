import PCRMCore
import PCRMModel
import PCRMTesting
import Testing

struct FixtureTests {
  @Test func firstStart() throws {
    try withPCRM { pcrm in
      let list: ListPrincipalsResponse = try pcrm.admin.call(
        "pcrm.v1.AdminService/ListPrincipals", ListPrincipalsRequest())
      #expect(list.principals.map(\.name) == ["admin"])
    }
  }
}
