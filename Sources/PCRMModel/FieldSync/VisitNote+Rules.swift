public import PCRMCore

extension VisitNote {
  /// How many notes a visit may have.
  public static let perVisitMax = 500

  /// Refuses a note of which a field that people write breaks its rule.
  public func check() throws(Status) {
    try TextRules.checkRequired(text, "text", max: 4000)
  }
}

extension VisitAttachment {
  /// How large a file may be.
  public static let bytesMax: Int64 = 20 << 20
  /// How large a piece of one may be.
  public static let chunkBytesMax = 256 << 10
  /// How many files a visit may have.
  public static let perVisitMax = 50
  /// What files may hold.
  public static let mediaTypes = [
    "image/jpeg", "image/png", "image/webp", "audio/mp4", "application/pdf", "text/plain",
  ]

  /// Refuses an announcement of which a field breaks its rule.
  public func check() throws(Status) {
    if Self.hash(sha256) == nil { throw .malformed("sha256", "64 digits of 0–9 and a–f") }
    if !(1...Self.bytesMax).contains(size) {
      throw .outOfRange("size", min: 1, max: Self.bytesMax)
    }
    if !Self.mediaTypes.contains(mediaType) {
      throw .malformed("media_type", "one of \(Self.mediaTypes.joined(separator: ", "))")
    }
    try TextRules.check(name, "name", max: 200)
  }

  /// The thirty-two bytes that a hash's text stands for; nil when it stands for none.
  public static func hash(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for index in stride(from: 0, to: 64, by: 2) {
      guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  /// The text of a hash.
  public static func text(_ hash: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
