import Import
import PCRMModel
import ProtobufCodec

/// Records that go to the server in one call.
struct ImportBatch: Sendable {
  /// Its place in the file: 0, 1, 2 …
  var number: Int
  var lines: [Int] = []
  var customers: [Customer] = []
  /// The external ids by which its customers are found.
  var keys: Set<String> = []
  /// Records that were rejected here, and why.
  var rejectedCount = 0
  var rejections: [Rejection] = []

  var isEmpty: Bool { lines.isEmpty && rejectedCount == 0 }
}

/// What became of a batch.
struct BatchResult: Sendable {
  var number: Int
  var created = 0
  var updated = 0
  var unchanged = 0
  var rejected = 0
  var rejections: [Rejection] = []
}

/// Cuts a file into batches, in its order.
struct BatchCutter {
  /// A frame holds 4 MiB; the rest of the request needs some.
  static let batchBytesMax = 3 << 20

  private var source: any ImportSource
  private let size: Int
  private var held: ImportItem?
  private var number = 0

  init(_ source: any ImportSource, size: Int) {
    self.source = source
    self.size = size
  }

  var bytesRead: Int { source.bytesRead }
  var notes: [String] { source.notes }

  /// The next batch; nil at the end of the file.
  ///
  /// Two records of one customer never share a batch: the server takes the items of a call as it
  /// likes, and the later record must win.
  mutating func next() throws(ImportFailure) -> ImportBatch? {
    var batch = ImportBatch(number: number)
    var bytes = 0
    while batch.lines.count < size && batch.rejectedCount < size, let item = try take() {
      switch item {
      case .rejected(_, let rejections):
        batch.rejectedCount += 1
        batch.rejections += rejections
      case .customer(let line, let customer):
        let weight = customer.binary().count
        let key = customer.externalIDs.first { $0.scheme == source.scheme }?.value ?? ""
        if weight > Self.batchBytesMax {
          batch.rejectedCount += 1
          batch.rejections.append(
            Rejection(
              line: line, field: "",
              reason: "has \(weight) bytes; a customer must have at most 1048576"))
          continue
        }
        if batch.keys.contains(key) || bytes + weight > Self.batchBytesMax {
          held = item
          number += 1
          return batch
        }
        bytes += weight
        batch.keys.insert(key)
        batch.lines.append(line)
        batch.customers.append(customer)
      }
    }
    number += 1
    return batch.isEmpty ? nil : batch
  }

  private mutating func take() throws(ImportFailure) -> ImportItem? {
    if let item = held {
      held = nil
      return item
    }
    return try source.next()
  }
}
