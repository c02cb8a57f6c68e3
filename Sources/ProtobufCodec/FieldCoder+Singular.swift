// What a model writes for its scalar fields without presence.

extension FieldCoder {
  /// Visits a `int32` without presence.
  @inlinable @inline(__always)
  public mutating func int32(
    _ number: Int, _ name: StaticString, _ value: inout Int32
  ) throws(DecodingFailure) {
    try singular(Int32Kind.self, number, name, &value)
  }

  /// Visits a `int64` without presence.
  @inlinable @inline(__always)
  public mutating func int64(
    _ number: Int, _ name: StaticString, _ value: inout Int64
  ) throws(DecodingFailure) {
    try singular(Int64Kind.self, number, name, &value)
  }

  /// Visits a `uint32` without presence.
  @inlinable @inline(__always)
  public mutating func uint32(
    _ number: Int, _ name: StaticString, _ value: inout UInt32
  ) throws(DecodingFailure) {
    try singular(UInt32Kind.self, number, name, &value)
  }

  /// Visits a `uint64` without presence.
  @inlinable @inline(__always)
  public mutating func uint64(
    _ number: Int, _ name: StaticString, _ value: inout UInt64
  ) throws(DecodingFailure) {
    try singular(UInt64Kind.self, number, name, &value)
  }

  /// Visits a `sint32` without presence.
  @inlinable @inline(__always)
  public mutating func sint32(
    _ number: Int, _ name: StaticString, _ value: inout Int32
  ) throws(DecodingFailure) {
    try singular(SInt32Kind.self, number, name, &value)
  }

  /// Visits a `sint64` without presence.
  @inlinable @inline(__always)
  public mutating func sint64(
    _ number: Int, _ name: StaticString, _ value: inout Int64
  ) throws(DecodingFailure) {
    try singular(SInt64Kind.self, number, name, &value)
  }

  /// Visits a `fixed32` without presence.
  @inlinable @inline(__always)
  public mutating func fixed32(
    _ number: Int, _ name: StaticString, _ value: inout UInt32
  ) throws(DecodingFailure) {
    try singular(Fixed32Kind.self, number, name, &value)
  }

  /// Visits a `fixed64` without presence.
  @inlinable @inline(__always)
  public mutating func fixed64(
    _ number: Int, _ name: StaticString, _ value: inout UInt64
  ) throws(DecodingFailure) {
    try singular(Fixed64Kind.self, number, name, &value)
  }

  /// Visits a `sfixed32` without presence.
  @inlinable @inline(__always)
  public mutating func sfixed32(
    _ number: Int, _ name: StaticString, _ value: inout Int32
  ) throws(DecodingFailure) {
    try singular(SFixed32Kind.self, number, name, &value)
  }

  /// Visits a `sfixed64` without presence.
  @inlinable @inline(__always)
  public mutating func sfixed64(
    _ number: Int, _ name: StaticString, _ value: inout Int64
  ) throws(DecodingFailure) {
    try singular(SFixed64Kind.self, number, name, &value)
  }

  /// Visits a `float` without presence.
  @inlinable @inline(__always)
  public mutating func float(
    _ number: Int, _ name: StaticString, _ value: inout Float
  ) throws(DecodingFailure) {
    try singular(FloatKind.self, number, name, &value)
  }

  /// Visits a `double` without presence.
  @inlinable @inline(__always)
  public mutating func double(
    _ number: Int, _ name: StaticString, _ value: inout Double
  ) throws(DecodingFailure) {
    try singular(DoubleKind.self, number, name, &value)
  }

  /// Visits a `bool` without presence.
  @inlinable @inline(__always)
  public mutating func bool(
    _ number: Int, _ name: StaticString, _ value: inout Bool
  ) throws(DecodingFailure) {
    try singular(BoolKind.self, number, name, &value)
  }

  /// Visits a `string` without presence.
  @inlinable @inline(__always)
  public mutating func string(
    _ number: Int, _ name: StaticString, _ value: inout String
  ) throws(DecodingFailure) {
    try singular(StringKind.self, number, name, &value)
  }

  /// Visits a `bytes` without presence.
  @inlinable @inline(__always)
  public mutating func bytes(
    _ number: Int, _ name: StaticString, _ value: inout [UInt8]
  ) throws(DecodingFailure) {
    try singular(BytesKind.self, number, name, &value)
  }

  /// Visits an enum without presence.
  @inlinable @inline(__always)
  public mutating func enumeration<E: OpenEnum>(
    _ number: Int, _ name: StaticString, _ value: inout E
  ) throws(DecodingFailure) {
    try singular(EnumKind<E>.self, number, name, &value)
  }

  /// Visits a text with a type of its own without presence.
  @inlinable @inline(__always)
  public mutating func text<T: TextScalar>(
    _ number: Int, _ name: StaticString, _ value: inout T
  ) throws(DecodingFailure) {
    try singular(TextKind<T>.self, number, name, &value)
  }
}
