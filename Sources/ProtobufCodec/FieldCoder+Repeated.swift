// What a model writes for its scalar lists.

extension FieldCoder {
  /// Visits a list of `int32`, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func int32(
    _ number: Int, _ name: StaticString, _ values: inout [Int32], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(Int32Kind.self, number, name, &values, packed: packed)
  }

  /// Visits a list of `int64`, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func int64(
    _ number: Int, _ name: StaticString, _ values: inout [Int64], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(Int64Kind.self, number, name, &values, packed: packed)
  }

  /// Visits a list of `uint32`, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func uint32(
    _ number: Int, _ name: StaticString, _ values: inout [UInt32], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(UInt32Kind.self, number, name, &values, packed: packed)
  }

  /// Visits a list of `uint64`, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func uint64(
    _ number: Int, _ name: StaticString, _ values: inout [UInt64], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(UInt64Kind.self, number, name, &values, packed: packed)
  }

  /// Visits a list of `sint32`, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func sint32(
    _ number: Int, _ name: StaticString, _ values: inout [Int32], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(SInt32Kind.self, number, name, &values, packed: packed)
  }

  /// Visits a list of `sint64`, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func sint64(
    _ number: Int, _ name: StaticString, _ values: inout [Int64], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(SInt64Kind.self, number, name, &values, packed: packed)
  }

  /// Visits a list of `fixed32`, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func fixed32(
    _ number: Int, _ name: StaticString, _ values: inout [UInt32], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(Fixed32Kind.self, number, name, &values, packed: packed)
  }

  /// Visits a list of `fixed64`, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func fixed64(
    _ number: Int, _ name: StaticString, _ values: inout [UInt64], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(Fixed64Kind.self, number, name, &values, packed: packed)
  }

  /// Visits a list of `sfixed32`, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func sfixed32(
    _ number: Int, _ name: StaticString, _ values: inout [Int32], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(SFixed32Kind.self, number, name, &values, packed: packed)
  }

  /// Visits a list of `sfixed64`, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func sfixed64(
    _ number: Int, _ name: StaticString, _ values: inout [Int64], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(SFixed64Kind.self, number, name, &values, packed: packed)
  }

  /// Visits a list of `float`, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func float(
    _ number: Int, _ name: StaticString, _ values: inout [Float], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(FloatKind.self, number, name, &values, packed: packed)
  }

  /// Visits a list of `double`, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func double(
    _ number: Int, _ name: StaticString, _ values: inout [Double], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(DoubleKind.self, number, name, &values, packed: packed)
  }

  /// Visits a list of `bool`, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func bool(
    _ number: Int, _ name: StaticString, _ values: inout [Bool], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(BoolKind.self, number, name, &values, packed: packed)
  }

  /// Visits a list of `string`.
  @inlinable @inline(__always)
  public mutating func string(
    _ number: Int, _ name: StaticString, _ values: inout [String]
  ) throws(DecodingFailure) {
    try repeated(StringKind.self, number, name, &values, packed: false)
  }

  /// Visits a list of `bytes`.
  @inlinable @inline(__always)
  public mutating func bytes(
    _ number: Int, _ name: StaticString, _ values: inout [[UInt8]]
  ) throws(DecodingFailure) {
    try repeated(BytesKind.self, number, name, &values, packed: false)
  }

  /// Visits a list of enums, packed unless the contract says otherwise.
  @inlinable @inline(__always)
  public mutating func enumeration<E: OpenEnum>(
    _ number: Int, _ name: StaticString, _ values: inout [E], packed: Bool = true
  ) throws(DecodingFailure) {
    try repeated(EnumKind<E>.self, number, name, &values, packed: packed)
  }

  /// Visits a list of texts with a type of their own.
  @inlinable @inline(__always)
  public mutating func text<T: TextScalar>(
    _ number: Int, _ name: StaticString, _ values: inout [T]
  ) throws(DecodingFailure) {
    try repeated(TextKind<T>.self, number, name, &values, packed: false)
  }
}
