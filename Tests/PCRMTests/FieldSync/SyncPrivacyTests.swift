import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// What never reaches a device, and what is written down of what does.
struct SyncPrivacyTests {
  /// Would catch a customer who is handed over whole.
  @Test func onlyWhatAVisitNeeds() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let customer = try world.customer {
        $0.caseWorkerID = world.visits.anna
        $0.externalIDs = [ExternalID(scheme: "insured_number", value: "A-1")]
        $0.tags = ["vip"]
        $0.language = "ko"
      }
      let phone = try world.phone(of: world.visits.anna)
      try phone.pull()
      let carried = try #require(phone.customer(customer))
      #expect(carried.tags == ["vip"] && carried.language == "ko" && carried.names.count == 1)
      #expect(carried.displayName != "" && carried.homeOfficeID == world.visits.office)
      #expect(carried.externalIDs == [])
      #expect(carried.createTime == nil && carried.updateTime == nil)
    }
  }

  /// Would catch a restricted note on a device, its author's too.
  @Test func restrictedNotesStay() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let visit = try world.visit()
      for (text, isRestricted) in [("open words", 0), ("sealed words", 1)] as [(String, Int64)] {
        try pcrm.database.write { (writer) throws(Status) in
          let id: VisitNoteID = writer.newID()
          try writer.execute(
            """
            INSERT INTO visit_note (id, customer, visit, staff, at, restricted, created_at, text)
            VALUES ($1, $2, $3, $4, 1, $5, 1, $6)
            """, .id(id), .id(visit.customerID), .id(visit.id), .id(visit.staffID),
            .integer(isRestricted), .text(text))
        }
      }
      let phone = try world.phone(of: world.visits.anna)
      let request = PullRequest().with { $0.deviceID = phone.id }
      let bytes = try phone.caller.bytes("pcrm.v1.FieldSyncService/Pull", request.binary())
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains("open words"))
      #expect(!text.contains("sealed words"))
    }
  }

  /// Would catch a customer who is handed over without a line, and a line for nothing.
  @Test func everyCustomerIsWrittenDown() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      var customers: Set<CustomerID> = []
      for day in 0..<6 {
        let customer = try world.customer()
        customers.insert(customer)
        _ = try world.visit(day: Int64(day)) { $0.customerID = customer }
      }
      let phone = try world.phone(of: world.visits.anna)
      func lines() throws -> [(customers: [CustomerID], reason: String)] {
        try pcrm.database.read { (reader) throws(Status) in
          try reader.all(
            "SELECT subjects, reason FROM audit WHERE method = 'pcrm.v1.FieldSyncService/Pull'"
          ) { row in
            let bytes = row.bytes(0)
            let customers = stride(from: 0, to: bytes.count, by: 16).compactMap { place in
              bytes[place..<place + 16].withUnsafeBytes { CustomerID(bytes: $0) }
            }
            return (customers, row.text(1))
          }
        }
      }
      try phone.pull(rows: 3)
      let written = try lines()
      #expect(Set(written.flatMap(\.customers)) == customers)
      #expect(written.allSatisfy { $0.reason.contains("SYNC") })
      #expect(written.allSatisfy { $0.reason.contains(phone.id.description) })
      try phone.pull()
      try phone.pull()
      #expect(try lines().count == written.count, "who is handed nothing leaves no line")
      for customer in customers {
        // Fault: whoever asks who got a customer's data is told that nobody did.
        let pulls = try pcrm.admin.audit { $0.entityID = customer.description }.filter {
          $0.method == "pcrm.v1.FieldSyncService/Pull"
        }
        #expect(!pulls.isEmpty)
        #expect(pulls.allSatisfy { $0.entityID == customer.description && $0.peer == "unix" })
        #expect(pulls.allSatisfy { $0.entityType == .customer })
      }
      let other = try world.customer()
      let entries = try pcrm.admin.audit { $0.entityID = other.description }
      #expect(entries.map(\.method) == ["pcrm.v1.CustomerService/CreateCustomer"])
      let visits = try pcrm.admin.audit {
        $0.entityID = (customers.first ?? other).description
        $0.entityType = .visit
      }
      #expect(visits.isEmpty)
    }
  }

  /// Would catch a customer who stays on the device that it was taken from.
  @Test func reassignedCustomerLeavesAtTheNextPull() throws {
    try withPCRM { pcrm in
      let world = try SyncWorld(pcrm)
      let customer = try world.customer { $0.caseWorkerID = world.visits.anna }
      let anna = try world.phone(of: world.visits.anna)
      let berta = try world.phone(of: world.visits.berta)
      try anna.pull()
      try berta.pull()
      _ = try world.admin.update(
        try world.admin.get(customer).with { $0.caseWorkerID = world.visits.berta },
        ["case_worker_id"])
      let page = try anna.page(after: anna.cursor)
      #expect(page.rows.isEmpty && page.removals.map(\.id) == [customer.description])
      #expect(try anna.pull() == [])
      #expect(try berta.pull() == ["customer \(customer)"])
    }
  }
}

extension Message {
  fileprivate func with(_ change: (inout Self) -> Void) -> Self {
    var copy = self
    change(&copy)
    return copy
  }
}
