import Storage

/// The statements that one connection has prepared: literals by address, built texts by content.
struct StatementCache {
  /// Built texts kept at most; past it those not in use are dropped together.
  static let builtMax = 256

  private var keys: [UInt] = Array(repeating: 0, count: 64)
  private var values: [Statement?] = Array(repeating: nil, count: 64)
  private var count = 0
  private var built: [String: Statement] = [:]

  /// How many built texts are kept.
  var builtCount: Int { built.count }

  subscript(text: SQL.Text) -> Statement? {
    switch text {
    case .fixed(let text): values[slot(of: Self.key(text))]
    case .built(let text): built[text]
    }
  }

  mutating func insert(_ statement: Statement, for text: SQL.Text) {
    switch text {
    case .fixed(let text):
      if count * 2 >= keys.count { grow() }
      let slot = slot(of: Self.key(text))
      if values[slot] == nil { count += 1 }
      keys[slot] = Self.key(text)
      values[slot] = statement
    case .built(let text):
      if built.count >= Self.builtMax { built = built.filter { $0.value.isLeased } }
      built[text] = statement
    }
  }

  /// Finalizes everything; nothing may be leased.
  mutating func removeAll() {
    values = Array(repeating: nil, count: keys.count)
    keys = Array(repeating: 0, count: keys.count)
    count = 0
    built = [:]
  }

  private static func key(_ text: StaticString) -> UInt {
    text.hasPointerRepresentation
      ? UInt(bitPattern: text.utf8Start) : UInt(text.unicodeScalar.value)
  }

  /// The key's place, or the free one where it belongs.
  private func slot(of key: UInt) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 32) & mask
    while keys[slot] != key && keys[slot] != 0 { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = zip(keys, values)
    let room = keys.count * 2
    keys = Array(repeating: 0, count: room)
    values = Array(repeating: nil, count: room)
    for (key, value) in old where key != 0 {
      let slot = slot(of: key)
      keys[slot] = key
      values[slot] = value
    }
  }
}
