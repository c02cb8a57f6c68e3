/// The forms in which names and addresses are looked up: the same rule makes the keys that are stored and those that are asked for.
public enum SearchText {
  /// A name without spaces and without case: "김 민수" is found as "김민수", "Ada Lovelace" as "adal".
  public static func name(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in text.composed.unicodeScalars where !scalar.isSpace { key.appendFolded(scalar) }
    return String(key)
  }

  /// The words of an address, without case: spaces and punctuation part them, a hyphen does not.
  public static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in text.composed.unicodeScalars {
      if scalar.isOfWord {
        word.appendFolded(scalar)
      } else if !word.isEmpty {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }
}

extension CustomerName {
  /// The words by which the name is found: the whole, the family name and the given name. A part with which another
  /// begins needs no word of its own.
  public var searchWords: [String] {
    var words: [String] = []
    for text in [full, family, given] where !text.isEmpty {
      let word = SearchText.name(text)
      if !word.isEmpty, !words.contains(where: { $0.utf8.starts(with: word.utf8) }) {
        words.append(word)
      }
    }
    return words
  }
}

extension Address {
  /// The words by which the address is found.
  public var searchWords: [String] {
    var words: [String] = []
    for text in [postalCode, region, locality, roadAddress, detail] where !text.isEmpty {
      for word in SearchText.words(text) where !words.contains(word) { words.append(word) }
    }
    return words
  }
}

// Every write asks these of every letter: what is ASCII or Hangul is told by its number, and only the rest is looked
// up in the library's tables.

extension Unicode.Scalar {
  private var isHangulSyllable: Bool { (0xac00..<0xd7a4).contains(value) }

  fileprivate var isSpace: Bool {
    if value < 0x80 { return value == 0x20 || (0x09...0x0d).contains(value) }
    return !isHangulSyllable && properties.isWhitespace
  }

  /// A letter, a digit or a hyphen.
  fileprivate var isOfWord: Bool {
    if value < 0x80 {
      return (0x30...0x39).contains(value) || (0x61...0x7a).contains(value | 0x20) || self == "-"
    }
    return isHangulSyllable || properties.isAlphabetic || properties.numericType != nil
  }

  /// Nil where lower case is not the same letter, or takes more than one.
  fileprivate var sameInLowerCase: Unicode.Scalar? {
    if (0x41...0x5a).contains(value) { return Unicode.Scalar(UInt8(value | 0x20)) }
    return value < 0x80 || isHangulSyllable ? self : nil
  }
}

extension String.UnicodeScalarView {
  fileprivate mutating func appendFolded(_ scalar: Unicode.Scalar) {
    if let lower = scalar.sameInLowerCase {
      append(lower)
    } else {
      append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }
}
