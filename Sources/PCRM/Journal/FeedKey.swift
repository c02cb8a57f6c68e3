import PCRMCore
import PCRMModel

/// The key of a line of the feed: an entity's id, or the number of a schema's version in the same sixteen bytes.
enum FeedKey {
  /// The key of a version of the extension schema.
  static func version(_ version: Int64) -> ID<ExtensionSchema> {
    ID(high: 0, low: UInt64(version))
  }

  /// The key as the contract writes it.
  static func text<E>(_ key: ID<E>, _ type: EntityType) -> String {
    type == .extensionSchema ? String(key.low) : key.description
  }
}
