/// Tags for the languages that forms name in words.
enum LanguageNames {
  private static let tags: [String: String] = [
    "english": "en", "korean": "ko", "한국어": "ko", "국문": "ko", "영문": "en", "영어": "en",
    "french": "fr", "français": "fr", "francais": "fr", "spanish": "es", "español": "es",
    "espanol": "es", "portuguese": "pt", "português": "pt", "swahili": "sw", "kiswahili": "sw",
    "arabic": "ar", "العربية": "ar", "chinese": "zh", "中文": "zh", "중국어": "zh", "japanese": "ja",
    "日本語": "ja", "일본어": "ja", "vietnamese": "vi", "tiếng việt": "vi", "베트남어": "vi",
    "thai": "th", "indonesian": "id", "bahasa indonesia": "id", "nepali": "ne", "khmer": "km",
    "burmese": "my", "mongolian": "mn", "uzbek": "uz", "russian": "ru", "русский": "ru",
    "german": "de", "deutsch": "de", "italian": "it", "hindi": "hi", "bengali": "bn",
    "bangla": "bn", "tagalog": "tl", "filipino": "fil", "urdu": "ur", "turkish": "tr",
    "amharic": "am", "hausa": "ha", "somali": "so", "dutch": "nl",
  ]

  /// "English (en)" is en, "ko" is ko, "한국어" is ko; "default" is the one without a name. What is
  /// not known is a private tag, as x-klingon.
  static func tag(_ name: String) -> String {
    let name = name.trimmed
    if name.hasSuffix(")"), let open = name.lastIndex(of: "(") {
      let inside = name[name.index(after: open)...].dropLast().trimmed
      if isTag(inside) { return canonical(inside) }
      return tag(String(name[..<open]))
    }
    let small = name.lowercased()
    if small.isEmpty || small == "default" { return "" }
    if let known = tags[small] { return known }
    if isTag(name) { return canonical(name) }
    let plain = small.unicodeScalars.filter {
      ("a"..."z").contains($0) || ("0"..."9").contains($0)
    }
    return plain.isEmpty
      ? "x-\(code(small))" : "x-\(String(String.UnicodeScalarView(plain.prefix(8))))"
  }

  /// Two or three letters, then parts after hyphens or underscores, as in zh-Hant and pt_BR.
  private static func isTag(_ text: String) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
    guard let first = parts.first, parts.count <= 4, text.utf8.count <= 20 else { return false }
    let isPrivate = first.lowercased() == "x" && parts.count == 2
    return ((2...3).contains(first.utf8.count) || isPrivate)
      && parts.allSatisfy { part in
        (1...8).contains(part.utf8.count)
          && part.utf8.allSatisfy {
            (97...122).contains($0 | 32) || (48...57).contains($0)
          }
      } && first.utf8.allSatisfy { (97...122).contains($0 | 32) }
  }

  private static func canonical(_ tag: String) -> String {
    let parts = tag.split { $0 == "-" || $0 == "_" }
    let rest = parts.dropFirst().map {
      $0.count == 2 && parts[0].lowercased() != "x" ? $0.uppercased() : String($0)
    }
    return ([parts[0].lowercased()] + rest).joined(separator: "-")
  }

  /// The same few letters for the same name.
  private static func code(_ name: String) -> String {
    let sum = name.utf8.reduce(UInt32(5381)) { $0 &* 33 &+ UInt32($1) }
    return String(sum % 0xfff_ffff, radix: 36)
  }
}
