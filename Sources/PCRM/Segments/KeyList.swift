import PCRMCore
import Storage

/// Many customers' keys as one value of a statement, whose text then is the same however many they are.
struct KeyList {
  private let bytes: [UInt8]

  init(_ keys: some Collection<CustomerID>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(keys.count * 16)
    for key in keys { key.withBytes { bytes.append(contentsOf: $0) } }
    self.bytes = bytes
  }

  /// What is bound: sixteen bytes a key.
  var value: Value { .blob(bytes) }

  /// Where each key begins, in a table `place` with the column `start`: stands before SELECT.
  static func places(of name: String) -> String {
    """
    WITH RECURSIVE place (start) AS (
      SELECT 1 UNION ALL SELECT start + 16 FROM place WHERE start + 16 <= length(\(name)))
    """
  }

  /// A statement of the keys.
  static func keys(of name: String) -> String {
    "\(places(of: name)) SELECT substr(\(name), start, 16) FROM place"
  }
}
