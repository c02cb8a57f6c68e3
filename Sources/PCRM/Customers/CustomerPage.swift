import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

/// A page of customers on its way to the wire: each row is written as it is read, without becoming a struct.
struct CustomerPage: ~Copyable {
  private var wire = BinaryEncoder(reserving: 16_384)
  private let page: Page
  private var subjects: [CustomerID] = []

  init(_ page: Page) {
    self.page = page
  }

  /// Takes a row as the next of the answer's `customers`, field 1.
  ///
  /// - Returns: whether there was room for it; a first row larger than a page still makes one.
  mutating func add(_ row: any Row) -> Bool {
    if subjects.count == page.size { return false }
    let before = wire.count
    wire.message(1) { wire in CustomerRow.encode(row, into: &wire) }
    if !subjects.isEmpty && wire.count > page.bytes {
      wire.truncate(to: before)
      return false
    }
    subjects.append(row.id(CustomerRow.id))
    return true
  }

  /// Writes the ids that were not found, field 2 of a batch.
  mutating func add(missing ids: [CustomerID]) {
    for id in ids { wire.text(2, id) }
  }

  /// The answer; `token` is its `next_page_token`, field 2, empty on the last page.
  consuming func finish(token: String = "") -> Outcome {
    wire.string(2, token)
    let subjects = subjects
    return Outcome(message: wire.finish(), subjects: subjects)
  }
}
