import PCRMCore
import Storage

/// A place in a list that is in the order of times, and of keys at one time.
struct TimePlace<Entity> {
  var time = Int64.min
  var id = ID<Entity>()

  init(_ time: Int64, _ id: ID<Entity>) {
    self.time = time
    self.id = id
  }

  /// Reads a place that ``position`` wrote; the beginning when there is none.
  init(_ bytes: [UInt8]) {
    guard bytes.count == 24 else { return }
    time = bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    id = bytes.dropFirst(8).withUnsafeBytes { ID<Entity>(bytes: $0) } ?? ID<Entity>()
  }

  var position: [UInt8] { time.position + id.position }
}
