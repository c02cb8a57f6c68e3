import Crypto

/// A token's secret: shown once, kept as a hash.
struct Secret {
  /// Tells people and scanners for leaked secrets what it is.
  private static let prefix = "pcrm_"

  let text: String

  /// A new one, from the system's random numbers: 256 bits, too many to guess, so that one plain hash will do.
  static func random() -> Secret {
    let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
    return Secret(text: prefix + Base64URL.encode(bytes))
  }

  /// What is stored, and what a caller is found by.
  var hash: [UInt8] { [UInt8](SHA256.hash(data: [UInt8](text.utf8))) }
}
