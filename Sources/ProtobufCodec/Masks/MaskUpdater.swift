/// A value on its way from one message's field to the same field of another.
private struct Held<Value> {
  let value: Value
}

/// Walks a patch and picks up what the mask names, in the order of the list.
struct MaskCollector: FieldCoder {
  let tree: MaskTree
  private(set) var held: [Any] = []

  init(tree: MaskTree) {
    self.tree = tree
  }

  private mutating func hold<Value>(_ name: StaticString, _ value: Value) {
    if tree[name] != nil { held.append(Held(value: value)) }
  }

  mutating func singular<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value
  ) {
    hold(name, value)
  }

  mutating func optional<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value?
  ) {
    hold(name, value)
  }

  mutating func repeated<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ values: inout [K.Value], packed: Bool
  ) {
    hold(name, values)
  }

  mutating func member<K: ScalarKind, O>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> K.Value?, _ set: (K.Value) -> O
  ) {
    hold(name, get(oneof))
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) {
    hold(name, value)
  }

  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) {
    hold(name, value.wrappedValue)
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ values: inout [M]) {
    hold(name, values)
  }

  mutating func oneof<M: Message, O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?, _ get: (O?) -> M?, _ set: (M) -> O
  ) {
    hold(name, get(oneof))
  }

  mutating func unknown(_ fields: inout UnknownFields) {}
}

/// Walks the message to change and sets what the collector picked up, in the same order.
struct MaskUpdater: FieldCoder {
  private let tree: MaskTree
  private let held: [Any]
  private var next = 0

  init(tree: MaskTree, held: [Any]) {
    self.tree = tree
    self.held = held
  }

  /// What the mask says of a field and what the patch has in it; nil for a field it does not name.
  private mutating func take<Value>(
    _ name: StaticString, _ type: Value.Type
  ) -> (MaskTree, Value)? {
    guard let below = tree[name], next < held.count else { return nil }
    next += 1
    guard let held = held[next - 1] as? Held<Value> else { return nil }
    return (below, held.value)
  }

  /// The message that a field holds afterwards.
  private func merged<M: Message>(_ old: M?, _ new: M?, _ below: MaskTree) -> M? {
    if below.isWhole || old == nil && new == nil { return new }
    var message = old ?? M()
    message.update(from: new ?? M(), below)
    return message
  }

  mutating func singular<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value
  ) {
    if let (_, new) = take(name, K.Value.self) { value = new }
  }

  mutating func optional<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value?
  ) {
    if let (_, new) = take(name, K.Value?.self) { value = new }
  }

  mutating func repeated<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ values: inout [K.Value], packed: Bool
  ) {
    if let (_, new) = take(name, [K.Value].self) { values = new }
  }

  mutating func member<K: ScalarKind, O>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> K.Value?, _ set: (K.Value) -> O
  ) {
    guard let (_, new) = take(name, K.Value?.self) else { return }
    if let new { oneof = set(new) } else if get(oneof) != nil { oneof = nil }
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) {
    if let (below, new) = take(name, M?.self) { value = merged(value, new, below) }
  }

  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) {
    guard let (below, new) = take(name, M?.self) else { return }
    value.wrappedValue = merged(value.wrappedValue, new, below)
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ values: inout [M]) {
    if let (_, new) = take(name, [M].self) { values = new }
  }

  mutating func oneof<M: Message, O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?, _ get: (O?) -> M?, _ set: (M) -> O
  ) {
    guard let (below, new) = take(name, M?.self) else { return }
    let old = get(oneof)
    if let message = merged(old, new, below) {
      oneof = set(message)
    } else if old != nil {
      oneof = nil
    }
  }

  mutating func unknown(_ fields: inout UnknownFields) {}
}
