/// Reads protobuf's binary form, and the coder that reads a message's fields from it.
///
/// It looks at one tag ahead. A walk over a message's list reads every field whose turn has come,
/// so fields in the order of their numbers take one walk. A walk that reads nothing stands before a
/// field that the message does not know; that field, and those after it that are as unknown, are
/// passed over without walks. Time is therefore linear in the input: at most two walks a field.
public struct BinaryDecoder {
  @usableFromInline var cursor: UnsafeRawPointer
  @usableFromInline var end: UnsafeRawPointer
  /// The tag read last, whose value stands at the cursor; 0 at the end.
  @usableFromInline var tag: UInt32 = 0
  /// How many more messages may stand inside this one.
  @usableFromInline var depth: Int
  /// How many bytes of memory elements of repeated messages may still take.
  @usableFromInline var elementBytes: Int
  /// Unknown fields on offer to a message that keeps them.
  @usableFromInline var offered: [UInt8]?

  @inlinable
  init(_ bytes: UnsafeRawBufferPointer, limits: DecodingLimits) throws(DecodingFailure) {
    if bytes.count > limits.messageBytesMax {
      throw .overlong(bytes.count, max: limits.messageBytesMax)
    }
    // An empty buffer may have no address; any will do, for nothing is read from it.
    cursor = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 8).unsafelyUnwrapped
    end = cursor + bytes.count
    depth = limits.messageDepthMax &- 1
    elementBytes = max(limits.elementBytesMax, bytes.count &* 16)
  }

  /// Reads fields until the end.
  @inlinable
  mutating func body<M: Message>(_ message: inout M) throws(DecodingFailure) {
    try nextTag()
    while tag != 0 {
      let before = cursor
      try message.fields(&self)
      if cursor == before && tag != 0 { try unknownFields(of: &message) }
    }
  }

  /// Passes over a run of fields that the message does not know, or lets it keep them.
  @inlinable @inline(never)
  mutating func unknownFields<M: Message>(of message: inout M) throws(DecodingFailure) {
    let known = KnownFields(of: message)
    // The tag's bytes are behind the cursor. They are written anew, as short as can be, so nobody
    // needs to remember where they began.
    var kept = [UInt8]()
    repeat {
      let first = tag
      let start = cursor
      try skip()
      if known.keepsUnknown { kept.append(tag: first, value: start, cursor) }
      try nextTag()
    } while tag != 0 && !known.contains(tag)
    if known.keepsUnknown {
      let resumed = tag
      tag = 0
      offered = kept
      try message.fields(&self)
      offered = nil
      tag = resumed
    }
  }

  /// Reads a message that stands at the cursor after its length.
  @inlinable @inline(__always)
  mutating func nested<M: Message>(_ message: inout M) throws(DecodingFailure) {
    let count = try length()
    let stop = cursor + count
    if depth <= 0 { throw .tooDeep }
    let outer = end
    end = stop
    depth &-= 1
    try body(&message)
    end = outer
    depth &+= 1
  }
}

extension BinaryDecoder: FieldCoder {
  @inlinable @inline(__always)
  public mutating func singular<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value
  ) throws(DecodingFailure) {
    while tag == K.wireType.tag(number) {
      do throws(DecodingFailure) { value = try K.read(from: &self) } catch {
        throw error.inside(name)
      }
      try nextTag()
    }
  }

  @inlinable @inline(__always)
  public mutating func optional<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value?
  ) throws(DecodingFailure) {
    while tag == K.wireType.tag(number) {
      do throws(DecodingFailure) { value = try K.read(from: &self) } catch {
        throw error.inside(name)
      }
      try nextTag()
    }
  }

  @inlinable
  public mutating func repeated<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ values: inout [K.Value], packed: Bool
  ) throws(DecodingFailure) {
    while true {
      if tag == K.wireType.tag(number) {
        do throws(DecodingFailure) { values.append(try K.read(from: &self)) } catch {
          throw error.inside(name, values.count)
        }
      } else if K.packs && tag == WireType.lengthDelimited.tag(number) {
        do throws(DecodingFailure) {
          let outer = end
          let count = try length()
          end = cursor + count
          while cursor < end { values.append(try K.read(from: &self)) }
          end = outer
        } catch {
          throw error.inside(name, values.count)
        }
      } else {
        return
      }
      try nextTag()
    }
  }

  @inlinable @inline(__always)
  public mutating func member<K: ScalarKind, O>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> K.Value?, _ set: (K.Value) -> O
  ) throws(DecodingFailure) {
    while tag == K.wireType.tag(number) {
      do throws(DecodingFailure) { oneof = set(try K.read(from: &self)) } catch {
        throw error.inside(name)
      }
      try nextTag()
    }
  }

  @inlinable @inline(__always)
  public mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout M?
  ) throws(DecodingFailure) {
    while tag == WireType.lengthDelimited.tag(number) {
      if value == nil { value = M() }
      do throws(DecodingFailure) { try value?.read(from: &self) } catch {
        throw error.inside(name)
      }
      try nextTag()
    }
  }

  @inlinable
  public mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) throws(DecodingFailure) {
    while tag == WireType.lengthDelimited.tag(number) {
      var inner = value.wrappedValue ?? M()
      value = .none  // Or the lists inside would be copied as they grow.
      do throws(DecodingFailure) { try nested(&inner) } catch { throw error.inside(name) }
      value = .some(inner)
      try nextTag()
    }
  }

  @inlinable @inline(__always)
  public mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ values: inout [M]
  ) throws(DecodingFailure) {
    while tag == WireType.lengthDelimited.tag(number) {
      elementBytes &-= MemoryLayout<M>.stride
      if elementBytes < 0 { throw DecodingFailure.tooManyElements.inside(name, values.count) }
      var element = M()
      do throws(DecodingFailure) { try nested(&element) } catch {
        throw error.inside(name, values.count)
      }
      try nextTag()
      // One element is the usual list; a second one says that there may be more.
      if values.isEmpty && tag == WireType.lengthDelimited.tag(number) { values.reserveCapacity(4) }
      values.append(consume element)
    }
  }

  @inlinable
  public mutating func oneof<M: Message, O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?, _ get: (O?) -> M?, _ set: (M) -> O
  ) throws(DecodingFailure) {
    while tag == WireType.lengthDelimited.tag(number) {
      var inner = get(oneof) ?? M()
      oneof = nil  // Or the lists inside would be copied as they grow.
      do throws(DecodingFailure) { try nested(&inner) } catch { throw error.inside(name) }
      oneof = set(inner)
      try nextTag()
    }
  }

  @inlinable @inline(__always)
  public mutating func unknown(_ fields: inout UnknownFields) throws(DecodingFailure) {
    if let offered {
      fields.bytes.append(contentsOf: offered)
      self.offered = nil
    }
  }
}

extension Message {
  /// Reads a nested message in place.
  @inlinable @inline(__always)
  mutating func read(from decoder: inout BinaryDecoder) throws(DecodingFailure) {
    try decoder.nested(&self)
  }
}

extension [UInt8] {
  /// Appends a field that was read.
  @usableFromInline @inline(never)
  mutating func append(tag: UInt32, value start: UnsafeRawPointer, _ end: UnsafeRawPointer) {
    var rest = tag
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
    append(contentsOf: UnsafeRawBufferPointer(start: start, count: end - start))
  }
}
