// The kinds whose values have a length of their own.

/// proto's `string`.
public enum StringKind: ScalarKind {
  @inlinable public static var wireType: WireType { .lengthDelimited }
  @inlinable public static var kind: FieldInfo.Kind { .string }
  @inlinable public static var zero: String { "" }
  @inlinable public static func isZero(_ value: String) -> Bool { value.isEmpty }
  @inlinable public static func write(_ value: String, to writer: inout WireWriter) {
    writer.string(value)
  }
  @inlinable
  public static func read(from decoder: inout BinaryDecoder) throws(DecodingFailure) -> String {
    try decoder.string()
  }
}

/// proto's `bytes`.
public enum BytesKind: ScalarKind {
  @inlinable public static var wireType: WireType { .lengthDelimited }
  @inlinable public static var kind: FieldInfo.Kind { .bytes }
  @inlinable public static var zero: [UInt8] { [] }
  @inlinable public static func isZero(_ value: [UInt8]) -> Bool { value.isEmpty }
  @inlinable public static func write(_ value: [UInt8], to writer: inout WireWriter) {
    value.withUnsafeBytes { writer.lengthDelimited($0) }
  }
  @inlinable
  public static func read(from decoder: inout BinaryDecoder) throws(DecodingFailure) -> [UInt8] {
    [UInt8](try decoder.lengthDelimited())
  }
}

/// A proto `string` that has a Swift type of its own.
public enum TextKind<T: TextScalar>: ScalarKind {
  @inlinable public static var wireType: WireType { .lengthDelimited }
  public static var kind: FieldInfo.Kind { .text(T.self) }
  @inlinable public static var zero: T { T() }
  @inlinable public static func isZero(_ value: T) -> Bool { value.isEmpty }
  @inlinable public static func write(_ value: T, to writer: inout WireWriter) {
    writer.text(value)
  }
  @inlinable
  public static func read(from decoder: inout BinaryDecoder) throws(DecodingFailure) -> T {
    let bytes = try decoder.lengthDelimited()
    if bytes.isEmpty { return T() }
    guard let value = T(utf8: bytes) else { throw T.refusal }
    return value
  }
}

extension TextScalar {
  /// The failure for a text that is none of this type's.
  @usableFromInline static var refusal: DecodingFailure {
    DecodingFailure(.invalidValue, message: "must be \(expectation)")
  }
}
