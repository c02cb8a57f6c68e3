// What a model writes for the scalar members of a oneof; `oneof` itself is for messages.

extension FieldCoder {
  /// Visits a `int32` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofInt32<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> Int32?, _ set: (Int32) -> O
  ) throws(DecodingFailure) {
    try member(Int32Kind.self, number, name, &oneof, get, set)
  }

  /// Visits a `int64` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofInt64<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> Int64?, _ set: (Int64) -> O
  ) throws(DecodingFailure) {
    try member(Int64Kind.self, number, name, &oneof, get, set)
  }

  /// Visits a `uint32` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofUInt32<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> UInt32?, _ set: (UInt32) -> O
  ) throws(DecodingFailure) {
    try member(UInt32Kind.self, number, name, &oneof, get, set)
  }

  /// Visits a `uint64` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofUInt64<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> UInt64?, _ set: (UInt64) -> O
  ) throws(DecodingFailure) {
    try member(UInt64Kind.self, number, name, &oneof, get, set)
  }

  /// Visits a `sint32` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofSInt32<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> Int32?, _ set: (Int32) -> O
  ) throws(DecodingFailure) {
    try member(SInt32Kind.self, number, name, &oneof, get, set)
  }

  /// Visits a `sint64` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofSInt64<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> Int64?, _ set: (Int64) -> O
  ) throws(DecodingFailure) {
    try member(SInt64Kind.self, number, name, &oneof, get, set)
  }

  /// Visits a `fixed32` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofFixed32<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> UInt32?, _ set: (UInt32) -> O
  ) throws(DecodingFailure) {
    try member(Fixed32Kind.self, number, name, &oneof, get, set)
  }

  /// Visits a `fixed64` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofFixed64<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> UInt64?, _ set: (UInt64) -> O
  ) throws(DecodingFailure) {
    try member(Fixed64Kind.self, number, name, &oneof, get, set)
  }

  /// Visits a `sfixed32` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofSFixed32<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> Int32?, _ set: (Int32) -> O
  ) throws(DecodingFailure) {
    try member(SFixed32Kind.self, number, name, &oneof, get, set)
  }

  /// Visits a `sfixed64` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofSFixed64<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> Int64?, _ set: (Int64) -> O
  ) throws(DecodingFailure) {
    try member(SFixed64Kind.self, number, name, &oneof, get, set)
  }

  /// Visits a `float` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofFloat<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> Float?, _ set: (Float) -> O
  ) throws(DecodingFailure) {
    try member(FloatKind.self, number, name, &oneof, get, set)
  }

  /// Visits a `double` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofDouble<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> Double?, _ set: (Double) -> O
  ) throws(DecodingFailure) {
    try member(DoubleKind.self, number, name, &oneof, get, set)
  }

  /// Visits a `bool` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofBool<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> Bool?, _ set: (Bool) -> O
  ) throws(DecodingFailure) {
    try member(BoolKind.self, number, name, &oneof, get, set)
  }

  /// Visits a `string` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofString<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> String?, _ set: (String) -> O
  ) throws(DecodingFailure) {
    try member(StringKind.self, number, name, &oneof, get, set)
  }

  /// Visits a `bytes` that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofBytes<O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> [UInt8]?, _ set: ([UInt8]) -> O
  ) throws(DecodingFailure) {
    try member(BytesKind.self, number, name, &oneof, get, set)
  }

  /// Visits an enum that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofEnumeration<O, E: OpenEnum>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> E?, _ set: (E) -> O
  ) throws(DecodingFailure) {
    try member(EnumKind<E>.self, number, name, &oneof, get, set)
  }

  /// Visits a text with a type of its own that is a member of a oneof.
  @inlinable @inline(__always)
  public mutating func oneofText<O, T: TextScalar>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> T?, _ set: (T) -> O
  ) throws(DecodingFailure) {
    try member(TextKind<T>.self, number, name, &oneof, get, set)
  }
}
