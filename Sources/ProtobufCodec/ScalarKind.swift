/// One of proto's scalar types: how its values look on the wire and in JSON.
///
/// Kinds are namespaces without values; coders take them as type arguments and are specialised.
public protocol ScalarKind {
  /// The Swift type of the values.
  associatedtype Value: Sendable & Equatable

  /// How a single value is laid out.
  static var wireType: WireType { get }
  /// The name of the type, for lists of fields.
  static var kind: FieldInfo.Kind { get }
  /// The value that an absent field has.
  static var zero: Value { get }

  /// Whether a field without presence leaves this value out.
  static func isZero(_ value: Value) -> Bool
  /// Writes the value without a tag.
  static func write(_ value: Value, to writer: inout WireWriter)
  /// Reads a value after its tag.
  static func read(from decoder: inout BinaryDecoder) throws(DecodingFailure) -> Value
  /// Writes the value in JSON.
  static func writeJSON(_ value: Value, to writer: inout JSONWriter)
  /// Reads a value in JSON; nil for one to pass over: the name of a newer contract's enum value,
  /// where what is unknown is ignored.
  static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> Value?
}

extension ScalarKind {
  /// Whether lists of this kind may stand packed in one field.
  @inlinable @inline(__always)
  static var packs: Bool { wireType != .lengthDelimited }
}
