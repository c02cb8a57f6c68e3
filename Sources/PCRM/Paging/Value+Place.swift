import PCRMCore
import Storage

extension Value {
  /// A key as a place in a list: the empty key comes before all others, and is not NULL.
  static func place<Entity>(_ id: ID<Entity>) -> Value {
    .key(high: id.high, low: id.low)
  }
}
