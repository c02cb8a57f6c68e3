/// Phone numbers as people write them, brought to the one form in which they are looked up.
public enum PhoneNumber {
  /// The number's digits, with a leading +82 read as 0: "+82 (0)10-1234-5678" is "01012345678".
  ///
  /// Full-width digits count too. A number of another country keeps its country code.
  public static func digits(_ text: String) -> String {
    var digits: [UInt8] = []
    var isInternational = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: digits.append(UInt8(scalar.value))
      case 0xff10...0xff19: digits.append(UInt8(scalar.value - 0xff10 + 0x30))
      case 0x2b, 0xff0b: if digits.isEmpty { isInternational = true }
      default: continue
      }
    }
    if isInternational && digits.starts(with: "82".utf8) {
      digits.removeFirst(2)
      if digits.first != UInt8(ascii: "0") { digits.insert(UInt8(ascii: "0"), at: 0) }
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
