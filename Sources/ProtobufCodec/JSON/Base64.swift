/// Base64 (RFC 4648): written in the standard alphabet with padding, read in the URL-safe one too
/// and without padding as well.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String {
    let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    let pad = UInt8(ascii: "=")
    return alphabet.withUTF8Buffer { letters in
      let count = (bytes.count + 2) / 3 * 4
      return String(unsafeUninitializedCapacity: count) { out in
        var next = 0
        var place = 0
        while next < bytes.count {
          let left = bytes.count - next
          let a = UInt32(bytes[next])
          let b = left > 1 ? UInt32(bytes[next + 1]) : 0
          let c = left > 2 ? UInt32(bytes[next + 2]) : 0
          let word = a << 16 | b << 8 | c
          out[place] = letters[Int(word >> 18)]
          out[place + 1] = letters[Int(word >> 12 & 63)]
          out[place + 2] = left > 1 ? letters[Int(word >> 6 & 63)] : pad
          out[place + 3] = left > 2 ? letters[Int(word & 63)] : pad
          next += 3
          place += 4
        }
        return place
      }
    }
  }

  /// The bytes a text stands for; nil if it is not base64.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    var letters = text[...]
    if letters.count % 4 == 0 {
      for _ in 0..<2 where letters.last == UInt8(ascii: "=") { letters.removeLast() }
    }
    if letters.count % 4 == 1 { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(letters.count * 3 / 4)
    var word: UInt32 = 0
    var bits = 0
    for letter in letters {
      guard let value = value(of: letter) else { return nil }
      word = word << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
      }
    }
    // Bits beyond the last byte must be zero: two texts shall not mean the same bytes.
    return word & (1 << UInt32(bits) - 1) == 0 ? bytes : nil
  }

  private static func value(of letter: UInt8) -> UInt32? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter) + 4
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
