import PCRMCore
import PCRMModel
import Storage

/// Fills in what rules ask about customers who were stored before it was kept: once for a folder, in short steps.
///
/// The migration sets the timer; while it is there, the store cannot be asked which customers fulfil a rule.
enum FactsFill {
  static let kind: TimerKind = "fill_facts"
  /// Customers that one statement reads: some milliseconds of the writer.
  private static let batch: Int64 = 100

  /// Fills in customers after the one whose key the payload is.
  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    var place = timer.payload.withUnsafeBytes { CustomerID(bytes: $0) } ?? CustomerID()
    while true {
      let customers = try writer.reader.all(
        "SELECT customer.* FROM customer WHERE id > $1 ORDER BY id LIMIT $2", .place(place),
        .integer(batch)
      ) { (row) throws(Status) in try CustomerRow.customer(row) }
      for customer in customers { try writer.fillFacts(of: customer) }
      guard let last = customers.last, customers.count == batch else { return .done }
      place = last.id
      if timer.isOverTime {
        return .again(at: writer.now, payload: place.withBytes { [UInt8]($0) })
      }
    }
  }
}

extension Reader {
  /// Whether the store knows of every customer what rules ask; false while an older folder is being filled in.
  func hasAllFacts() throws(Status) -> Bool {
    try first("SELECT 1 FROM timer WHERE kind = $1", .text(FactsFill.kind.rawValue)) {
      (_) throws(Status) in false
    } ?? true
  }
}
