// What a model writes for its scalar fields with explicit presence.

extension FieldCoder {
  /// Visits a `int32` with presence.
  @inlinable @inline(__always)
  public mutating func int32(
    _ number: Int, _ name: StaticString, _ value: inout Int32?
  ) throws(DecodingFailure) {
    try optional(Int32Kind.self, number, name, &value)
  }

  /// Visits a `int64` with presence.
  @inlinable @inline(__always)
  public mutating func int64(
    _ number: Int, _ name: StaticString, _ value: inout Int64?
  ) throws(DecodingFailure) {
    try optional(Int64Kind.self, number, name, &value)
  }

  /// Visits a `uint32` with presence.
  @inlinable @inline(__always)
  public mutating func uint32(
    _ number: Int, _ name: StaticString, _ value: inout UInt32?
  ) throws(DecodingFailure) {
    try optional(UInt32Kind.self, number, name, &value)
  }

  /// Visits a `uint64` with presence.
  @inlinable @inline(__always)
  public mutating func uint64(
    _ number: Int, _ name: StaticString, _ value: inout UInt64?
  ) throws(DecodingFailure) {
    try optional(UInt64Kind.self, number, name, &value)
  }

  /// Visits a `sint32` with presence.
  @inlinable @inline(__always)
  public mutating func sint32(
    _ number: Int, _ name: StaticString, _ value: inout Int32?
  ) throws(DecodingFailure) {
    try optional(SInt32Kind.self, number, name, &value)
  }

  /// Visits a `sint64` with presence.
  @inlinable @inline(__always)
  public mutating func sint64(
    _ number: Int, _ name: StaticString, _ value: inout Int64?
  ) throws(DecodingFailure) {
    try optional(SInt64Kind.self, number, name, &value)
  }

  /// Visits a `fixed32` with presence.
  @inlinable @inline(__always)
  public mutating func fixed32(
    _ number: Int, _ name: StaticString, _ value: inout UInt32?
  ) throws(DecodingFailure) {
    try optional(Fixed32Kind.self, number, name, &value)
  }

  /// Visits a `fixed64` with presence.
  @inlinable @inline(__always)
  public mutating func fixed64(
    _ number: Int, _ name: StaticString, _ value: inout UInt64?
  ) throws(DecodingFailure) {
    try optional(Fixed64Kind.self, number, name, &value)
  }

  /// Visits a `sfixed32` with presence.
  @inlinable @inline(__always)
  public mutating func sfixed32(
    _ number: Int, _ name: StaticString, _ value: inout Int32?
  ) throws(DecodingFailure) {
    try optional(SFixed32Kind.self, number, name, &value)
  }

  /// Visits a `sfixed64` with presence.
  @inlinable @inline(__always)
  public mutating func sfixed64(
    _ number: Int, _ name: StaticString, _ value: inout Int64?
  ) throws(DecodingFailure) {
    try optional(SFixed64Kind.self, number, name, &value)
  }

  /// Visits a `float` with presence.
  @inlinable @inline(__always)
  public mutating func float(
    _ number: Int, _ name: StaticString, _ value: inout Float?
  ) throws(DecodingFailure) {
    try optional(FloatKind.self, number, name, &value)
  }

  /// Visits a `double` with presence.
  @inlinable @inline(__always)
  public mutating func double(
    _ number: Int, _ name: StaticString, _ value: inout Double?
  ) throws(DecodingFailure) {
    try optional(DoubleKind.self, number, name, &value)
  }

  /// Visits a `bool` with presence.
  @inlinable @inline(__always)
  public mutating func bool(
    _ number: Int, _ name: StaticString, _ value: inout Bool?
  ) throws(DecodingFailure) {
    try optional(BoolKind.self, number, name, &value)
  }

  /// Visits a `string` with presence.
  @inlinable @inline(__always)
  public mutating func string(
    _ number: Int, _ name: StaticString, _ value: inout String?
  ) throws(DecodingFailure) {
    try optional(StringKind.self, number, name, &value)
  }

  /// Visits a `bytes` with presence.
  @inlinable @inline(__always)
  public mutating func bytes(
    _ number: Int, _ name: StaticString, _ value: inout [UInt8]?
  ) throws(DecodingFailure) {
    try optional(BytesKind.self, number, name, &value)
  }

  /// Visits an enum with presence.
  @inlinable @inline(__always)
  public mutating func enumeration<E: OpenEnum>(
    _ number: Int, _ name: StaticString, _ value: inout E?
  ) throws(DecodingFailure) {
    try optional(EnumKind<E>.self, number, name, &value)
  }

  /// Visits a text with a type of its own with presence.
  @inlinable @inline(__always)
  public mutating func text<T: TextScalar>(
    _ number: Int, _ name: StaticString, _ value: inout T?
  ) throws(DecodingFailure) {
    try optional(TextKind<T>.self, number, name, &value)
  }
}
