/// Walks the fields of a protobuf message that is read in place.
struct WireReader {
  typealias Malformed = RequestEnvelope.Malformed

  struct Tag {
    var number: UInt64
    var wireType: UInt8
  }

  private static let groupDepthMax = 32

  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// The next field's tag; nil at the end.
  mutating func tag() throws(Malformed) -> Tag? {
    if offset == bytes.count { return nil }
    let value = try varint()
    let number = value >> 3
    guard number > 0 && number < 1 << 29 else {
      throw Malformed(problem: "a field number is out of range")
    }
    return Tag(number: number, wireType: UInt8(truncatingIfNeeded: value & 7))
  }

  mutating func varint() throws(Malformed) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if shift == 63 && byte > 1 { throw Malformed(problem: "a number is longer than 64 bits") }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw Malformed(problem: "it ends inside a number")
  }

  mutating func lengthDelimited() throws(Malformed) -> UnsafeRawBufferPointer {
    let length = try varint()
    guard length <= UInt64(bytes.count - offset) else {
      throw Malformed(problem: "it ends inside a field")
    }
    defer { offset += Int(length) }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(length)])
  }

  /// Passes over a field that is not known; groups with all that is in them.
  mutating func skip(_ tag: Tag, depth: Int = 0) throws(Malformed) {
    switch tag.wireType {
    case 0: _ = try varint()
    case 1: try advance(8)
    case 2: _ = try lengthDelimited()
    case 3:
      guard depth < Self.groupDepthMax else { throw Malformed(problem: "groups stand too deep") }
      while true {
        guard let inner = try self.tag() else { throw Malformed(problem: "it ends inside a group") }
        if inner.wireType == 4 {
          guard inner.number == tag.number else {
            throw Malformed(problem: "a group ends with another's number")
          }
          return
        }
        try skip(inner, depth: depth + 1)
      }
    case 5: try advance(4)
    default: throw Malformed(problem: "wire type \(tag.wireType) does not exist here")
    }
  }

  private mutating func advance(_ count: Int) throws(Malformed) {
    guard count <= bytes.count - offset else { throw Malformed(problem: "it ends inside a field") }
    offset += count
  }
}
