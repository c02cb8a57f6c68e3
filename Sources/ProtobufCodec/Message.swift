/// A protobuf message: a Swift struct and one list of its fields.
///
/// The list is visited by every coder (binary and JSON, reading and writing, names, masks), so a
/// field is written down once. Hand a coder the *stored* property itself (`&name`), never a local
/// copy or a computed property: encoders visit the list through a pointer and must not cause writes.
public protocol Message: Sendable, Equatable {
  /// The full name in the contract, such as `pcrm.v1.Customer`.
  static var protoName: String { get }

  /// Makes the message with every field at its default.
  init()

  /// Visits every field in the order of its number; write it with `@inlinable`.
  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure)

  /// The binary form, byte for byte what protoc's code would write; models leave this to the default.
  ///
  /// A requirement, like ``merge(binary:limits:)``, so that code for any message reaches the default as the compiler
  /// specialised it for that message.
  func binary() -> [UInt8]

  /// Decodes fields over those this message has; models leave this to the default.
  mutating func merge(
    binary: UnsafeRawBufferPointer, limits: DecodingLimits
  ) throws(DecodingFailure)

  /// Writes the message in JSON; models leave this to the default, an object of their fields.
  func writeJSON(to writer: inout JSONWriter)

  /// Reads the message from JSON; models leave this to the default, an object of their fields.
  mutating func readJSON(from reader: inout JSONReader) throws(DecodingFailure)
}

extension Message {
  /// Decodes a message from its binary form.
  @inlinable
  public init(binary: [UInt8], limits: DecodingLimits = .standard) throws(DecodingFailure) {
    let decoded: Self
    // The array's own `withUnsafeBytes` would lose the error's type.
    decoded = try binary.span.withUnsafeBytes {
      (bytes: UnsafeRawBufferPointer) throws(DecodingFailure) in
      try Self(binary: bytes, limits: limits)
    }
    self = decoded
  }

  /// Decodes a message from its binary form.
  @inlinable
  public init(
    binary: UnsafeRawBufferPointer, limits: DecodingLimits = .standard
  ) throws(DecodingFailure) {
    var message = Self()
    try message.merge(binary: binary, limits: limits)
    self = consume message
  }

  /// Decodes fields over those this message has: scalars are replaced, lists grow, messages merge.
  ///
  /// After a failure the message holds what was read until then.
  @inlinable
  public mutating func merge(
    binary: UnsafeRawBufferPointer, limits: DecodingLimits = .standard
  ) throws(DecodingFailure) {
    var decoder = try BinaryDecoder(binary, limits: limits)
    try decoder.body(&self)
  }

  /// The binary form, byte for byte what protoc's code would write.
  @inlinable
  public func binary() -> [UInt8] {
    // Most messages fit a piece of the stack, so that the array is the only memory asked for.
    withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 16) { memory in
      // The piece asked for is never without an address.
      var writer = WireWriter(
        borrowing: memory.baseAddress.unsafelyUnwrapped, count: memory.count)
      withUnsafePointer(to: self) { writer.body(at: $0) }
      defer { writer.free() }
      return [UInt8](UnsafeRawBufferPointer(start: writer.base, count: writer.count))
    }
  }

  /// Writes the fields, without a length before them, after what the encoder holds.
  @inlinable
  public func encode(into encoder: inout BinaryEncoder) {
    encoder.fields(of: self)
  }
}

/// Visits a message that must not change, through a pointer to it.
///
/// This is the one place where a value is visited as if it could be written. A `mutating` method
/// called on a copy would retain and release every string of the message, which doubles the time
/// of encoding. It is sound because the coders called through here read what they are given.
@inlinable @inline(__always)
func visit<M: Message, C: FieldCoder>(
  _ message: UnsafePointer<M>, _ coder: inout C
) throws(DecodingFailure) {
  try UnsafeMutablePointer(mutating: message).pointee.fields(&coder)
}
