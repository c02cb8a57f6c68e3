/// Writes declarations of one file as .proto text, with their comments.
struct ProtoPrinter {
  let file: FileDescriptor
  private let comments: [[Int32]: String]

  /// The numbers of descriptor.proto's fields, which paths to comments are made of.
  enum Path {
    static let message: Int32 = 4
    static let `enum`: Int32 = 5
    static let service: Int32 = 6
    static let field: Int32 = 2
    static let nested: Int32 = 3
    static let nestedEnum: Int32 = 4
    static let oneof: Int32 = 8
    static let value: Int32 = 2
    static let method: Int32 = 2
  }

  init(_ file: FileDescriptor) {
    self.file = file
    var comments: [[Int32]: String] = [:]
    for location in file.source?.locations ?? [] where !location.leadingComments.isEmpty {
      comments[location.path] = location.leadingComments
    }
    self.comments = comments
  }

  /// The comment before a declaration, without its slashes.
  func comment(_ path: [Int32]) -> String {
    let lines = (comments[path] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.map { $0.first == " " ? String($0.dropFirst()) : String($0) }
    return text.joined(separator: "\n").trimmingNewlines()
  }

  func text(_ message: MessageDescriptor, _ path: [Int32], _ indent: String = "") -> String {
    let inner = indent + "  "
    var parts: [String] = []
    for (index, nested) in message.nested.enumerated() {
      parts.append(text(nested, path + [Path.nested, Int32(index)], inner))
    }
    for (index, nested) in message.enums.enumerated() {
      parts.append(text(nested, path + [Path.nestedEnum, Int32(index)], inner))
    }
    var printed: Set<Int32> = []
    for (index, field) in message.members.enumerated() {
      guard let oneof = field.oneofIndex else {
        parts.append(text(field, path + [Path.field, Int32(index)], inner))
        continue
      }
      if printed.insert(oneof).inserted { parts.append(text(oneof, of: message, path, inner)) }
    }
    return block(path, indent, "message \(message.name)", parts)
  }

  private func text(
    _ oneof: Int32, of message: MessageDescriptor, _ path: [Int32], _ indent: String
  ) -> String {
    let members = message.members.enumerated().filter { $0.element.oneofIndex == oneof }.map {
      text($0.element, path + [Path.field, Int32($0.offset)], indent + "  ")
    }
    let name = message.oneofs.indices.contains(Int(oneof)) ? message.oneofs[Int(oneof)].name : ""
    return block(path + [Path.oneof, oneof], indent, "oneof \(name)", members)
  }

  func text(_ field: FieldDescriptor, _ path: [Int32], _ indent: String = "") -> String {
    let label = field.label == 3 ? "repeated " : ""
    return prefix(path, indent)
      + "\(indent)\(label)\(type(of: field)) \(field.name) = \(field.number);\n"
  }

  func text(_ list: EnumDescriptor, _ path: [Int32], _ indent: String = "") -> String {
    let values = list.values.enumerated().map {
      text($0.element, path + [Path.value, Int32($0.offset)], indent + "  ")
    }
    return block(path, indent, "enum \(list.name)", values, spaced: false)
  }

  func text(_ value: EnumValueDescriptor, _ path: [Int32], _ indent: String = "") -> String {
    prefix(path, indent) + "\(indent)\(value.name) = \(value.number);\n"
  }

  func text(_ service: ServiceDescriptor, _ path: [Int32]) -> String {
    let methods = service.methods.enumerated().map {
      text($0.element, path + [Path.method, Int32($0.offset)], "  ")
    }
    return block(path, "", "service \(service.name)", methods)
  }

  func text(_ method: MethodDescriptor, _ path: [Int32], _ indent: String = "") -> String {
    let input = (method.isClientStreaming ? "stream " : "") + short(method.input)
    let output = (method.isServerStreaming ? "stream " : "") + short(method.output)
    return prefix(path, indent) + "\(indent)rpc \(method.name)(\(input)) returns (\(output));\n"
  }

  private func block(
    _ path: [Int32], _ indent: String, _ head: String, _ parts: [String], spaced: Bool = true
  ) -> String {
    let before = prefix(path, indent) + indent + head
    if parts.isEmpty { return before + " {}\n" }
    return before + " {\n" + parts.joined(separator: spaced ? "\n" : "") + indent + "}\n"
  }

  private func prefix(_ path: [Int32], _ indent: String) -> String {
    let comment = comment(path)
    if comment.isEmpty { return "" }
    return comment.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? indent + "//\n" : "\(indent)// \($0)\n" }.joined()
  }

  private func type(of field: FieldDescriptor) -> String {
    guard field.typeName.isEmpty else { return short(field.typeName) }
    return Self.scalars.indices.contains(Int(field.type)) ? Self.scalars[Int(field.type)] : "?"
  }

  /// A name as this file would write it: without its own package.
  private func short(_ name: String) -> String {
    let own = ".\(file.package)."
    if name.hasPrefix(own) { return String(name.dropFirst(own.count)) }
    return name.first == "." ? String(name.dropFirst()) : name
  }

  /// Names by FieldDescriptorProto.Type.
  private static let scalars = [
    "?", "double", "float", "int64", "uint64", "int32", "fixed64", "fixed32", "bool", "string",
    "group", "message", "bytes", "uint32", "enum", "sfixed32", "sfixed64", "sint32", "sint64",
  ]
}

extension String {
  fileprivate func trimmingNewlines() -> String {
    var text = self[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
