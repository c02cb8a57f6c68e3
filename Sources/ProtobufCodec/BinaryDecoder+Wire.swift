extension BinaryDecoder {
  /// Reads the tag of the next field; 0 at the end.
  @inlinable @inline(__always)
  mutating func nextTag() throws(DecodingFailure) {
    if cursor == end {
      tag = 0
      return
    }
    let byte = cursor.load(as: UInt8.self)
    if byte < 0x80 && byte >= 8 {
      tag = UInt32(byte)
      cursor += 1
    } else {
      tag = try longTag()
    }
  }

  @inlinable @inline(never)
  mutating func longTag() throws(DecodingFailure) -> UInt32 {
    if end - cursor >= 2 {
      let two = UInt32(UInt16(littleEndian: cursor.loadUnaligned(as: UInt16.self)))
      if two & 0x8080 == 0x80 && two & 0x7F78 != 0 {
        cursor += 2
        return two & 0x7F | (two & 0x7F00) >> 1
      }
    }
    let value = try varint()
    guard let tag = UInt32(exactly: value), tag >= 8 else { throw .badTag(value) }
    return tag
  }

  /// Reads a number of up to ten bytes; bits beyond 64 are dropped, as protoc's code does.
  @inlinable @inline(__always)
  mutating func varint() throws(DecodingFailure) -> UInt64 {
    if cursor < end {
      let byte = cursor.load(as: UInt8.self)
      if byte < 0x80 {
        cursor += 1
        return UInt64(byte)
      }
    }
    return try longVarint()
  }

  @inlinable @inline(never)
  mutating func longVarint() throws(DecodingFailure) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    var next = cursor
    while next < end {
      let byte = next.load(as: UInt8.self)
      next += 1
      value |= UInt64(byte & 0x7F) &<< shift
      if byte < 0x80 {
        cursor = next
        return value
      }
      shift &+= 7
      if shift == 70 { throw .longVarint }
    }
    throw .truncated
  }

  /// Reads four bytes, the lowest first.
  @inlinable @inline(__always)
  mutating func fixed32() throws(DecodingFailure) -> UInt32 {
    if end - cursor < 4 { throw .truncated }
    let value = cursor.loadUnaligned(as: UInt32.self)
    cursor += 4
    return UInt32(littleEndian: value)
  }

  /// Reads eight bytes, the lowest first.
  @inlinable @inline(__always)
  mutating func fixed64() throws(DecodingFailure) -> UInt64 {
    if end - cursor < 8 { throw .truncated }
    let value = cursor.loadUnaligned(as: UInt64.self)
    cursor += 8
    return UInt64(littleEndian: value)
  }

  /// Reads a length that the input can hold.
  @inlinable @inline(__always)
  mutating func length() throws(DecodingFailure) -> Int {
    let value = try varint()
    if value > UInt64(bitPattern: Int64(end - cursor)) { throw .truncated }
    return Int(truncatingIfNeeded: value)
  }

  /// Reads a length and lends as many bytes of the input.
  @inlinable @inline(__always)
  mutating func lengthDelimited() throws(DecodingFailure) -> UnsafeRawBufferPointer {
    let count = try length()
    let bytes = UnsafeRawBufferPointer(start: cursor, count: count)
    cursor += count
    return bytes
  }

  /// Reads a text and checks that it is UTF-8.
  @inlinable @inline(__always)
  mutating func string() throws(DecodingFailure) -> String {
    let bytes = try lengthDelimited()
    guard let text = String(checking: bytes) else { throw .invalidUTF8 }
    return text
  }

  /// Passes over the value of the field at hand.
  @usableFromInline @inline(never)
  mutating func skip() throws(DecodingFailure) {
    switch WireType(rawValue: tag & 7) {
    case .varint: _ = try varint()
    case .fixed64: _ = try fixed64()
    case .lengthDelimited: _ = try lengthDelimited()
    case .fixed32: _ = try fixed32()
    case .startGroup: try skipGroup()
    case .endGroup, nil: throw .badTag(UInt64(tag))
    }
  }

  /// Passes over fields until the end of the group at hand.
  private mutating func skipGroup() throws(DecodingFailure) {
    if depth <= 0 { throw .tooDeep }
    depth -= 1
    let stop = tag + 1  // endGroup follows startGroup in number
    while true {
      try nextTag()
      if tag == 0 { throw .truncated }
      if tag == stop { break }
      try skip()
    }
    depth += 1
  }
}

extension DecodingFailure {
  @usableFromInline static var truncated: DecodingFailure {
    DecodingFailure(.truncated, message: "ends too early: the input stops inside this field")
  }
  @usableFromInline static var longVarint: DecodingFailure {
    DecodingFailure(.malformed, message: "has a number of more than ten bytes")
  }
  @usableFromInline static func badTag(_ tag: UInt64) -> DecodingFailure {
    DecodingFailure(.malformed, message: "is not protobuf: \(tag) cannot be the tag of a field")
  }
  @usableFromInline static var invalidUTF8: DecodingFailure {
    DecodingFailure(.invalidUTF8, message: "must be UTF-8")
  }
  @usableFromInline static var tooDeep: DecodingFailure {
    DecodingFailure(.tooDeep, message: "stands too deep: too many messages inside each other")
  }
  @usableFromInline static func overlong(_ count: Int, max: Int) -> DecodingFailure {
    DecodingFailure(.tooLarge, message: "has \(count) bytes, which must be at most \(max)")
  }
  @usableFromInline static var tooManyElements: DecodingFailure {
    DecodingFailure(.tooLarge, message: "has too many elements: send fewer at a time")
  }
}
