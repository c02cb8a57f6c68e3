import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import RPC
import Storage
import Testing

/// What is stored is what was sent, by whichever way it is read.
struct CustomersRowTests {
  /// A row on the wire is byte for byte the document's own encoding, alone and in a page.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func rowToWire(seed: UInt64) throws {
    try withPCRM { pcrm in
      var random = SeededRandom(seed: seed)
      let office = try pcrm.office()
      let worker = try pcrm.staff(in: office)
      for _ in 0..<100 {
        pcrm.clock.advance(seconds: 1)
        let draft = Customer.random(&random).with {
          if random.once(in: 2) { $0.homeOfficeID = office }
          if random.once(in: 2) { $0.caseWorkerID = worker }
        }
        var made = try pcrm.admin.create(draft)
        if random.once(in: 4) { made = try pcrm.admin.delete(made.id) }
        var request = GetCustomerRequest()
        request.id = made.id
        let bytes = try pcrm.admin.bytes("pcrm.v1.CustomerService/GetCustomer", request.binary())
        #expect(bytes == made.binary(), "seed \(seed)")
        #expect(try Customer(binary: bytes) == made, "seed \(seed)")
      }
      var request = ListCustomersRequest()
      request.pageSize = 1000
      request.showDeleted = true
      let path = "pcrm.v1.CustomerService/ListCustomers"
      let bytes = try pcrm.admin.bytes(path, request.binary())
      let page = try ListCustomersResponse(binary: bytes)
      #expect(page.customers.count == 100 && page.binary() == bytes, "seed \(seed)")
      let json = try pcrm.admin.bytes(path, Array(request.json().utf8), encoding: .json)
      #expect(try ListCustomersResponse(json: json) == page, "seed \(seed)")
      let findings = try pcrm.database.read { (reader) throws(Status) in try reader.checkCustomers()
      }
      #expect(findings.isEmpty, "seed \(seed)")
    }
  }

  /// Every state that a customer ever had is kept.
  @Test func history() throws {
    try withPCRM { pcrm in
      let first = try pcrm.admin.create(.person())
      let second = try pcrm.admin.update(first.with { $0.language = "ko" })
      let third = try pcrm.admin.delete(first.id)
      let fourth = try pcrm.admin.undelete(first.id)
      let rows = try pcrm.database.read { (reader) throws(Status) in
        try reader.all(
          "SELECT version, document, principal FROM customer_history WHERE customer = $1 ORDER BY version",
          .id(first.id)
        ) { (row) throws(Status) in
          (row.integer(0), row.bytes(1), row.id(2, of: PrincipalID.self))
        }
      }
      #expect(rows.map(\.0) == [1, 2, 3])
      #expect(rows.map(\.1) == [first, second, third].map { $0.binary() })
      #expect(rows.allSatisfy { !$0.2.isEmpty })
      #expect(fourth.version == 4)
      #expect(
        try pcrm.feed(after: 0, [.customer]).map(\.kind) == [
          .created, .updated, .deleted, .undeleted,
        ])
    }
  }

  /// `pcrmd verify` finds what does not follow from the document.
  @Test(arguments: [
    ("DELETE FROM customer_search WHERE field = 1", "does not lead"),
    (
      "INSERT INTO customer_search VALUES (2, '0100', x'00112233445566778899aabbccddeeff')",
      "customer_search:"
    ),
    ("DELETE FROM customer_external_id", "external_ids[0]"),
    ("UPDATE customer SET display_name = 'x'", "display_name"),
    ("UPDATE customer SET parts = x'a201810061'", "canonical"),
    ("UPDATE customer SET parts = x'ff'", "cannot be read"),
    ("UPDATE customer SET contact_kinds = NULL", "contact_kinds"),
    ("UPDATE customer SET region = 'x'", "region"),
  ])
  func verification(_ damage: String, _ finding: String) throws {
    try withPCRM { pcrm in
      _ = try pcrm.admin.create(.insured("A-1"))
      try pcrm.database.write { (writer) throws(Status) in
        try writer.execute(SQL(built: damage))
      }
      let findings = try pcrm.database.read { (reader) throws(Status) in try reader.checkCustomers()
      }
      #expect(findings.contains { $0.contains(finding) })
    }
  }

  /// The first columns of a row are where the code reads them, whatever is added after them.
  @Test func columns() throws {
    try withPCRM { pcrm in
      let names = try pcrm.database.read { (reader) throws(Status) in
        try reader.all("SELECT name FROM pragma_table_info('customer') ORDER BY cid") {
          (row) throws(Status) in row.text(0)
        }
      }
      #expect(
        names == [
          "id", "version", "kind", "display_name", "home_office", "case_worker", "sex",
          "birth_date", "birth_calendar", "language", "created_at", "updated_at", "deleted_at",
          "extension_schema", "parts", "contact_kinds", "birth_day", "region", "district",
          "postal_code",
        ])
    }
  }
}

extension Customer {
  /// A customer with some of everything, that breaks no rule.
  static func random(_ random: inout SeededRandom) -> Customer {
    func word(_ random: inout SeededRandom) -> String {
      random.pick(["김민수", "Ada", "a b", "세종대로 110", "x\ty", "漢字", "é😀"])
    }
    func few(_ random: inout SeededRandom) -> Int { Int(random.pick([0, 0, 1, 2, 5])) }
    var customer = Customer.person(word(&random))
    customer.kind = random.pick([.person, .organisation])
    customer.sex = random.pick([.unspecified, .female, .male, .other])
    customer.language = random.pick(["", "ko", "en-GB", "zh-Hans-CN"])
    if random.once(in: 2) {
      customer.birthDate = random.pick([
        CivilDate(1960, 2, 29), CivilDate(0, 5, 5), CivilDate(1999, 0, 0), CivilDate(9999, 12, 0),
      ])
      customer.birthDate?.calendar = random.pick([.unspecified, .solar, .lunar, .lunarLeap])
    }
    for index in 0..<few(&random) {
      customer.externalIDs.append(ExternalID(scheme: "s\(index)", value: "\(random.next())"))
      customer.tags.append("tag \(index)")
      customer.contactPoints.append(
        .mobile("010-0\(random.next() % 900 + 100)-1234").with { $0.label = "집" })
      customer.addresses.append(
        .home(word(&random) + " \(index)").with {
          $0.coordinates = Coordinates(latitudeE7: -1, longitudeE7: 1_269_783_900)
        })
      var property = ImportedProperty()
      property.name = "X-\(index)"
      property.value = "\u{1112}\u{1161} as it stood\r\n"
      customer.importedProperties.append(property)
      var name = CustomerName()
      name.kind = .alias
      name.family = "Lovelace"
      name.given = "Ada"
      customer.names.append(name)
    }
    return customer
  }
}

extension Address {
  fileprivate func with(_ change: (inout Address) -> Void) -> Address {
    var copy = self
    change(&copy)
    return copy
  }
}
