/// The tags that a message reads, collected by visiting its list.
///
/// Tags of the fields 1 to 31 are bits in place, so that collecting them allocates nothing.
@usableFromInline
struct KnownFields {
  @usableFromInline var low: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  @usableFromInline var high: [UInt32] = []
  @usableFromInline var keepsUnknown = false

  @inlinable
  init<M: Message>(of message: M) {
    withUnsafePointer(to: message) {
      // Collecting has nothing to refuse; the error is that of the readers.
      do throws(DecodingFailure) { try visit($0, &self) } catch {}
    }
  }

  @inlinable @inline(__always)
  mutating func insert(_ tag: UInt32) {
    let bit = (1 as UInt64) &<< UInt64(tag & 63)
    switch tag >> 6 {
    case 0: low.0 |= bit
    case 1: low.1 |= bit
    case 2: low.2 |= bit
    case 3: low.3 |= bit
    default: high.append(tag)
    }
  }

  @inlinable
  func contains(_ tag: UInt32) -> Bool {
    let bit = (1 as UInt64) &<< UInt64(tag & 63)
    switch tag >> 6 {
    case 0: return low.0 & bit != 0
    case 1: return low.1 & bit != 0
    case 2: return low.2 & bit != 0
    case 3: return low.3 & bit != 0
    default: return high.contains(tag)
    }
  }
}

extension KnownFields: FieldCoder {
  @inlinable
  mutating func singular<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value
  ) {
    insert(K.wireType.tag(number))
  }

  @inlinable
  mutating func optional<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value?
  ) {
    insert(K.wireType.tag(number))
  }

  @inlinable
  mutating func repeated<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ values: inout [K.Value], packed: Bool
  ) {
    insert(K.wireType.tag(number))
    if K.packs { insert(WireType.lengthDelimited.tag(number)) }
  }

  @inlinable
  mutating func member<K: ScalarKind, O>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> K.Value?, _ set: (K.Value) -> O
  ) {
    insert(K.wireType.tag(number))
  }

  @inlinable
  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) {
    insert(WireType.lengthDelimited.tag(number))
  }

  @inlinable
  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) {
    insert(WireType.lengthDelimited.tag(number))
  }

  @inlinable
  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ values: inout [M]) {
    insert(WireType.lengthDelimited.tag(number))
  }

  @inlinable
  mutating func oneof<M: Message, O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?, _ get: (O?) -> M?, _ set: (M) -> O
  ) {
    insert(WireType.lengthDelimited.tag(number))
  }

  @inlinable
  mutating func unknown(_ fields: inout UnknownFields) {
    keepsUnknown = true
  }
}
