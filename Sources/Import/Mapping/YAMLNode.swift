import Yams

/// A piece of a YAML text that knows its line, so that complaints can name it.
struct YAMLNode {
  private let node: Node
  private let path: String

  /// Reads the one document of a text, which must be a mapping.
  init(text: String) throws(ImportFailure) {
    var root: Node?
    do {
      root = try compose(yaml: text)
    } catch {
      throw ImportFailure("mapping: \(String(describing: error).trimmed)")
    }
    guard let root, root.mapping != nil else {
      throw ImportFailure("mapping: must have the keys \"key\" and \"columns\"")
    }
    node = root
    path = ""
  }

  private init(_ node: Node, _ path: String) {
    self.node = node
    self.path = path
  }

  /// The text, if this is one.
  var scalar: String? { node.scalar?.string }

  /// A complaint about this piece.
  func failure(_ message: String) -> ImportFailure {
    let line = node.mark.map { "line \($0.line)" } ?? ""
    let place = [line, path].filter { !$0.isEmpty }.joined(separator: ", ")
    return ImportFailure("mapping\(place.isEmpty ? "" : " (\(place))"): \(message)")
  }

  /// Does `body`, whose complaints are about this piece.
  func located<R>(_ body: () throws(ImportFailure) -> R) throws(ImportFailure) -> R {
    do {
      return try body()
    } catch {
      throw failure(error.message)
    }
  }

  /// Refuses keys that nobody reads: they are mistakes in writing.
  func allow(_ keys: Set<String>) throws(ImportFailure) {
    guard let mapping = node.mapping else { throw failure("must be a mapping") }
    for (key, value) in mapping where !keys.contains(key.scalar?.string ?? "") {
      throw YAMLNode(value, path).failure(
        "\"\(key.scalar?.string ?? "?")\" is unknown; it must be one of: "
          + keys.sorted().joined(separator: ", "))
    }
  }

  /// The text under a key.
  func text(_ key: String) throws(ImportFailure) -> String? {
    guard let value = node.mapping?[Node(key)] else { return nil }
    guard let text = value.scalar?.string else {
      throw YAMLNode(value, path).failure("\"\(key)\" must be a text")
    }
    return text
  }

  /// The yes or no under a key; no when it is missing.
  func flag(_ key: String) throws(ImportFailure) -> Bool {
    switch try text(key) {
    case nil, "false", "no": return false
    case "true", "yes": return true
    case let other?: throw failure("\"\(key)\" is \"\(other)\"; it must be true or false")
    }
  }

  /// The texts under a key; one text alone counts as a list of one.
  func texts(_ key: String) throws(ImportFailure) -> [String] {
    guard let value = node.mapping?[Node(key)] else { return [] }
    if let one = value.scalar?.string { return [one] }
    var texts: [String] = []
    for item in value.sequence.map(Array.init) ?? [] {
      guard let text = item.scalar?.string else {
        throw YAMLNode(item, path).failure("\"\(key)\" must hold texts")
      }
      texts.append(text)
    }
    return texts
  }

  /// The pieces of the list under a key.
  func list(_ key: String) throws(ImportFailure) -> [YAMLNode] {
    guard let value = node.mapping?[Node(key)] else { return [] }
    guard let sequence = value.sequence else {
      throw YAMLNode(value, path).failure("\"\(key)\" must be a list")
    }
    return sequence.enumerated().map { YAMLNode($0.element, "\(key)[\($0.offset)]") }
  }

  /// The keys and pieces of the mapping under a key, in their order.
  func pairs(_ key: String) throws(ImportFailure) -> [(String, YAMLNode)] {
    guard let value = node.mapping?[Node(key)] else { return [] }
    guard let mapping = value.mapping else {
      throw YAMLNode(value, path).failure("\"\(key)\" must be a mapping")
    }
    return mapping.map { pair in
      let name = pair.key.scalar?.string ?? ""
      let outer = path.isEmpty ? key : "\(path).\(key)"
      return (name, YAMLNode(pair.value, "\(outer).\(name)"))
    }
  }
}
