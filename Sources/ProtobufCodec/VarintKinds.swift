// The kinds whose values are varints.

/// proto's `int32`.
public enum Int32Kind: ScalarKind {
  @inlinable public static var wireType: WireType { .varint }
  @inlinable public static var kind: FieldInfo.Kind { .int32 }
  @inlinable public static var zero: Int32 { 0 }
  @inlinable public static func isZero(_ value: Int32) -> Bool { value == 0 }
  @inlinable public static func write(_ value: Int32, to writer: inout WireWriter) {
    writer.varint(UInt64(bitPattern: Int64(value)))
  }
  @inlinable public static func read(
    from decoder: inout BinaryDecoder
  ) throws(DecodingFailure) -> Int32 {
    Int32(truncatingIfNeeded: try decoder.varint())
  }
}

/// proto's `int64`.
public enum Int64Kind: ScalarKind {
  @inlinable public static var wireType: WireType { .varint }
  @inlinable public static var kind: FieldInfo.Kind { .int64 }
  @inlinable public static var zero: Int64 { 0 }
  @inlinable public static func isZero(_ value: Int64) -> Bool { value == 0 }
  @inlinable public static func write(_ value: Int64, to writer: inout WireWriter) {
    writer.varint(UInt64(bitPattern: value))
  }
  @inlinable public static func read(
    from decoder: inout BinaryDecoder
  ) throws(DecodingFailure) -> Int64 {
    Int64(bitPattern: try decoder.varint())
  }
}

/// proto's `uint32`.
public enum UInt32Kind: ScalarKind {
  @inlinable public static var wireType: WireType { .varint }
  @inlinable public static var kind: FieldInfo.Kind { .uint32 }
  @inlinable public static var zero: UInt32 { 0 }
  @inlinable public static func isZero(_ value: UInt32) -> Bool { value == 0 }
  @inlinable public static func write(_ value: UInt32, to writer: inout WireWriter) {
    writer.varint(UInt64(value))
  }
  @inlinable public static func read(
    from decoder: inout BinaryDecoder
  ) throws(DecodingFailure) -> UInt32 {
    UInt32(truncatingIfNeeded: try decoder.varint())
  }
}

/// proto's `uint64`.
public enum UInt64Kind: ScalarKind {
  @inlinable public static var wireType: WireType { .varint }
  @inlinable public static var kind: FieldInfo.Kind { .uint64 }
  @inlinable public static var zero: UInt64 { 0 }
  @inlinable public static func isZero(_ value: UInt64) -> Bool { value == 0 }
  @inlinable public static func write(_ value: UInt64, to writer: inout WireWriter) {
    writer.varint(value)
  }
  @inlinable public static func read(
    from decoder: inout BinaryDecoder
  ) throws(DecodingFailure) -> UInt64 {
    try decoder.varint()
  }
}

/// proto's `sint32`.
public enum SInt32Kind: ScalarKind {
  @inlinable public static var wireType: WireType { .varint }
  @inlinable public static var kind: FieldInfo.Kind { .sint32 }
  @inlinable public static var zero: Int32 { 0 }
  @inlinable public static func isZero(_ value: Int32) -> Bool { value == 0 }
  @inlinable public static func write(_ value: Int32, to writer: inout WireWriter) {
    writer.varint(UInt64(UInt32(bitPattern: (value &<< 1) ^ (value &>> 31))))
  }
  @inlinable public static func read(
    from decoder: inout BinaryDecoder
  ) throws(DecodingFailure) -> Int32 {
    let bits = UInt32(truncatingIfNeeded: try decoder.varint())
    return Int32(bitPattern: bits &>> 1) ^ -Int32(bitPattern: bits & 1)
  }
}

/// proto's `sint64`.
public enum SInt64Kind: ScalarKind {
  @inlinable public static var wireType: WireType { .varint }
  @inlinable public static var kind: FieldInfo.Kind { .sint64 }
  @inlinable public static var zero: Int64 { 0 }
  @inlinable public static func isZero(_ value: Int64) -> Bool { value == 0 }
  @inlinable public static func write(_ value: Int64, to writer: inout WireWriter) {
    writer.varint(UInt64(bitPattern: (value &<< 1) ^ (value &>> 63)))
  }
  @inlinable public static func read(
    from decoder: inout BinaryDecoder
  ) throws(DecodingFailure) -> Int64 {
    let bits = try decoder.varint()
    return Int64(bitPattern: bits &>> 1) ^ -Int64(bitPattern: bits & 1)
  }
}

/// proto's `bool`.
public enum BoolKind: ScalarKind {
  @inlinable public static var wireType: WireType { .varint }
  @inlinable public static var kind: FieldInfo.Kind { .bool }
  @inlinable public static var zero: Bool { false }
  @inlinable public static func isZero(_ value: Bool) -> Bool { !value }
  @inlinable public static func write(_ value: Bool, to writer: inout WireWriter) {
    writer.varint(value ? 1 : 0)
  }
  @inlinable
  public static func read(from decoder: inout BinaryDecoder) throws(DecodingFailure) -> Bool {
    try decoder.varint() != 0
  }
}

/// A proto `enum`, kept open: unknown numbers pass through.
public enum EnumKind<E: OpenEnum>: ScalarKind {
  @inlinable public static var wireType: WireType { .varint }
  public static var kind: FieldInfo.Kind { .enumeration(E.self) }
  @inlinable public static var zero: E { E(rawValue: 0) }
  @inlinable public static func isZero(_ value: E) -> Bool { value.rawValue == 0 }
  @inlinable public static func write(_ value: E, to writer: inout WireWriter) {
    writer.varint(UInt64(bitPattern: Int64(value.rawValue)))
  }
  @inlinable
  public static func read(from decoder: inout BinaryDecoder) throws(DecodingFailure) -> E {
    E(rawValue: Int32(truncatingIfNeeded: try decoder.varint()))
  }
}
