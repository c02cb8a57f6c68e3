import PCRMCore
import PCRMModel
import Storage

extension Writer {
  /// Stores what rules ask about a customer and no column has.
  func insert(_ rows: [CustomerFacts.Row], of customer: CustomerID) throws(Status) {
    for row in rows {
      try execute(
        "INSERT INTO customer_fact (customer, name, place, number, real, text) VALUES ($1, $2, $3, $4, $5, $6)",
        .id(customer), .text(row.name), .integer(row.place), row.number, row.real, row.text)
    }
  }

  /// Brings the rows to what they should be; writes the differences only.
  ///
  /// Rows of a customer who was not filled in yet may be missing, which does no harm: filling in writes them all.
  func replace(
    _ earlier: [CustomerFacts.Row], with rows: [CustomerFacts.Row], of customer: CustomerID
  ) throws(Status) {
    if earlier == rows { return }
    let (old, new) = (Set(earlier), Set(rows))
    for row in earlier where !new.contains(row) {
      try execute(
        "DELETE FROM customer_fact WHERE customer = $1 AND name = $2 AND place = $3",
        .id(customer), .text(row.name), .integer(row.place))
    }
    try insert(rows.filter { !old.contains($0) }, of: customer)
  }

  /// Writes everything that follows from the document anew.
  func fillFacts(of customer: Customer) throws(Status) {
    let facts = CustomerFacts(customer)
    try connection.run(
      """
      UPDATE customer SET contact_kinds = $2, birth_day = $3, region = $4, district = $5,
        postal_code = $6
      WHERE id = $1
      """, [.id(customer.id)] + CustomerRow.values(facts)
    ) { (_) throws(Status) in true }
    try execute("DELETE FROM customer_fact WHERE customer = $1", .id(customer.id))
    try insert(facts.rows, of: customer.id)
  }
}

extension Reader {
  /// The stored rows of a customer, in the order of their key.
  func factRows(of customer: CustomerID) throws(Status) -> [CustomerFacts.Row] {
    try all(
      """
      SELECT name, place, number, real, text FROM customer_fact
      WHERE customer = $1 ORDER BY name, place
      """, .id(customer)
    ) { (row) throws(Status) in
      let value: CustomerFacts.Value =
        if !row.isNull(2) {
          .number(row.integer(2))
        } else if !row.isNull(3) {
          .real(row.real(3))
        } else {
          .text(row.text(4))
        }
      return CustomerFacts.Row(name: row.text(0), place: row.integer(1), value: value)
    }
  }
}

extension CustomerFacts.Row {
  fileprivate var number: Value {
    if case .number(let number) = value { .integer(number) } else { .null }
  }
  fileprivate var real: Value { if case .real(let real) = value { .real(real) } else { .null } }
  fileprivate var text: Value { if case .text(let text) = value { .text(text) } else { .null } }
}
