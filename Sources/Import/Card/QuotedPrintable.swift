/// The packing of vCard 2.1 for letters beyond ASCII: `=C3=91` for Ñ.
enum QuotedPrintable {
  /// The bytes; nil when an `=` is not followed by two hexadecimal digits.
  static func decode(_ packed: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(packed.count)
    var rest = packed[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst(), let low = rest.popFirst(),
        let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16),
        high != UInt8(ascii: "+"), high != UInt8(ascii: "-")
      else { return nil }
      bytes.append(value)
    }
    return bytes
  }

  /// Text for bytes that are no text: everything but plain ASCII letters packed.
  static func encode(_ bytes: [UInt8]) -> String {
    var text = ""
    for byte in bytes {
      if byte >= 0x20 && byte < 0x7f && byte != UInt8(ascii: "=") {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        text += hex.count == 1 ? "=0\(hex)" : "=\(hex)"
      }
    }
    return text
  }
}
