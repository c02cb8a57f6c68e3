/// Walks a message and clears what the mask does not name.
struct MaskKeeper: FieldCoder {
  let tree: MaskTree

  mutating func singular<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value
  ) {
    if tree[name] == nil { value = K.zero }
  }

  mutating func optional<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value?
  ) {
    if tree[name] == nil { value = nil }
  }

  mutating func repeated<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ values: inout [K.Value], packed: Bool
  ) {
    if tree[name] == nil { values = [] }
  }

  mutating func member<K: ScalarKind, O>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> K.Value?, _ set: (K.Value) -> O
  ) {
    if tree[name] == nil, get(oneof) != nil { oneof = nil }
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) {
    if let below = tree[name] { value?.keep(below) } else { value = nil }
  }

  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) {
    var inner = value.wrappedValue
    message(number, name, &inner)
    value = Indirect(wrappedValue: inner)
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ values: inout [M]) {
    guard let below = tree[name] else { return values = [] }
    if below.isWhole { return }
    for index in values.indices { values[index].keep(below) }
  }

  mutating func oneof<M: Message, O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?, _ get: (O?) -> M?, _ set: (M) -> O
  ) {
    guard var inner = get(oneof) else { return }
    if let below = tree[name] {
      inner.keep(below)
      oneof = set(inner)
    } else {
      oneof = nil
    }
  }

  mutating func unknown(_ fields: inout UnknownFields) {
    fields = UnknownFields()
  }
}
