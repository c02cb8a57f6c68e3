import Crypto

/// What opens a calendar: part of its address, told once, kept as a hash.
struct FeedSecret {
  /// Where calendars stand at the HTTP listener.
  private static let folder = "/calendar/"
  private static let ending = ".ics"

  let text: String

  /// A new one, from the system's random numbers: 256 bits, too many to guess, so that one plain hash will do.
  static func random() -> FeedSecret {
    let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
    return FeedSecret(text: Base64URL.encode(bytes))
  }

  private init(text: String) { self.text = text }

  /// The secret in an address's path; nil where the path is no calendar's.
  init?(path: String) {
    guard path.hasPrefix(Self.folder), path.hasSuffix(Self.ending) else { return nil }
    text = String(path.dropFirst(Self.folder.count).dropLast(Self.ending.count))
  }

  var path: String { Self.folder + text + Self.ending }

  /// What is stored, and what a feed is found by.
  var hash: [UInt8] { [UInt8](SHA256.hash(data: [UInt8](text.utf8))) }
}
