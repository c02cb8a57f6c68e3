import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// The customer, a deleted one too.
  func customer(_ id: CustomerID) throws(Status) -> Customer? {
    try first("SELECT customer.* FROM customer WHERE id = $1", .id(id)) { (row) throws(Status) in
      try CustomerRow.customer(row)
    }
  }

  /// The id of the customer who has the external id, a deleted one too.
  func customerID(of externalID: ExternalID) throws(Status) -> CustomerID? {
    try first(
      "SELECT customer FROM customer_external_id WHERE scheme = $1 AND value = $2",
      .text(externalID.scheme), .text(externalID.value)
    ) { (row) throws(Status) in row.id(0) }
  }

  /// Whether there is such a customer, deleted or not.
  func hasCustomer(_ id: CustomerID) throws(Status) -> Bool {
    try first("SELECT 1 FROM customer WHERE id = $1", .id(id)) { (_) throws(Status) in true }
      ?? false
  }

  /// Whether there is such an office.
  func hasOffice(_ id: UnitID) throws(Status) -> Bool {
    try first(
      "SELECT 1 FROM unit WHERE id = $1 AND kind = $2", .id(id), .enumeration(UnitKind.office)
    ) { (_) throws(Status) in true } ?? false
  }
}

extension Writer {
  /// Stores a new customer with everything that it is found by.
  func insert(_ customer: Customer) throws(Status) {
    try insertRow(of: customer)
    try reindex(customer, from: .empty)
  }

  /// Stores a new customer's row, and what rules ask about it.
  func insertRow(of customer: Customer) throws(Status) {
    let facts = CustomerFacts(customer)
    try connection.run(
      """
      INSERT INTO customer (id, version, kind, display_name, home_office, case_worker, sex,
        birth_date, birth_calendar, language, created_at, updated_at, deleted_at,
        extension_schema, parts, contact_kinds, birth_day, region, district, postal_code)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
        $19, $20)
      """, CustomerRow.values(customer, facts)
    ) { (_) throws(Status) in true }
    try insert(facts.rows, of: customer.id)
    try replacePlace(of: customer, from: nil)
  }

  /// Stores a customer in the place of its earlier state, which goes to the history.
  func replace(
    _ earlier: Customer, with customer: Customer, by principal: PrincipalID
  ) throws(Status) {
    try execute(
      "INSERT INTO customer_history VALUES ($1, $2, $3, $4, $5)", .id(earlier.id),
      .integer(earlier.version), .time(now), .id(principal), .blob(earlier.binary()))
    let facts = CustomerFacts(customer)
    try connection.run(
      """
      UPDATE customer SET version = $2, kind = $3, display_name = $4, home_office = $5,
        case_worker = $6, sex = $7, birth_date = $8, birth_calendar = $9, language = $10,
        created_at = $11, updated_at = $12, deleted_at = $13, extension_schema = $14, parts = $15,
        contact_kinds = $16, birth_day = $17, region = $18, district = $19, postal_code = $20
      WHERE id = $1
      """, CustomerRow.values(customer, facts)
    ) { (_) throws(Status) in true }
    try replace(CustomerFacts(earlier).rows, with: facts.rows, of: customer.id)
    try replacePlace(of: customer, from: earlier.place)
    try reindex(customer, from: CustomerIndex(earlier))
  }

  /// Brings the look-up tables from what led to the customer to what leads to it now; writes the differences only.
  ///
  /// A full-text index hangs in here: it is one more thing that follows from the document.
  private func reindex(_ customer: Customer, from earlier: CustomerIndex) throws(Status) {
    let index = CustomerIndex(customer)
    for key in earlier.keys where !index.keys.contains(key) {
      try execute(
        "DELETE FROM customer_search WHERE field = $1 AND word = $2 AND customer = $3",
        .integer(key.field.rawValue), .text(key.word), .id(customer.id))
    }
    for key in index.keys where !earlier.keys.contains(key) {
      try insert(key, of: customer.id)
    }
    for externalID in earlier.externalIDs where !index.externalIDs.contains(externalID) {
      try execute(
        "DELETE FROM customer_external_id WHERE scheme = $1 AND value = $2",
        .text(externalID.scheme), .text(externalID.value))
    }
    for externalID in index.externalIDs where !earlier.externalIDs.contains(externalID) {
      try insert(externalID, of: customer.id)
    }
  }

  /// Lets a word lead to a customer.
  func insert(_ key: CustomerIndex.Key, of customer: CustomerID) throws(Status) {
    try execute(
      "INSERT INTO customer_search VALUES ($1, $2, $3)", .integer(key.field.rawValue),
      .text(key.word), .id(customer))
  }

  /// Lets an external id lead to a customer.
  func insert(_ externalID: ExternalID, of customer: CustomerID) throws(Status) {
    try execute(
      "INSERT INTO customer_external_id VALUES ($1, $2, $3)", .text(externalID.scheme),
      .text(externalID.value), .id(customer))
  }
}
