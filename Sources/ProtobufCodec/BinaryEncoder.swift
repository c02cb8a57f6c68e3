/// Writes protobuf's binary form into memory that grows.
///
/// Messages are written with ``Message/encode(into:)``; the methods that take a field number write
/// single fields, so that a database row becomes a message without becoming a struct first. Those
/// leave out zero and empty values, as proto3 does.
public struct BinaryEncoder: ~Copyable {
  @usableFromInline var writer: WireWriter

  /// Makes an encoder with room for so many bytes before it must grow.
  @inlinable
  public init(reserving bytes: Int = 512) {
    writer = WireWriter(capacity: bytes)
  }

  deinit {
    writer.free()
  }

  /// How many bytes were written.
  @inlinable public var count: Int { writer.count }

  /// The bytes written, as an array.
  @inlinable
  public consuming func finish() -> [UInt8] {
    [UInt8](UnsafeRawBufferPointer(start: writer.base, count: writer.count))
  }

  /// Lends the bytes written so far.
  @inlinable
  public func withUnsafeBytes<R, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try body(UnsafeRawBufferPointer(start: writer.base, count: writer.count))
  }

  /// Forgets the bytes and keeps the memory.
  @inlinable
  public mutating func reset() {
    writer.cursor = writer.base
  }

  /// Forgets what was written after the first `count` bytes.
  @inlinable
  public mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count)
    writer.cursor = writer.base + count
  }

  @inlinable @inline(__always)
  mutating func fields<M: Message>(of message: M) {
    withUnsafePointer(to: message) { writer.body(at: $0) }
  }
}

extension BinaryEncoder {
  /// Writes a `string` field from UTF-8, unless it is empty.
  @inlinable
  public mutating func string(_ number: Int, _ utf8: UnsafeRawBufferPointer) {
    bytes(number, utf8)
  }

  /// Writes a `string` field, unless it is empty.
  @inlinable
  public mutating func string(_ number: Int, _ value: String) {
    if value.isEmpty { return }
    writer.tag(number, .lengthDelimited)
    writer.string(value)
  }

  /// Writes a `bytes` field, unless it is empty.
  @inlinable
  public mutating func bytes(_ number: Int, _ value: UnsafeRawBufferPointer) {
    if value.isEmpty { return }
    writer.tag(number, .lengthDelimited)
    writer.lengthDelimited(value)
  }

  /// Writes the text of a value, unless it is empty.
  @inlinable
  public mutating func text<T: TextScalar>(_ number: Int, _ value: T) {
    if value.isEmpty { return }
    writer.tag(number, .lengthDelimited)
    writer.text(value)
  }

  /// Writes a `uint64` or `uint32` field, unless it is zero.
  @inlinable
  public mutating func varint(_ number: Int, _ value: UInt64) {
    if value == 0 { return }
    writer.tag(number, .varint)
    writer.varint(value)
  }

  /// Writes an `int64`, `int32` or enum field, unless it is zero.
  @inlinable
  public mutating func int64(_ number: Int, _ value: Int64) {
    varint(number, UInt64(bitPattern: value))
  }

  /// Writes a `bool` field, unless it is false.
  @inlinable
  public mutating func bool(_ number: Int, _ value: Bool) {
    varint(number, value ? 1 : 0)
  }

  /// Writes a `double` field, unless it is zero.
  @inlinable
  public mutating func double(_ number: Int, _ value: Double) {
    if value.bitPattern == 0 { return }
    writer.tag(number, .fixed64)
    writer.fixed64(value.bitPattern)
  }

  /// Writes a message field, present even if empty, whose fields `body` writes.
  @inlinable
  public mutating func message<E: Error>(
    _ number: Int, _ body: (inout BinaryEncoder) throws(E) -> Void
  ) throws(E) {
    writer.tag(number, .lengthDelimited)
    let start = writer.open()
    try body(&self)
    writer.close(start)
  }

  /// Writes a message field, present even if empty.
  @inlinable
  public mutating func message<M: Message>(_ number: Int, _ message: M) {
    withUnsafePointer(to: message) { writer.nested(number, at: $0) }
  }

  /// Writes bytes as they are: fields that are encoded already.
  @inlinable
  public mutating func raw(_ bytes: UnsafeRawBufferPointer) {
    writer.raw(bytes)
  }
}
