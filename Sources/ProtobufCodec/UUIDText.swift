/// The 36 characters of a UUID (RFC 9562, section 4), eight of them a step.
///
/// Most texts of a message are ids, and a loop over their characters would be most of its cost.
public enum UUIDText {
  /// How many characters the text has.
  public static var count: Int { 36 }

  /// Writes the text of a UUID, given as its first and last eight bytes, in lower case.
  @inlinable
  public static func write(_ high: UInt64, _ low: UInt64, to utf8: UnsafeMutableRawPointer) {
    let first = digits(UInt32(truncatingIfNeeded: high >> 32))
    let second = digits(UInt32(truncatingIfNeeded: high))
    let third = digits(UInt32(truncatingIfNeeded: low >> 32))
    let fourth = digits(UInt32(truncatingIfNeeded: low))
    let dash = UInt8(ascii: "-")
    utf8.storeBytes(of: first.littleEndian, as: UInt64.self)
    utf8.storeBytes(of: dash, toByteOffset: 8, as: UInt8.self)
    store(UInt32(truncatingIfNeeded: second), utf8, at: 9)
    utf8.storeBytes(of: dash, toByteOffset: 13, as: UInt8.self)
    store(UInt32(truncatingIfNeeded: second >> 32), utf8, at: 14)
    utf8.storeBytes(of: dash, toByteOffset: 18, as: UInt8.self)
    store(UInt32(truncatingIfNeeded: third), utf8, at: 19)
    utf8.storeBytes(of: dash, toByteOffset: 23, as: UInt8.self)
    store(UInt32(truncatingIfNeeded: third >> 32), utf8, at: 24)
    utf8.storeBytes(of: fourth.littleEndian, toByteOffset: 28, as: UInt64.self)
  }

  /// Reads the text of a UUID in either case as its first and last eight bytes; nil if it is none.
  @inlinable
  public static func read(_ utf8: UnsafeRawBufferPointer) -> (high: UInt64, low: UInt64)? {
    guard utf8.count == count, let start = utf8.baseAddress else { return nil }
    let dash = UInt8(ascii: "-")
    guard start.load(fromByteOffset: 8, as: UInt8.self) == dash,
      start.load(fromByteOffset: 13, as: UInt8.self) == dash,
      start.load(fromByteOffset: 18, as: UInt8.self) == dash,
      start.load(fromByteOffset: 23, as: UInt8.self) == dash,
      let first = value(load(start, 0) | load(start, 4) << 32),
      let second = value(load(start, 9) | load(start, 14) << 32),
      let third = value(load(start, 19) | load(start, 24) << 32),
      let fourth = value(load(start, 28) | load(start, 32) << 32)
    else { return nil }
    return (first << 32 | second, third << 32 | fourth)
  }

  @inlinable @inline(__always)
  static func load(_ start: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    UInt64(UInt32(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }

  @inlinable @inline(__always)
  static func store(_ value: UInt32, _ target: UnsafeMutableRawPointer, at offset: Int) {
    target.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt32.self)
  }

  /// The eight hexadecimal digits of a number, the first in the lowest byte.
  @inlinable @inline(__always)
  static func digits(_ value: UInt32) -> UInt64 {
    var spread = UInt64(value)
    spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
    spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
    spread = (spread | spread << 4) & 0x0F0F_0F0F_0F0F_0F0F
    let nibbles = spread.byteSwapped
    let isLetter = ((nibbles &+ 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101
    return nibbles &+ 0x3030_3030_3030_3030 &+ isLetter &* 0x27
  }

  /// The number whose eight hexadecimal digits stand in a word; nil if a character is none.
  @inlinable @inline(__always)
  static func value(_ word: UInt64) -> UInt64? {
    let high: UInt64 = 0x8080_8080_8080_8080
    if word & high != 0 { return nil }
    // A sum reaches a byte's high bit where the byte is at least the bound; bytes do not carry.
    let lower = word | 0x2020_2020_2020_2020
    let fromZero = word &+ 0x5050_5050_5050_5050
    let pastNine = word &+ 0x4646_4646_4646_4646
    let fromA = lower &+ 0x1F1F_1F1F_1F1F_1F1F
    let pastF = lower &+ 0x1919_1919_1919_1919
    let isLetter = fromA & ~pastF & high
    guard (fromZero & ~pastNine & high) | isLetter == high else { return nil }
    var nibbles = (word & 0x0F0F_0F0F_0F0F_0F0F &+ (isLetter >> 7) &* 9).byteSwapped
    nibbles = (nibbles | nibbles >> 4) & 0x00FF_00FF_00FF_00FF
    nibbles = (nibbles | nibbles >> 8) & 0x0000_FFFF_0000_FFFF
    return (nibbles | nibbles >> 16) & 0xFFFF_FFFF
  }
}
