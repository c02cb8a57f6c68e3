extension StringProtocol {
  /// The text without blanks at its ends; the wide space of Korean and Chinese input is a blank.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isBlank }),
      let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }
}

extension Unicode.Scalar {
  fileprivate var isBlank: Bool {
    switch value {
    case 0x09, 0x0a, 0x0d, 0x20, 0xa0, 0x3000, 0xfeff: true
    default: false
    }
  }
}
