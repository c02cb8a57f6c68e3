import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import Testing

struct ServerStatusTests {
  /// Would catch a figure that counts something else.
  @Test func figures() throws {
    try withPCRM { pcrm in
      _ = try pcrm.admin.createUnit("A")
      _ = try pcrm.admin.createUnit("B")
      _ = try pcrm.admin.createStaff("C")
      pcrm.clock.advance(seconds: 7)
      let status: ServerStatus = try pcrm.admin.call(
        "pcrm.v1.AdminService/GetServerStatus", GetServerStatusRequest())
      #expect(status.version == "0.0.0-test")
      #expect(status.startTime?.adding(seconds: 7) == status.serverTime)
      #expect(status.schemaVersion == Int32(PCRM.migrations.count))
      #expect(status.feedSequence == 5)
      #expect(status.databaseBytes > 4096)
      #expect(status.unitCount == 2 && status.staffCount == 1 && status.principalCount == 1)
      #expect(status.customerCount == 0 && status.deletedCustomerCount == 0)
    }
  }
}
