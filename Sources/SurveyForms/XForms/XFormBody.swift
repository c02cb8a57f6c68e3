/// What an XForm shows, by the absolute path of what it is for.
struct XFormBody {
  struct Control {
    let node: XMLNode
    /// Its place in the order in which things are shown.
    let order: Int
  }

  private(set) var controls: [String: Control] = [:]
  private(set) var groups: [String: Control] = [:]
  private(set) var repeats: [String: XMLNode] = [:]
  /// Groups that are only for show: they have no path.
  private(set) var unboundGroups: [XMLNode] = []
  private(set) var setValues: [(path: String, node: XMLNode)] = []
  private let bindPaths: [String: String]
  private var count = 0

  static let controlNames: Set<String> = [
    "input", "select", "select1", "upload", "trigger", "range", "rank", "secret", "textarea",
  ]

  /// - Parameter bindPaths: The paths of binds by their id, for controls that name their bind.
  init(_ body: XMLNode?, root: String, bindPaths: [String: String]) {
    self.bindPaths = bindPaths
    if let body { walk(body, context: root) }
  }

  private mutating func walk(_ parent: XMLNode, context: String) {
    for node in parent.elements {
      let path = path(of: node, context: context)
      count += 1
      switch node.name {
      case "group":
        if let path {
          if groups[path] == nil { groups[path] = Control(node: node, order: count) }
        } else if !node.all("repeat").isEmpty {
          // Without a path of its own the group is its repeat's.
          if let inner = node.first("repeat").flatMap({ self.path(of: $0, context: context) }) {
            groups[inner] = Control(node: node, order: count)
          }
        } else {
          unboundGroups.append(node)
        }
        walk(node, context: path ?? context)
      case "repeat":
        if let path {
          repeats[path] = node
          if groups[path] == nil { groups[path] = Control(node: node, order: count) }
        }
        walk(node, context: path ?? context)
      case "setvalue":
        if let path { setValues.append((path, node)) }
      default:
        guard Self.controlNames.contains(node.name), let path else { continue }
        if controls[path] == nil { controls[path] = Control(node: node, order: count) }
      }
    }
  }

  private func path(of node: XMLNode, context: String) -> String? {
    if let bind = node["bind"] { return bindPaths[bind] }
    guard let written = (node["ref"] ?? node["nodeset"])?.trimmed, !written.isEmpty else {
      return nil
    }
    return Self.absolute(written, context: context)
  }

  /// A path as it stands, or from where it stands.
  static func absolute(_ path: String, context: String) -> String {
    path.hasPrefix("/")
      ? path : "\(context)/\(path.hasPrefix("./") ? String(path.dropFirst(2)) : path)"
  }
}
