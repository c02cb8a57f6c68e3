/// The paths of a field mask, by their first names.
struct MaskTree {
  /// Whether everything below is named.
  private(set) var isWhole = false
  private(set) var children: [String: MaskTree] = [:]

  /// How many names a path may have: as many as messages may stand inside each other.
  private static let namesMax = 32

  private init() {}

  init(_ mask: FieldMask) throws(DecodingFailure) {
    for path in mask.paths {
      if path == "*" {
        isWhole = true
        continue
      }
      let names = path.split(separator: ".", omittingEmptySubsequences: false)
      guard names.count <= MaskTree.namesMax, !names.contains(where: \.isEmpty) else {
        throw DecodingFailure(
          .invalidValue, path: String(path.prefix(64)),
          message: "must be a path such as birth_date.year")
      }
      insert(names[...])
    }
  }

  private mutating func insert(_ names: ArraySlice<Substring>) {
    guard let first = names.first else { return isWhole = true }
    children[String(first), default: MaskTree()].insert(names.dropFirst())
  }

  subscript(_ name: StaticString) -> MaskTree? { children[name.description] }

  /// Refuses paths that lead to no field.
  func check<M: Message>(_ type: M.Type, entersLists: Bool) throws(DecodingFailure) {
    if children.isEmpty { return }
    var checker = MaskChecker(tree: self, entersLists: entersLists)
    var message = M()
    try message.fields(&checker)
    if let stranger = children.keys.filter({ !checker.found.contains($0) }).min() {
      throw DecodingFailure(
        .unknownField, path: String(stranger.prefix(64)),
        message: "is not a field of \(M.protoName)")
    }
  }
}

/// Walks a list of fields and looks for the names of a mask.
private struct MaskChecker: FieldCoder {
  let tree: MaskTree
  let entersLists: Bool
  var found: Set<String> = []

  private mutating func scalar(_ name: StaticString) throws(DecodingFailure) {
    guard let below = tree[name] else { return }
    found.insert(name.description)
    if let inner = below.children.keys.min() {
      throw DecodingFailure(
        .unknownField, path: "\(name).\(inner.prefix(64))",
        message: "is not a field: \(name) has none")
    }
  }

  private mutating func message<M: Message>(
    _ type: M.Type, _ name: StaticString, isList: Bool = false
  ) throws(DecodingFailure) {
    guard let below = tree[name] else { return }
    found.insert(name.description)
    if isList, !entersLists, let inner = below.children.keys.min() {
      throw DecodingFailure(
        .invalidValue, path: "\(name).\(inner.prefix(64))",
        message: "leads into a list, which is replaced as a whole: name \(name) alone")
    }
    do throws(DecodingFailure) { try below.check(type, entersLists: entersLists) } catch {
      throw error.inside(name)
    }
  }

  mutating func singular<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value
  ) throws(DecodingFailure) {
    try scalar(name)
  }

  mutating func optional<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value?
  ) throws(DecodingFailure) {
    try scalar(name)
  }

  mutating func repeated<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ values: inout [K.Value], packed: Bool
  ) throws(DecodingFailure) {
    try scalar(name)
  }

  mutating func member<K: ScalarKind, O>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> K.Value?, _ set: (K.Value) -> O
  ) throws(DecodingFailure) {
    try scalar(name)
  }

  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout M?
  ) throws(DecodingFailure) {
    try message(M.self, name)
  }

  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) throws(DecodingFailure) {
    try message(M.self, name)
  }

  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ values: inout [M]
  ) throws(DecodingFailure) {
    try message(M.self, name, isList: true)
  }

  mutating func oneof<M: Message, O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?, _ get: (O?) -> M?, _ set: (M) -> O
  ) throws(DecodingFailure) {
    try message(M.self, name)
  }

  mutating func unknown(_ fields: inout UnknownFields) {}
}
