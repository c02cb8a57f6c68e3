import PCRMModel
import ProtobufCodec
import Yams

extension Mapping {
  /// Reads a mapping; every complaint names the line.
  public init(yaml: String) throws(ImportFailure) {
    let root = try YAMLNode(text: yaml)
    try root.allow(["key", "encoding", "delimiter", "source", "unmapped", "constants", "columns"])
    guard let key = try root.text("key") else {
      throw root.failure(
        "\"key\" is missing: the scheme of the external id by which a row finds its customer")
    }
    self.init(key: key)
    if let name = try root.text("encoding"), name != "auto" {
      guard let known = TextEncoding(name: name) else {
        throw root.failure("encoding \"\(name)\" is unknown; use auto, utf-8 or cp949")
      }
      encoding = known
    }
    if let text = try root.text("delimiter") {
      guard let byte = text.utf8.first, text.utf8.count == 1, byte < 0x80, text != "\"",
        text != "\n", text != "\r"
      else { throw root.failure("delimiter must be one ASCII character, such as \",\" or \"\\t\"") }
      delimiter = byte
    }
    source = try root.text("source") ?? source
    if let text = try root.text("unmapped") {
      guard let known = Unmapped(rawValue: text) else {
        throw root.failure("unmapped is \"\(text)\"; it must be keep, ignore or refuse")
      }
      unmapped = known
    }
    for node in try root.list("constants") {
      guard let value = try node.text("value") else {
        throw node.failure("a constant needs \"value\"")
      }
      constants.append(Constant(rule: try Rule(node, also: ["value"]), value: value))
    }
    for (name, node) in try root.pairs("columns") {
      columns.append(Column(name: name, rule: try Rule(node)))
    }
    guard columns.contains(where: { $0.rule.target == .externalID(scheme: key) }) else {
      throw root.failure("no column has the field external_ids.\(key), which is the key")
    }
  }
}

extension Mapping.Rule {
  private static let words: Set<String> = [
    "field", "required", "absent", "values", "separator", "label", "purpose", "primary",
    "do_not_contact", "calendar", "type", "title", "description", "choices", "max_length",
  ]

  /// Reads a rule: a field's path alone, or the path with more about it.
  fileprivate init(_ node: YAMLNode, also others: Set<String> = []) throws(ImportFailure) {
    if let path = node.scalar {
      self.init(try node.located { () throws(ImportFailure) in try MappingTarget(path: path) })
    } else {
      try node.allow(Self.words.union(others))
      guard let path = try node.text("field") else { throw node.failure("\"field\" is missing") }
      self.init(try node.located { () throws(ImportFailure) in try MappingTarget(path: path) })
      required = try node.flag("required")
      absent = Set(try node.texts("absent"))
      for (cell, value) in try node.pairs("values") {
        guard let text = value.scalar else { throw value.failure("a value must be a text") }
        values[cell] = text
      }
      separator = try node.text("separator") ?? ""
      label = try node.text("label") ?? ""
      purpose = try node.text("purpose") ?? ""
      primary = try node.flag("primary")
      doNotContact = try node.flag("do_not_contact")
      if let word = try node.text("calendar") {
        guard let known = Calendar(word: word) else {
          throw node.failure("calendar is \"\(word)\"; it must be one of: \(Calendar.words)")
        }
        calendar = known
      }
    }
    if case .customField(let name) = target { declaration = try Self.declaration(name, node) }
  }

  private static func declaration(
    _ name: String, _ node: YAMLNode
  ) throws(ImportFailure) -> ExtensionField {
    var field = ExtensionField()
    field.name = name
    field.type = .text
    guard node.scalar == nil else { return field }
    if let word = try node.text("type") {
      guard let type = ExtensionType(word: word) else {
        throw node.failure("type is \"\(word)\"; it must be one of: \(ExtensionType.words)")
      }
      field.type = type
    }
    field.title = try node.text("title") ?? ""
    field.description = try node.text("description") ?? ""
    field.choices = try node.texts("choices")
    if let text = try node.text("max_length") {
      guard let number = Int32(text), number >= 0 else {
        throw node.failure("max_length is \"\(text)\"; it must be a whole number")
      }
      field.maxLength = number
    }
    if field.type == .choice && field.choices.isEmpty {
      throw node.failure("an extension of type choice needs \"choices\"")
    }
    return field
  }
}
