public import PCRMCore

/// Rules that texts of many entities share. Lengths are counted in Unicode scalars, which is what people who type Hangul see too.
public enum TextRules {
  /// Refuses a text longer than `max` characters, or with control characters.
  public static func check(_ text: String, _ field: String, max: Int) throws(Status) {
    // Bytes bound the characters from above: most texts are not walked.
    if text.utf8.count > max && text.unicodeScalars.count > max {
      throw .tooLong(field, max: max)
    }
    for byte in text.utf8 where byte < 0x20 && byte != 0x0a && byte != 0x09 || byte == 0x7f {
      throw .malformed(field, "text without control characters")
    }
  }

  /// Refuses an empty text too.
  public static func checkRequired(_ text: String, _ field: String, max: Int) throws(Status) {
    if text.isEmpty || text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0a || $0 == 0x09 }) {
      throw .required(field)
    }
    try check(text, field, max: max)
  }

  /// Refuses anything but 1 to `max` of a–z, 0–9 and the bytes in `others`.
  public static func checkCode(
    _ text: String, _ field: String, max: Int, others: StaticString
  ) throws(Status) {
    if text.isEmpty { throw .required(field) }
    if text.utf8.count > max { throw .tooLong(field, max: max) }
    let allowed = others.description
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): continue
      case _ where allowed.utf8.contains(byte): continue
      default: throw .malformed(field, "of a–z, 0–9 and \(allowed)")
      }
    }
  }
}
