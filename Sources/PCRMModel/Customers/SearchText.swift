/// The forms in which names and addresses are looked up: the same rule makes the keys that are stored and those that are asked for.
public enum SearchText {
  /// A name without spaces and without case: "김 민수" is found as "김민수", "Ada Lovelace" as "adal".
  public static func name(_ text: String) -> String {
    var key = ""
    for scalar in text.composed.lowercased().unicodeScalars
    where !scalar.properties.isWhitespace { key.unicodeScalars.append(scalar) }
    return key
  }

  /// The words of an address, without case: spaces and punctuation part them, a hyphen does not.
  public static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in text.composed.lowercased().unicodeScalars {
      if scalar == "-" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.unicodeScalars.append(scalar)
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
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
