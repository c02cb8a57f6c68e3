/// Names of languages: "ko", "en-GB", "zh-Hans-CN".
enum LanguageTag {
  /// Whether the text has the shape of a tag: a primary subtag of 2 to 8 letters, then subtags of 1 to 8 letters or digits.
  ///
  /// Source: RFC 5646, section 2.1; whether a registry knows the subtags is not asked.
  static func isWellFormed(_ text: String) -> Bool {
    guard text.utf8.count <= 35 else { return false }
    let subtags = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let primary = subtags.first, (2...8).contains(primary.count), primary.allSatisfy(isLetter)
    else { return false }
    return subtags.dropFirst().allSatisfy { subtag in
      (1...8).contains(subtag.count) && subtag.allSatisfy { isLetter($0) || isDigit($0) }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
