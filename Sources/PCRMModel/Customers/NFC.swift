// The standard library composes text for its own comparisons and lends the result under this name
// only. It is the one thing that this file takes from it, and `NFCTests` holds it to the rules.
@_spi(_Unicode) import Swift

extension String {
  /// The text in Unicode's composed form (NFC), so that equal texts are equal bytes.
  ///
  /// Phones and macOS send Hangul as single letters; forms send it as syllables.
  public var composed: String {
    if unicodeScalars.allSatisfy(\.isStarterByItself) { return self }
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in _nfc { result.unicodeScalars.append(scalar) }
    return result
  }
}

extension Unicode.Scalar {
  /// Whether the scalar stays as it is whatever stands before or after it: nearly all text is of these.
  fileprivate var isStarterByItself: Bool {
    switch value {
    case 0..<0x300, 0x3130..<0x3190, 0x4e00..<0xa000, 0xac00..<0xd7a4: true
    default: false
    }
  }
}
