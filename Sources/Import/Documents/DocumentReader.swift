import PCRMModel
import ProtobufCodec
import Yams

/// Turns YAML into the JSON of a message, by the message's list of fields, and notes where each stood.
struct DocumentReader {
  /// Texts are limited, and so is what aliases make of them.
  private static let textBytesMax = 1 << 20
  private static let jsonBytesMax = 4 << 20
  private static let depthMax = 60

  private(set) var json = ""
  private(set) var places: [String: DocumentPlace] = [:]
  private var depth = 0

  init<M: Message>(_ text: String, as content: M.Type) throws(DocumentProblem) {
    if text.utf8.count > Self.textBytesMax {
      throw DocumentProblem(
        nil, "", "has \(text.utf8.count) bytes; it must have at most \(Self.textBytesMax)")
    }
    guard let root = try Self.root(of: text) else {
      throw DocumentProblem(nil, "", "is empty; \(Self.expected(M.fieldList))")
    }
    try object(root, M.self, "")
  }

  private static func root(of text: String) throws(DocumentProblem) -> Node? {
    do {
      return try compose(yaml: text)
    } catch let error as YamlError {
      throw problem(error)
    } catch {
      throw DocumentProblem(nil, "", "is no YAML", isSyntax: true)
    }
  }

  private static func problem(_ error: YamlError) -> DocumentProblem {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let around = context.map { " \($0.text)" } ?? ""
      return DocumentProblem(mark.line, "", "is no YAML: \(problem)\(around)", isSyntax: true)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.joined(separator: ", ")
      return DocumentProblem(context.mark.line, "", "the key \(keys) is given twice")
    default:
      return DocumentProblem(nil, "", "is no YAML", isSyntax: true)
    }
  }

  // MARK: Messages

  private mutating func object(
    _ node: Node, _ type: any Message.Type, _ path: String
  ) throws(DocumentProblem) {
    note(node, path)
    let fields = type.fieldList
    guard let mapping = node.mapping else {
      throw DocumentProblem(node.mark?.line, path, Self.expected(fields))
    }
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthMax {
      throw DocumentProblem(node.mark?.line, path, "stands more than \(Self.depthMax) levels deep")
    }
    json += "{"
    var isFirst = true
    for (key, value) in try Self.flattened(mapping, path) {
      let name = key.scalar?.string ?? ""
      guard let field = fields.first(where: { $0.name == name || $0.jsonName == name }) else {
        throw DocumentProblem(
          key.mark?.line, path,
          "\"\(name.prefix(64))\" is no field here\(Self.hint(name, fields))")
      }
      json += isFirst ? "" : ","
      isFirst = false
      json += "\"\(field.name)\":"
      try member(value, field, path.isEmpty ? field.name : "\(path).\(field.name)")
    }
    json += "}"
  }

  private mutating func member(
    _ node: Node, _ field: FieldInfo, _ path: String
  ) throws(DocumentProblem) {
    note(node, path)
    if Self.isNull(node) {
      json += "null"
    } else if field.label != .repeated {
      try value(node, field.kind, path)
    } else if let sequence = node.sequence {
      json += "["
      for (index, element) in sequence.enumerated() {
        json += index == 0 ? "" : ","
        note(element, "\(path)[\(index)]")
        try value(element, field.kind, "\(path)[\(index)]")
      }
      json += "]"
    } else {
      throw DocumentProblem(
        node.mark?.line, path, "must be a list: lines that begin with \"- \", or [a, b]")
    }
    if json.utf8.count > Self.jsonBytesMax {
      throw DocumentProblem(node.mark?.line, path, "the document grows too large through aliases")
    }
  }

  private mutating func value(
    _ node: Node, _ kind: FieldInfo.Kind, _ path: String
  ) throws(DocumentProblem) {
    guard case .message(let type) = kind else {
      guard let text = node.scalar?.string else {
        throw DocumentProblem(node.mark?.line, path, "must be \(DocumentScalar.expected(kind))")
      }
      do throws(DecodingFailure) {
        return json += try DocumentScalar.json(text, kind)
      } catch {
        throw DocumentProblem(node.mark?.line, path, error.message)
      }
    }
    guard let text = node.scalar?.string, let form = DocumentScalar.form(of: type) else {
      return try object(node, type, path)
    }
    guard let written = form.json(text) else {
      throw DocumentProblem(node.mark?.line, path, "must be \(form.expected)")
    }
    json += written
  }

  // MARK: Pieces

  private mutating func note(_ node: Node, _ path: String) {
    guard let mark = node.mark else { return }
    let style = node.scalar?.style
    // Folded texts and long plain ones have other lines than the document.
    let linesBefore: Int? =
      switch style {
      case .literal: 1
      case .folded: nil
      default: node.scalar?.string.contains("\n") == true ? nil : 0
      }
    places[path] = DocumentPlace(
      line: mark.line, text: node.scalar?.string, linesBefore: linesBefore)
  }

  private static func isNull(_ node: Node) -> Bool {
    guard let scalar = node.scalar, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }

  /// The members of a mapping, with those that `<<` takes over from others after its own.
  private static func flattened(
    _ mapping: Node.Mapping, _ path: String
  ) throws(DocumentProblem) -> [(Node, Node)] {
    var members: [(Node, Node)] = []
    var merged: [Node] = []
    for (key, value) in mapping {
      if key.scalar?.string == "<<" {
        merged += value.sequence.map(Array.init) ?? [value]
      } else {
        members.append((key, value))
      }
    }
    var names = Set(members.compactMap(\.0.scalar?.string))
    for source in merged {
      guard let other = source.mapping else {
        throw DocumentProblem(source.mark?.line, path, "\"<<\" must name a mapping")
      }
      for (key, value) in other where names.insert(key.scalar?.string ?? "").inserted {
        members.append((key, value))
      }
    }
    return members
  }

  private static func expected(_ fields: [FieldInfo]) -> String {
    let names = fields.prefix(12).map(\.name).joined(separator: ", ")
    return "must have keys and values; the keys are \(names)\(fields.count > 12 ? ", …" : "")"
  }

  private static func hint(_ name: String, _ fields: [FieldInfo]) -> String {
    if let near = NearestWord.to(name, among: fields.flatMap { [$0.name, $0.jsonName] }) {
      return "; did you mean \"\(near)\"?"
    }
    return "; it must be one of \(fields.map(\.name).joined(separator: ", "))"
  }
}
