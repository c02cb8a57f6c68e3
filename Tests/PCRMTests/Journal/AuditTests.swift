import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

struct AuditTests {
  /// Would catch a write without a line, one with a wrong name, and a read or a refusal that leaves one.
  @Test func whoDidWhat() throws {
    try withPCRM { pcrm in
      let manager = try pcrm.caller(as: .manager)
      let before = try pcrm.admin.audit().first?.sequence ?? 0
      var unit = try manager.createUnit("Mapo")
      var request = UpdateUnitRequest()
      unit.name = "Mapo-gu"
      unit.code = "MP"
      request.unit = unit
      request.requestID = RequestID(high: 3, low: 4)
      unit = try manager.call("pcrm.v1.OrganisationService/UpdateUnit", request)
      _ = try manager.tree()
      _ = try manager.refusal("pcrm.v1.OrganisationService/CreateUnit", CreateUnitRequest())
      let entries = try pcrm.admin.audit { $0.principalID = manager.principal }
      #expect(entries.map(\.sequence) == [before + 2, before + 1])
      #expect(
        entries.map(\.method) == [
          "pcrm.v1.OrganisationService/UpdateUnit", "pcrm.v1.OrganisationService/CreateUnit",
        ])
      #expect(entries.allSatisfy { $0.entityType == .unit && $0.peer == "unix" })
      #expect(entries.allSatisfy { $0.entityID == unit.id.description })
      #expect(entries.map(\.version) == [2, 1])
      #expect(entries[0].changedFields == ["code", "name"] && entries[1].changedFields == [])
      #expect(entries[0].requestID == request.requestID)
      #expect(entries[0].time == pcrm.clock.now())
    }
  }

  /// Would catch a first start that nobody wrote down.
  @Test func theFirstStartIsWrittenDown() throws {
    try withPCRM { pcrm in
      let entries = try pcrm.admin.audit()
      #expect(entries.map(\.entityType) == [.token, .principal])
      #expect(entries.allSatisfy { $0.method == "first start" })
    }
  }

  /// Each filter would show too much or too little if it were left out.
  @Test func filters() throws {
    try withPCRM { pcrm in
      let unit = try pcrm.admin.createUnit("Mapo")
      pcrm.clock.advance(seconds: 10)
      let staff = try pcrm.admin.createStaff("Someone")
      let time = pcrm.clock.now()
      pcrm.clock.advance(seconds: 10)
      _ = try pcrm.admin.createUnit("Jongno")
      #expect(try pcrm.admin.audit { $0.entityType = .unit }.count == 2)
      #expect(try pcrm.admin.audit { $0.entityID = unit.id.description }.count == 1)
      #expect(try pcrm.admin.audit { $0.fromTime = time }.count == 2)
      let between = try pcrm.admin.audit {
        $0.fromTime = time
        $0.toTime = time.adding(seconds: 1)
      }
      #expect(between.map(\.entityID) == [staff.id.description])
      var put = PutExtensionSchemaRequest()
      put.schema = ExtensionSchema()
      _ = try pcrm.admin.bytes("pcrm.v1.AdminService/PutExtensionSchema", put.binary())
      #expect(try pcrm.admin.audit { $0.entityID = "1" }.map(\.entityType) == [.extensionSchema])
      var bad = ListAuditEntriesRequest()
      bad.entityID = "x"
      #expect(
        try pcrm.admin.refused("pcrm.v1.AdminService/ListAuditEntries", bad)
          == Refusal(.invalidArgument, "FIELD_MALFORMED", "entity_id"))
    }
  }

  /// Would catch an auditor of one office who reads what others did.
  @Test func scopes() throws {
    try withPCRM { pcrm in
      let mapo = try pcrm.admin.createUnit("Mapo")
      let jongno = try pcrm.admin.createUnit("Jongno")
      let clerk = try pcrm.admin.createStaff("Clerk", office: mapo.id)
      let there = try pcrm.caller(as: .manager, scope: .own, staff: clerk.id)
      let elsewhere = try pcrm.caller(as: .manager, scope: .office, office: jongno.id)
      _ = try there.createUnit("A")
      _ = try elsewhere.createUnit("B")
      let all = try pcrm.caller(as: .auditor)
      let local = try pcrm.caller(as: .auditor, scope: .office, office: mapo.id)
      let own = try pcrm.caller(as: .auditor, scope: .own, staff: clerk.id)
      #expect(Set(try all.audit().map(\.principalID)).count == 3)
      #expect(Set(try local.audit().map(\.principalID)) == [there.principal])
      #expect(try own.audit().isEmpty)
    }
  }

  /// Would catch pages that leave out, repeat or reorder, also while lines are added.
  @Test func pages() throws {
    try withPCRM { pcrm in
      for index in 0..<5 { _ = try pcrm.admin.createUnit("Unit \(index)") }
      let expected = try pcrm.admin.audit { $0.entityType = .unit }.map(\.sequence)
      var seen: [Int64] = []
      var request = ListAuditEntriesRequest()
      request.entityType = .unit
      request.pageSize = 2
      repeat {
        let page: ListAuditEntriesResponse = try pcrm.admin.call(
          "pcrm.v1.AdminService/ListAuditEntries", request)
        seen += page.entries.map(\.sequence)
        request.pageToken = page.nextPageToken
        _ = try pcrm.admin.createUnit("Later")
      } while !request.pageToken.isEmpty
      #expect(seen == expected)
    }
  }

  /// Would catch an export that nobody can see afterwards, or that stands in the wrong place of the log or in two pages.
  @Test func exportsAreWrittenDown() throws {
    try withPCRM { pcrm in
      let manager = try pcrm.caller(as: .manager)
      _ = try pcrm.admin.createUnit("Before")
      var export = ExportCustomersRequest()
      export.purpose = "survey"
      export.reason = "The yearly survey"
      let stream = try manager.stream("pcrm.v1.CustomerService/ExportCustomers", export)
      let messages = try stream.all(ExportCustomersResponse.self)
      #expect(messages.count == 1)
      _ = try pcrm.admin.createUnit("After")
      let entries = try pcrm.admin.audit()
      #expect(entries.map(\.sequence) == entries.map(\.sequence).sorted(by: >))
      #expect(entries[0].entityType == .unit && entries[3].entityType == .unit)
      let ended = "purpose survey; The yearly survey; ended, 0 rows, 0 without consent"
      #expect(entries[1].reason == ended)
      #expect(entries[2].reason == "purpose survey; The yearly survey; begun")
      for entry in entries[1...2] {
        #expect(entry.principalID == manager.principal && entry.entityType == .customer)
        #expect(entry.method == "pcrm.v1.CustomerService/ExportCustomers")
        #expect(entry.entityID.isEmpty && entry.version == 0)
      }
      for size: Int32 in 1...3 {
        var paged: [AuditEntry] = []
        var request = ListAuditEntriesRequest()
        request.pageSize = size
        repeat {
          let page: ListAuditEntriesResponse = try pcrm.admin.call(
            "pcrm.v1.AdminService/ListAuditEntries", request)
          paged += page.entries
          request.pageToken = page.nextPageToken
        } while !request.pageToken.isEmpty
        #expect(paged == entries)
      }
    }
  }

  /// Would catch a feed whose numbers do not follow the order of commits, or that tells of what was not done.
  @Test func feed() throws {
    try withPCRM { pcrm in
      let unit = try pcrm.admin.createUnit("Mapo")
      _ = try pcrm.admin.refusal(
        "pcrm.v1.OrganisationService/MoveUnit",
        MoveUnitRequest(unit.id, unit.id, CivilDate(2026, 1, 1)))
      let staff = try pcrm.admin.createStaff("Someone")
      let rows = try pcrm.database.read { (reader) throws(Status) in
        try reader.all(
          "SELECT seq, entity, key, version, kind, fields, audit FROM feed ORDER BY seq"
        ) {
          row in
          (
            seq: row.integer(0), entity: row.integer(1), key: row.id(2, of: UnitID.self),
            kind: row.integer(4), audit: row.integer(6)
          )
        }
      }
      // The first start made a principal and a token, in one call.
      #expect(rows.map(\.seq) == [1, 2, 3, 4])
      #expect(rows.map(\.audit) == [1, 1, 2, 3])
      #expect(rows.map(\.entity) == [6, 7, 4, 5])
      #expect(rows.map(\.kind) == [1, 1, 1, 1])
      #expect(rows[2].key == unit.id && rows[3].key.low == staff.id.low)
    }
  }
}
