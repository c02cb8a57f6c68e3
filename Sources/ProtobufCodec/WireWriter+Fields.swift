extension WireWriter: FieldCoder {
  @inlinable @inline(__always)
  public mutating func singular<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value
  ) throws(DecodingFailure) {
    if K.isZero(value) { return }
    tag(number, K.wireType)
    K.write(value, to: &self)
  }

  @inlinable @inline(__always)
  public mutating func optional<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value?
  ) throws(DecodingFailure) {
    guard let present = value else { return }
    tag(number, K.wireType)
    K.write(present, to: &self)
  }

  @inlinable
  public mutating func repeated<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ values: inout [K.Value], packed: Bool
  ) throws(DecodingFailure) {
    if values.isEmpty { return }
    if packed {
      tag(number, .lengthDelimited)
      let start = open()
      for value in values {
        reserve(0)
        K.write(value, to: &self)
      }
      close(start)
    } else {
      for value in values {
        tag(number, K.wireType)
        K.write(value, to: &self)
      }
    }
  }

  @inlinable @inline(__always)
  public mutating func member<K: ScalarKind, O>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> K.Value?, _ set: (K.Value) -> O
  ) throws(DecodingFailure) {
    guard let value = get(oneof) else { return }
    tag(number, K.wireType)
    K.write(value, to: &self)
  }

  @inlinable @inline(__always)
  public mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout M?
  ) throws(DecodingFailure) {
    if value == nil { return }
    tag(number, .lengthDelimited)
    let start = open()
    try value?.fields(&self)
    close(start)
  }

  @inlinable
  public mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) throws(DecodingFailure) {
    guard case .some(let present) = value else { return }
    nested(number, present)
  }

  @inlinable @inline(__always)
  public mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ values: inout [M]
  ) throws(DecodingFailure) {
    if values.isEmpty { return }
    // Through a buffer: writing to an element of an array that others hold would copy it.
    values.withUnsafeBufferPointer { elements in
      guard let first = elements.baseAddress else { return }
      for index in 0..<elements.count {
        nested(number, at: first + index)
      }
    }
  }

  @inlinable
  public mutating func oneof<M: Message, O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?, _ get: (O?) -> M?, _ set: (M) -> O
  ) throws(DecodingFailure) {
    guard let value = get(oneof) else { return }
    nested(number, value)
  }

  @inlinable
  public mutating func unknown(_ fields: inout UnknownFields) throws(DecodingFailure) {
    fields.bytes.withUnsafeBytes { raw($0) }
  }

  @inlinable
  mutating func nested<M: Message>(_ number: Int, _ message: M) {
    withUnsafePointer(to: message) { nested(number, at: $0) }
  }

  @inlinable @inline(__always)
  mutating func nested<M: Message>(_ number: Int, at message: UnsafePointer<M>) {
    tag(number, .lengthDelimited)
    let start = open()
    body(at: message)
    close(start)
  }

  /// Writes the fields of a message.
  @inlinable @inline(__always)
  mutating func body<M: Message>(at message: UnsafePointer<M>) {
    // Writing has nothing to refuse; the error is that of the readers.
    do throws(DecodingFailure) { try visit(message, &self) } catch {}
  }
}
