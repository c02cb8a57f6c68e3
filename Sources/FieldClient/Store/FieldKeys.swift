public import PCRMCore

/// Who guards the keys of what a device carries: an app hands in its platform's key store.
///
/// The keys themselves lie in the store, wrapped; so a copy of the files is worth nothing without this.
public protocol FieldKeys: Sendable {
  /// Makes a key unreadable for anybody else.
  func wrap(_ key: [UInt8]) throws(Status) -> [UInt8]

  /// Makes a wrapped key readable again.
  func unwrap(_ wrapped: [UInt8]) throws(Status) -> [UInt8]
}

/// Wraps keys with one key of 32 bytes.
public struct WrappingKey: FieldKeys {
  private let cipher: FieldCipher

  /// - Parameter bytes: 32 bytes that nobody can guess.
  public init(_ bytes: [UInt8]) throws(Status) {
    guard bytes.count == 32 else { throw .invalid("key", "must have 32 bytes") }
    cipher = FieldCipher(bytes)
  }

  /// The key in the file at `path`, which is made when it is missing; only its owner may read it.
  public static func file(_ path: String) throws(Status) -> WrappingKey {
    try WrappingKey(try KeyFile(path).bytes())
  }

  public func wrap(_ key: [UInt8]) throws(Status) -> [UInt8] {
    try cipher.seal(key, bound: Self.label)
  }

  public func unwrap(_ wrapped: [UInt8]) throws(Status) -> [UInt8] {
    do throws(Status) {
      return try cipher.open(wrapped, bound: Self.label)
    } catch {
      throw .precondition("KEY_WRONG", "key", "this is not the key that the folder was made with")
    }
  }

  private static let label = [UInt8]("pcrm field key".utf8)
}
