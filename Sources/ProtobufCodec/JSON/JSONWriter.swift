/// Writes proto's JSON, and the coder that writes a message's fields into it.
public struct JSONWriter {
  var bytes: [UInt8] = []
  let isPretty: Bool
  let printsZeros: Bool
  /// The messages that are written out inside a `google.protobuf.Any`.
  let types: [any Message.Type]
  private var level = 0
  private var isFirst = true

  init(isPretty: Bool, printsZeros: Bool, types: [any Message.Type]) {
    self.isPretty = isPretty
    self.printsZeros = printsZeros
    self.types = types
  }

  /// Writes an object of a message's fields.
  mutating func object<M: Message>(_ message: M) {
    open("{")
    fields(of: message)
    close("}")
  }

  /// Writes a message's fields into the object that is open.
  mutating func fields<M: Message>(of message: M) {
    withUnsafePointer(to: message) {
      // Writing has nothing to refuse; the error is that of the readers.
      do throws(DecodingFailure) { try visit($0, &self) } catch {}
    }
  }

  mutating func open(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    level += 1
    isFirst = true
  }

  mutating func close(_ bracket: Unicode.Scalar) {
    level -= 1
    if !isFirst { newLine() }
    isFirst = false
    bytes.append(UInt8(ascii: bracket))
  }

  /// Begins an element of the array, or a member of the object, that is open.
  mutating func element() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    newLine()
  }

  private mutating func newLine() {
    guard isPretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<level { raw("  ") }
  }

  /// Begins a member whose key is a field's name.
  mutating func key(_ name: StaticString) {
    element()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { JSONName.append($0, to: &bytes) }
    raw(isPretty ? "\": " : "\":")
  }

  /// Begins a member whose key is no field's name.
  mutating func key(verbatim name: StaticString) {
    element()
    raw("\"")
    raw(name)
    raw(isPretty ? "\": " : "\":")
  }

  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func raw(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes a text that needs no escapes, in quotes.
  mutating func quoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes any text, in quotes and with escapes where JSON asks for them.
  mutating func string(_ utf8: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "\""): raw("\\\"")
      case UInt8(ascii: "\\"): raw("\\\\")
      case 0x08: raw("\\b")
      case 0x09: raw("\\t")
      case 0x0A: raw("\\n")
      case 0x0C: raw("\\f")
      case 0x0D: raw("\\r")
      case 0..<0x20, 0x7F:
        raw("\\u00")
        bytes.append(JSONWriter.hexDigit(byte >> 4))
        bytes.append(JSONWriter.hexDigit(byte & 15))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  /// Writes a number that JSON's numbers cannot hold exactly as a text, any other as it is.
  mutating func integer(_ value: some FixedWidthInteger) {
    let text = value.description
    if value.bitWidth > 32 { quoted(text) } else { raw(text) }
  }

  /// Writes the shortest number that reads back the same, or a word for what is no number.
  mutating func floating<F: BinaryFloatingPoint & LosslessStringConvertible>(_ value: F) {
    if value.isNaN { return quoted("NaN") }
    if value.isInfinite { return quoted(value < 0 ? "-Infinity" : "Infinity") }
    let text = value.description
    // `-0` would be an integer to some readers, and lose its sign.
    raw(text.hasSuffix(".0") && text != "-0.0" ? String(text.dropLast(2)) : text)
  }
}

extension JSONWriter: FieldCoder {
  public mutating func singular<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value
  ) {
    if K.isZero(value) && !printsZeros { return }
    key(name)
    K.writeJSON(value, to: &self)
  }

  public mutating func optional<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value?
  ) {
    guard let present = value else { return }
    key(name)
    K.writeJSON(present, to: &self)
  }

  public mutating func repeated<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ values: inout [K.Value], packed: Bool
  ) {
    if values.isEmpty && !printsZeros { return }
    key(name)
    open("[")
    for value in values {
      element()
      K.writeJSON(value, to: &self)
    }
    close("]")
  }

  public mutating func member<K: ScalarKind, O>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> K.Value?, _ set: (K.Value) -> O
  ) {
    guard let value = get(oneof) else { return }
    key(name)
    K.writeJSON(value, to: &self)
  }

  public mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout M?
  ) {
    guard let present = value else { return }
    key(name)
    present.writeJSON(to: &self)
  }

  public mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) {
    guard case .some(let present) = value else { return }
    key(name)
    present.writeJSON(to: &self)
  }

  public mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ values: inout [M]
  ) {
    if values.isEmpty && !printsZeros { return }
    key(name)
    open("[")
    for value in values {
      element()
      value.writeJSON(to: &self)
    }
    close("]")
  }

  public mutating func oneof<M: Message, O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?, _ get: (O?) -> M?, _ set: (M) -> O
  ) {
    guard let value = get(oneof) else { return }
    key(name)
    value.writeJSON(to: &self)
  }

  public mutating func unknown(_ fields: inout UnknownFields) {}
}
