/// Whether bytes are UTF-8 (and whether ASCII): eight ASCII bytes or two Hangul syllables a step.
///
/// The library's check takes a byte at a time outside ASCII; most of our text is Korean.
@usableFromInline
struct UTF8Check {
  @usableFromInline var isValid: Bool
  @usableFromInline var isASCII = true

  @usableFromInline
  init(_ bytes: UnsafeRawBufferPointer) {
    isValid = true
    guard var next = bytes.baseAddress else { return }
    let end = next + bytes.count
    while end - next >= 8 {
      let word = UInt64(littleEndian: next.loadUnaligned(as: UInt64.self))
      if word & 0x8080_8080_8080_8080 == 0 {
        next += 8
      } else if Self.isTwoTriples(word) {
        isASCII = false
        next += 6
      } else {
        guard let length = Self.sequence(next, end) else {
          isValid = false
          return
        }
        if length > 1 { isASCII = false }
        next += length
      }
    }
    var left = end - next
    if left == 0 { return }
    // Fewer than eight bytes: they fit a word, and so need no more loads.
    var word = Self.word(next, left)
    while word & 0x8080_8080_8080_8080 != 0 {
      isASCII = false
      let length: Int
      if left >= 6 && Self.isTwoTriples(word) {
        length = 6
      } else if left >= 3 && Self.isTriple(word) {
        length = 3
      } else if let one = Self.sequence(next, end) {
        length = one
      } else {
        isValid = false
        return
      }
      next += length
      left -= length
      word >>= UInt64(8 * length)
    }
  }

  /// One to seven bytes as a word, the first lowest, zeros above.
  @inline(__always)
  private static func word(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      let low = UInt64(UInt32(littleEndian: start.loadUnaligned(as: UInt32.self)))
      let high = UInt64(
        UInt32(littleEndian: start.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)))
      return low | high << UInt64(8 * (count - 4))
    }
    var word = UInt64(start.load(as: UInt8.self))
    if count >= 2 { word |= UInt64(start.load(fromByteOffset: 1, as: UInt8.self)) << 8 }
    if count == 3 { word |= UInt64(start.load(fromByteOffset: 2, as: UInt8.self)) << 16 }
    return word
  }

  /// Whether up to fifteen bytes are all ASCII.
  @inline(__always)
  static func isShortASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return true }
    if bytes.count < 8 { return word(start, bytes.count) & 0x8080_8080_8080_8080 == 0 }
    let first = start.loadUnaligned(as: UInt64.self)
    let last = start.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
    return (first | last) & 0x8080_8080_8080_8080 == 0
  }

  /// Whether the six low bytes are two sequences of three bytes with nothing special about them:
  /// no E0, whose second byte must be A0 or more, and no surrogate after ED.
  @inline(__always)
  private static func isTwoTriples(_ word: UInt64) -> Bool {
    if word & 0xC0C0_F0C0_C0F0 != 0x8080_E080_80E0 { return false }
    return isPlain(word) && isPlain(word >> 24)
  }

  @inline(__always)
  private static func isTriple(_ word: UInt64) -> Bool {
    word & 0xC0C0F0 == 0x8080E0 && isPlain(word)
  }

  @inline(__always)
  private static func isPlain(_ triple: UInt64) -> Bool {
    let lead = triple & 0xF
    return lead != 0 && !(lead == 0xD && triple & 0x2000 != 0)
  }

  /// The length of the sequence that begins at `start`; nil if it is none of Unicode's table 3-7.
  @inline(__always)
  private static func sequence(_ start: UnsafeRawPointer, _ end: UnsafeRawPointer) -> Int? {
    let lead = start.load(as: UInt8.self)
    if lead < 0x80 { return 1 }
    let left = end - start
    func byte(_ offset: Int) -> UInt8 { start.load(fromByteOffset: offset, as: UInt8.self) }
    func continues(_ offset: Int) -> Bool { byte(offset) & 0xC0 == 0x80 }
    switch lead {
    case 0xC2...0xDF:
      return left >= 2 && continues(1) ? 2 : nil
    case 0xE0...0xEF:
      guard left >= 3 && continues(1) && continues(2) else { return nil }
      if lead == 0xE0 && byte(1) < 0xA0 || lead == 0xED && byte(1) >= 0xA0 { return nil }
      return 3
    case 0xF0...0xF4:
      guard left >= 4 && continues(1) && continues(2) && continues(3) else { return nil }
      if lead == 0xF0 && byte(1) < 0x90 || lead == 0xF4 && byte(1) >= 0x90 { return nil }
      return 4
    default:
      return nil
    }
  }
}

extension String {
  /// Copies a text out of a buffer; nil if it is not UTF-8.
  @usableFromInline
  init?(checking bytes: UnsafeRawBufferPointer) {
    if bytes.count <= 15, UTF8Check.isShortASCII(bytes) {
      // Fits a String without memory of its own, and needs no other check.
      self.init(unsafeUninitializedCapacity: bytes.count) {
        UnsafeMutableRawBufferPointer($0).copyMemory(from: bytes)
        return bytes.count
      }
      return
    }
    let check = UTF8Check(bytes)
    guard check.isValid else { return nil }
    let units = Span<UInt8>(_unsafeBytes: bytes)
    // Sound because of the check above.
    self.init(copying: UTF8Span(unchecked: units, isKnownASCII: check.isASCII))
  }
}
