public import PCRMCore
import PCRMModel
import ProtobufCodec
public import Storage

extension Reader {
  /// Findings told at most.
  private static let findingsMax = 100

  /// Checks that the columns and look-up tables of all customers agree with their documents; for `pcrmd verify`.
  ///
  /// - Returns: what is wrong, a line each, without personal data; at most 100 lines.
  public func checkCustomers() throws(Status) -> [String] {
    var findings: [String] = []
    var keys: Int64 = 0
    var externalIDs: Int64 = 0
    var facts: Int64 = 0
    let hasAllFacts = try hasAllFacts()
    let hasAllPlaces = try hasAllPlaces()
    var place = CustomerID()
    while findings.count < Self.findingsMax {
      // A page is read before it is checked, so that no statement stays open under the others.
      let page = try customersAsStored(after: place)
      guard let last = page.last else { break }
      for stored in page where findings.count < Self.findingsMax {
        guard let customer = stored.customer else {
          findings.append("customer \(stored.id): the document cannot be read")
          continue
        }
        let index = CustomerIndex(customer)
        keys += Int64(index.keys.count)
        externalIDs += Int64(index.externalIDs.count)
        for finding in try check(customer, stored.parts, index) {
          findings.append("customer \(stored.id): \(finding)")
        }
        let expected = CustomerFacts(customer)
        facts += Int64(expected.rows.count)
        if hasAllFacts, let finding = try check(stored.columns, expected, of: stored.id) {
          findings.append("customer \(stored.id): \(finding)")
        }
        if hasAllPlaces, try self.place(of: stored.id) != customer.place {
          findings.append("customer \(stored.id): customer_place does not follow from it")
        }
      }
      place = last.id
    }
    guard findings.count < Self.findingsMax else {
      return findings.prefix(Self.findingsMax) + ["… and perhaps more"]
    }
    // Every key that should be there is; as many rows as keys means that there are no others.
    let (storedKeys, storedIDs) = (try count("customer_search"), try count("customer_external_id"))
    if findings.isEmpty && storedKeys != keys {
      findings.append("customer_search: \(storedKeys) rows where the documents have \(keys) words")
    }
    if findings.isEmpty && storedIDs != externalIDs {
      findings.append(
        "customer_external_id: \(storedIDs) rows where the documents have \(externalIDs) ids")
    }
    if findings.isEmpty && hasAllFacts {
      let stored = try count("customer_fact")
      if stored != facts {
        findings.append("customer_fact: \(stored) rows where the documents have \(facts) facts")
      }
    }
    return findings
  }

  private struct StoredCustomer {
    let id: CustomerID
    /// Nil when the document cannot be read.
    let customer: Customer?
    let parts: [UInt8]
    /// The columns that follow from the document.
    let columns: [Value]
  }

  private func customersAsStored(after place: CustomerID) throws(Status) -> [StoredCustomer] {
    try all("SELECT customer.* FROM customer WHERE id > $1 ORDER BY id LIMIT 500", .place(place)) {
      (row) throws(Status) in
      StoredCustomer(
        id: row.id(CustomerRow.id), customer: try? CustomerRow.customer(row),
        parts: row.bytes(CustomerRow.parts), columns: CustomerRow.derived(row))
    }
  }

  private func check(
    _ customer: Customer, _ parts: [UInt8], _ index: CustomerIndex
  ) throws(Status) -> [String] {
    var findings: [String] = []
    if customer.partsBinary != parts {
      findings.append("the document is not in its canonical form")
    }
    if customer.displayName != customer.derivedDisplayName {
      findings.append("display_name does not follow from the names")
    }
    for key in index.keys {
      let isThere = try first(
        "SELECT 1 FROM customer_search WHERE field = $1 AND word = $2 AND customer = $3",
        .integer(key.field.rawValue), .text(key.word), .id(customer.id)
      ) { (_) throws(Status) in true }
      if isThere == nil { findings.append("a \(key.field) does not lead to it") }
    }
    for (place, externalID) in index.externalIDs.enumerated() {
      if try customerID(of: externalID) != customer.id {
        findings.append("external_ids[\(place)] does not lead to it")
      }
    }
    return findings
  }

  private func check(
    _ columns: [Value], _ facts: CustomerFacts, of customer: CustomerID
  ) throws(Status) -> String? {
    if columns != CustomerRow.values(facts) {
      return "contact_kinds, birth_day, region, district and postal_code do not follow from it"
    }
    let rows = facts.rows.sorted { $0.name == $1.name ? $0.place < $1.place : $0.name < $1.name }
    return try factRows(of: customer) == rows ? nil : "customer_fact does not follow from it"
  }

  private func count(_ table: String) throws(Status) -> Int64 {
    try first(SQL(built: "SELECT count(*) FROM \(table)")) { (row) throws(Status) in
      row.integer(0)
    } ?? 0
  }
}
