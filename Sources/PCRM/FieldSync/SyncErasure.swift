package import PCRMCore
import PCRMModel
import ProtobufCodec
package import Storage

extension Writer {
  /// Erases what field sync keeps of a customer: what waits in quarantine, the values of conflicts, notes, and files. Of
  /// the changes themselves there is nothing but hashes.
  ///
  /// The lines stay, without content: what became of a change can be told for as long as its device may ask.
  mutating func eraseFromSync(_ customer: CustomerID, by caller: Caller) throws(Status) {
    try makeConflictsMoot(of: customer, by: caller)
    try execute(
      "UPDATE sync_conflict SET parts = $2 WHERE customer = $1", .id(customer),
      .blob(SyncConflict().binary()))
    let items = try reader.all(
      SQL(
        built: """
          SELECT \(StoredQuarantineItem.columns) FROM quarantine_item q
          WHERE q.customer = $1 AND q.state = 1
          """), .id(customer)
    ) { (row) throws(Status) in try StoredQuarantineItem(row).item }
    for item in items {
      _ = try release(item, to: .discarded, reason: "the customer was erased", by: caller)
    }
    try execute(
      """
      DELETE FROM attachment_chunk WHERE (visit, sha) IN (
        SELECT visit, sha FROM attachment WHERE customer = $1)
      """, .id(customer))
    try execute("DELETE FROM attachment WHERE customer = $1", .id(customer))
    try execute("DELETE FROM visit_note WHERE customer = $1", .id(customer))
  }

  /// Does so as a step of the server's own, with its lines in the journal and in the feeds of devices.
  package mutating func eraseFromSync(_ customer: CustomerID) throws(Status) {
    try eraseFromSync(customer, by: .clock)
    try recordStep("erasure", subjects: [customer])
  }
}
