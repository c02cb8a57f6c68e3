extension JSONReader: FieldCoder {
  public mutating func singular<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value
  ) throws(DecodingFailure) {
    guard try takes(name) else { return }
    do throws(DecodingFailure) {
      if try !null(), let read = try K.readJSON(from: &self) { value = read }
    } catch {
      throw error.inside(name)
    }
    try nextKey()
  }

  public mutating func optional<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value?
  ) throws(DecodingFailure) {
    guard try takes(name) else { return }
    do throws(DecodingFailure) {
      if try !null(), let read = try K.readJSON(from: &self) { value = read }
    } catch {
      throw error.inside(name)
    }
    try nextKey()
  }

  public mutating func repeated<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ values: inout [K.Value], packed: Bool
  ) throws(DecodingFailure) {
    guard try takes(name) else { return }
    try list(name) { (reader, index) throws(DecodingFailure) in
      do throws(DecodingFailure) {
        if let read = try K.readJSON(from: &reader) { values.append(read) }
      } catch {
        throw error.inside(name, index)
      }
    }
    try nextKey()
  }

  public mutating func member<K: ScalarKind, O>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> K.Value?, _ set: (K.Value) -> O
  ) throws(DecodingFailure) {
    guard try takes(name) else { return }
    do throws(DecodingFailure) {
      if try !null() {
        try refuseSecond(oneof != nil)
        if let read = try K.readJSON(from: &self) { oneof = set(read) }
      }
    } catch {
      throw error.inside(name)
    }
    try nextKey()
  }

  public mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout M?
  ) throws(DecodingFailure) {
    guard try takes(name) else { return }
    do throws(DecodingFailure) {
      if try !null() {
        var inner = M()
        try inner.readJSON(from: &self)
        value = inner
      }
    } catch {
      throw error.inside(name)
    }
    try nextKey()
  }

  public mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) throws(DecodingFailure) {
    var inner = value.wrappedValue
    try message(number, name, &inner)
    if let inner { value = .some(inner) }
  }

  public mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ values: inout [M]
  ) throws(DecodingFailure) {
    guard try takes(name) else { return }
    try list(name) { (reader, index) throws(DecodingFailure) in
      do throws(DecodingFailure) {
        reader.elementBytes -= MemoryLayout<M>.stride
        if reader.elementBytes < 0 { throw DecodingFailure.tooManyElements }
        var inner = M()
        try inner.readJSON(from: &reader)
        values.append(inner)
      } catch {
        throw error.inside(name, index)
      }
    }
    try nextKey()
  }

  public mutating func oneof<M: Message, O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?, _ get: (O?) -> M?, _ set: (M) -> O
  ) throws(DecodingFailure) {
    guard try takes(name) else { return }
    do throws(DecodingFailure) {
      if try !null() {
        try refuseSecond(oneof != nil)
        var inner = M()
        try inner.readJSON(from: &self)
        oneof = set(inner)
      }
    } catch {
      throw error.inside(name)
    }
    try nextKey()
  }

  public mutating func unknown(_ fields: inout UnknownFields) {}

  /// Reads a list, or null in its place.
  private mutating func list(
    _ name: StaticString, _ element: (inout JSONReader, Int) throws(DecodingFailure) -> Void
  ) throws(DecodingFailure) {
    let isNull: Bool
    do throws(DecodingFailure) {
      isNull = try null()
      if !isNull && peek() != UInt8(ascii: "[") { throw DecodingFailure.wrongType("an array") }
    } catch {
      throw error.inside(name)
    }
    if !isNull { try array(element) }
  }

  private func refuseSecond(_ hasFirst: Bool) throws(DecodingFailure) {
    if hasFirst {
      throw DecodingFailure(
        .duplicateField, message: "is one of several fields of which only one may be given")
    }
  }
}
