public import ProtobufCodec

/// The words that people write for the values of an enum: `mobile` for `CONTACT_POINT_KIND_MOBILE`.
extension OpenEnum {
  /// Finds a value by its word or by its name in the contract, whatever the case.
  public init?(word: String) {
    let upper = word.uppercased()
    let prefix = Self.wordPrefix
    guard
      let known = Self.names.first(where: { $0.1 == prefix + upper || $0.1 == upper }),
      known.0 != 0
    else { return nil }
    self.init(rawValue: known.0)
  }

  /// The value's word; its number when the contract here does not know it; empty when unspecified.
  public var word: String {
    if rawValue == 0 { return "" }
    guard let name else { return String(rawValue) }
    return String(name.dropFirst(Self.wordPrefix.count)).lowercased()
  }

  /// Every word, for messages: `person, organisation`.
  public static var words: String {
    names.filter { $0.0 != 0 }.map { Self(rawValue: $0.0).word }.joined(separator: ", ")
  }

  private static var wordPrefix: String {
    String((names.first { $0.0 == 0 }?.1 ?? "").dropLast("UNSPECIFIED".count))
  }
}
