/// The bytes being written, and the coder that writes a message's fields into them.
///
/// A plain value of pointers, so that coders stay in registers; ``BinaryEncoder`` owns the memory.
/// Writing goes forward. A nested message leaves one byte for its length, which is patched
/// afterwards; only bodies of 128 bytes and more move, by the bytes their length needs beyond that.
public struct WireWriter {
  @usableFromInline var base: UnsafeMutableRawPointer
  @usableFromInline var cursor: UnsafeMutableRawPointer
  /// Where the memory ends, less ``slack``: below it a tag and a number fit without another look.
  @usableFromInline var brim: UnsafeMutableRawPointer

  /// Whether the memory is from the heap and ours; the first may be lent by the stack.
  @usableFromInline var isOwned: Bool

  /// A tag (up to five bytes), a number (up to ten), and some more.
  @inlinable static var slack: Int { 24 }

  @inlinable
  init(capacity: Int) {
    let size = max(capacity, 64) &+ Self.slack
    base = .allocate(byteCount: size, alignment: 16)
    cursor = base
    brim = base + (size &- Self.slack)
    isOwned = true
  }

  /// Begins in memory that someone else frees; of more than ``slack`` bytes.
  @inlinable
  init(borrowing memory: UnsafeMutableRawPointer, count: Int) {
    base = memory
    cursor = memory
    brim = memory + (count &- Self.slack)
    isOwned = false
  }

  @inlinable
  func free() {
    if isOwned { base.deallocate() }
  }

  @inlinable @inline(__always)
  var count: Int { cursor - base }

  /// Makes room for `extra` bytes beyond the slack.
  @inlinable @inline(__always)
  mutating func reserve(_ extra: Int) {
    if _slowPath(extra > brim - cursor) { grow(extra) }
  }

  @usableFromInline @inline(never)
  mutating func grow(_ extra: Int) {
    let used = count
    let size = max((brim - base) * 2, used + extra + 64) + Self.slack
    let larger = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    larger.copyMemory(from: base, byteCount: used)
    free()
    base = larger
    isOwned = true
    cursor = larger + used
    brim = larger + (size - Self.slack)
  }

  // The writers of single values trust that `tag` or `reserve` was called just before.

  @inlinable @inline(__always)
  mutating func byte(_ value: UInt8) {
    cursor.storeBytes(of: value, as: UInt8.self)
    cursor += 1
  }

  /// Writes a number, seven bits a byte.
  @inlinable @inline(__always)
  mutating func varint(_ value: UInt64) {
    if value < 0x80 { return byte(UInt8(truncatingIfNeeded: value)) }
    longVarint(value)
  }

  @inlinable
  mutating func longVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      byte(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    byte(UInt8(truncatingIfNeeded: rest))
  }

  /// Writes four bytes, the lowest first.
  @inlinable @inline(__always)
  mutating func fixed32(_ value: UInt32) {
    cursor.storeBytes(of: value.littleEndian, as: UInt32.self)
    cursor += 4
  }

  /// Writes eight bytes, the lowest first.
  @inlinable @inline(__always)
  mutating func fixed64(_ value: UInt64) {
    cursor.storeBytes(of: value.littleEndian, as: UInt64.self)
    cursor += 8
  }

  /// Makes room for a tag and a number and writes the tag.
  @inlinable @inline(__always)
  mutating func tag(_ number: Int, _ wireType: WireType) {
    reserve(0)
    let tag = wireType.tag(number)
    if tag < 0x80 {
      byte(UInt8(truncatingIfNeeded: tag))
    } else if tag < 0x4000 {
      let two = UInt16(truncatingIfNeeded: tag & 0x7F | 0x80 | (tag >> 7) << 8)
      cursor.storeBytes(of: two.littleEndian, as: UInt16.self)
      cursor += 2
    } else {
      longVarint(UInt64(tag))
    }
  }

  /// Writes a length and as many bytes.
  @inlinable @inline(__always)
  mutating func lengthDelimited(_ bytes: UnsafeRawBufferPointer) {
    varint(UInt64(truncatingIfNeeded: bytes.count))
    raw(bytes)
  }

  /// Writes bytes as they are.
  @inlinable @inline(__always)
  mutating func raw(_ bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count)
    if let start = bytes.baseAddress {
      cursor.copyMemory(from: start, byteCount: bytes.count)
      cursor += bytes.count
    }
  }

  /// Writes a text with its length.
  @inlinable @inline(__always)
  mutating func string(_ value: String) {
    let done: Void? = value.utf8.withContiguousStorageIfAvailable {
      lengthDelimited(UnsafeRawBufferPointer($0))
    }
    if done == nil { scattered(value) }
  }

  /// A text whose storage is not contiguous, which only other platforms make.
  @usableFromInline @inline(never)
  mutating func scattered(_ value: String) {
    Array(value.utf8).withUnsafeBytes { lengthDelimited($0) }
  }

  /// Writes the text of a value with its length.
  @inlinable @inline(__always)
  mutating func text<T: TextScalar>(_ value: T) {
    let count = value.utf8Count
    varint(UInt64(truncatingIfNeeded: count))
    reserve(count)
    value.write(utf8: cursor)
    cursor += count
  }

  /// Leaves a byte for a length; the answer goes to ``close(_:)``. It counts from the base, which
  /// may move.
  @inlinable @inline(__always)
  mutating func open() -> Int {
    byte(0)
    return count
  }

  /// Writes the length of what was written since ``open()``.
  @inlinable @inline(__always)
  mutating func close(_ start: Int) {
    let length = count &- start
    if length < 0x80 {
      base.storeBytes(
        of: UInt8(truncatingIfNeeded: length), toByteOffset: start &- 1, as: UInt8.self)
    } else {
      closeLong(start, length)
    }
  }

  @usableFromInline @inline(never)
  mutating func closeLong(_ start: Int, _ length: Int) {
    let bits = Int.bitWidth - length.leadingZeroBitCount
    let extra = (bits + 6) / 7 - 1
    reserve(extra)
    let body = base + start
    (body + extra).copyMemory(from: body, byteCount: length)
    let end = cursor + extra
    cursor = body - 1
    longVarint(UInt64(length))
    cursor = end
  }
}
