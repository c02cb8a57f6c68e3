// The kinds whose values are four or eight bytes.

/// proto's `fixed32`.
public enum Fixed32Kind: ScalarKind {
  @inlinable public static var wireType: WireType { .fixed32 }
  @inlinable public static var kind: FieldInfo.Kind { .fixed32 }
  @inlinable public static var zero: UInt32 { 0 }
  @inlinable public static func isZero(_ value: UInt32) -> Bool { value == 0 }
  @inlinable public static func write(_ value: UInt32, to writer: inout WireWriter) {
    writer.fixed32(value)
  }
  @inlinable public static func read(
    from decoder: inout BinaryDecoder
  ) throws(DecodingFailure) -> UInt32 {
    try decoder.fixed32()
  }
}

/// proto's `fixed64`.
public enum Fixed64Kind: ScalarKind {
  @inlinable public static var wireType: WireType { .fixed64 }
  @inlinable public static var kind: FieldInfo.Kind { .fixed64 }
  @inlinable public static var zero: UInt64 { 0 }
  @inlinable public static func isZero(_ value: UInt64) -> Bool { value == 0 }
  @inlinable public static func write(_ value: UInt64, to writer: inout WireWriter) {
    writer.fixed64(value)
  }
  @inlinable public static func read(
    from decoder: inout BinaryDecoder
  ) throws(DecodingFailure) -> UInt64 {
    try decoder.fixed64()
  }
}

/// proto's `sfixed32`.
public enum SFixed32Kind: ScalarKind {
  @inlinable public static var wireType: WireType { .fixed32 }
  @inlinable public static var kind: FieldInfo.Kind { .sfixed32 }
  @inlinable public static var zero: Int32 { 0 }
  @inlinable public static func isZero(_ value: Int32) -> Bool { value == 0 }
  @inlinable public static func write(_ value: Int32, to writer: inout WireWriter) {
    writer.fixed32(UInt32(bitPattern: value))
  }
  @inlinable public static func read(
    from decoder: inout BinaryDecoder
  ) throws(DecodingFailure) -> Int32 {
    Int32(bitPattern: try decoder.fixed32())
  }
}

/// proto's `sfixed64`.
public enum SFixed64Kind: ScalarKind {
  @inlinable public static var wireType: WireType { .fixed64 }
  @inlinable public static var kind: FieldInfo.Kind { .sfixed64 }
  @inlinable public static var zero: Int64 { 0 }
  @inlinable public static func isZero(_ value: Int64) -> Bool { value == 0 }
  @inlinable public static func write(_ value: Int64, to writer: inout WireWriter) {
    writer.fixed64(UInt64(bitPattern: value))
  }
  @inlinable public static func read(
    from decoder: inout BinaryDecoder
  ) throws(DecodingFailure) -> Int64 {
    Int64(bitPattern: try decoder.fixed64())
  }
}

/// proto's `float`.
public enum FloatKind: ScalarKind {
  @inlinable public static var wireType: WireType { .fixed32 }
  @inlinable public static var kind: FieldInfo.Kind { .float }
  @inlinable public static var zero: Float { 0 }
  @inlinable public static func isZero(_ value: Float) -> Bool { value.bitPattern == 0 }
  @inlinable public static func write(_ value: Float, to writer: inout WireWriter) {
    writer.fixed32(value.bitPattern)
  }
  @inlinable public static func read(
    from decoder: inout BinaryDecoder
  ) throws(DecodingFailure) -> Float {
    Float(bitPattern: try decoder.fixed32())
  }
}

/// proto's `double`.
public enum DoubleKind: ScalarKind {
  @inlinable public static var wireType: WireType { .fixed64 }
  @inlinable public static var kind: FieldInfo.Kind { .double }
  @inlinable public static var zero: Double { 0 }
  @inlinable public static func isZero(_ value: Double) -> Bool { value.bitPattern == 0 }
  @inlinable public static func write(_ value: Double, to writer: inout WireWriter) {
    writer.fixed64(value.bitPattern)
  }
  @inlinable public static func read(
    from decoder: inout BinaryDecoder
  ) throws(DecodingFailure) -> Double {
    Double(bitPattern: try decoder.fixed64())
  }
}
