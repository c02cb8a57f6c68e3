import Crypto
package import PCRMCore

/// Makes bytes unreadable and untouchable for whoever lacks a key: AES-GCM, bound to where they stand.
package struct FieldCipher: Sendable {
  private let key: SymmetricKey

  package init(_ key: [UInt8]) {
    self.key = SymmetricKey(data: key)
  }

  /// A key that nobody can guess.
  static func newKey() -> [UInt8] {
    SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
  }

  /// Seals bytes; they can be opened only with the same `bound`, so that nobody moves them elsewhere.
  package func seal(_ bytes: [UInt8], bound: [UInt8]) throws(Status) -> [UInt8] {
    guard let box = try? AES.GCM.seal(bytes, using: key, authenticating: bound) else {
      throw .internalError
    }
    var sealed: [UInt8] = []
    sealed.reserveCapacity(bytes.count + 28)
    box.nonce.withUnsafeBytes { sealed.append(contentsOf: $0) }
    sealed.append(contentsOf: box.ciphertext)
    sealed.append(contentsOf: box.tag)
    return sealed
  }

  /// Opens what was sealed.
  ///
  /// - Throws: `dataLoss` when the key is another one, or the bytes are not what was sealed for this place.
  func open(_ sealed: [UInt8], bound: [UInt8]) throws(Status) -> [UInt8] {
    guard sealed.count >= 28, let nonce = try? AES.GCM.Nonce(data: sealed[..<12]),
      let box = try? AES.GCM.SealedBox(
        nonce: nonce, ciphertext: sealed[12..<sealed.count - 16], tag: sealed.suffix(16)),
      let opened = try? AES.GCM.open(box, using: key, authenticating: bound)
    else {
      throw Status(
        .dataLoss, "the folder holds bytes that its key does not open; what they were is lost",
        ErrorInfo(reason: "STORE_DAMAGED"))
    }
    return [UInt8](opened)
  }
}

extension Status {
  /// Some bytes of the folder are damaged, not the folder as a whole.
  var isOfBytes: Bool { info.reason == "STORE_DAMAGED" && info.field != "folder" }
}
