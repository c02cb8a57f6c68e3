extension CustomerName {
  /// The whole name, written from its parts: "김민수", "Dr. Ada King Lovelace".
  ///
  /// Names in Hangul or Han characters have the family name first and no space.
  public var written: String {
    let name =
      isEastAsian(family) || isEastAsian(given)
      ? family + given + additional
      : [given, additional, family].filter { !$0.isEmpty }.joined(separator: " ")
    return [prefix, name, suffix].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func isEastAsian(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x1100..<0x1200, 0x3040..<0x3190, 0x3400..<0xa000, 0xac00..<0xd7b0, 0xf900..<0xfb00:
        true
      default: false
      }
    }
  }
}

extension Customer {
  /// The name to show in lists: the preferred one, else the legal one, else the first; without any, the first external id.
  public var derivedDisplayName: String {
    let name =
      names.first { $0.kind == .preferred } ?? names.first { $0.kind == .legal } ?? names.first
    return name?.full ?? externalIDs.first?.value ?? ""
  }

  /// Whether anybody could tell who this is.
  public var hasIdentity: Bool { !names.isEmpty || !externalIDs.isEmpty }
}
