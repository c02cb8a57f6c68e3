import PCRMModel
import ProtobufCodec

/// Every symbol of the contract, found by its full name.
struct DescriptorIndex {
  /// What a name stands for.
  struct Symbol {
    let kind: SymbolKind
    /// Place of the file that declares it.
    let file: Int
    /// The comment before it, without slashes.
    let comment: String
    /// Its declaration with all comments.
    let text: String
  }

  private(set) var files: [FileDescriptor] = []
  private var bytes: [[UInt8]] = []
  private var symbols: [String: Symbol] = [:]

  /// - Parameter set: a serialised FileDescriptorSet, imported files first.
  init(_ set: [UInt8]) throws(DecodingFailure) {
    bytes = try FileSet(binary: set).files
    for (index, file) in bytes.enumerated() {
      files.append(try FileDescriptor(binary: file))
      add(files[index], index)
    }
  }

  /// What `name` stands for. "pcrm.v1.CustomerService/GetCustomer" and "….GetCustomer" are the same.
  subscript(name: String) -> (name: String, symbol: Symbol)? {
    if let symbol = symbols[name] { return (name, symbol) }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let method = name[..<dot] + "/" + name[name.index(after: dot)...]
    return symbols[String(method)].map { (String(method), $0) }
  }

  /// The file and all that it imports, imported files first.
  func closure(of file: Int) -> [[UInt8]] {
    var wanted: Set<String> = [files[file].name]
    // Imports stand before their importers, so that one walk back finds them all.
    for other in files.reversed() where wanted.contains(other.name) {
      wanted.formUnion(other.dependencies)
    }
    return files.indices.filter { wanted.contains(files[$0].name) }.map { bytes[$0] }
  }

  private mutating func add(_ file: FileDescriptor, _ index: Int) {
    let printer = ProtoPrinter(file)
    for (place, message) in file.messages.enumerated() {
      add(message, [ProtoPrinter.Path.message, Int32(place)], file.package, printer, index)
    }
    for (place, list) in file.enums.enumerated() {
      add(list, [ProtoPrinter.Path.enum, Int32(place)], file.package, printer, index)
    }
    for (place, service) in file.services.enumerated() {
      let path = [ProtoPrinter.Path.service, Int32(place)]
      let name = "\(file.package).\(service.name)"
      add(name, .service, index, printer.comment(path), printer.text(service, path))
      for (place, method) in service.methods.enumerated() {
        let path = path + [ProtoPrinter.Path.method, Int32(place)]
        add(
          "\(name)/\(method.name)", .method, index, printer.comment(path),
          printer.text(method, path))
      }
    }
  }

  private mutating func add(
    _ message: MessageDescriptor, _ path: [Int32], _ scope: String, _ printer: ProtoPrinter,
    _ file: Int
  ) {
    let name = "\(scope).\(message.name)"
    add(name, .message, file, printer.comment(path), printer.text(message, path))
    for (place, field) in message.members.enumerated() {
      let path = path + [ProtoPrinter.Path.field, Int32(place)]
      add("\(name).\(field.name)", .field, file, printer.comment(path), printer.text(field, path))
    }
    for (place, nested) in message.nested.enumerated() {
      add(nested, path + [ProtoPrinter.Path.nested, Int32(place)], name, printer, file)
    }
    for (place, list) in message.enums.enumerated() {
      add(list, path + [ProtoPrinter.Path.nestedEnum, Int32(place)], name, printer, file)
    }
  }

  private mutating func add(
    _ list: EnumDescriptor, _ path: [Int32], _ scope: String, _ printer: ProtoPrinter, _ file: Int
  ) {
    let name = "\(scope).\(list.name)"
    add(name, .enum, file, printer.comment(path), printer.text(list, path))
    for (place, value) in list.values.enumerated() {
      let path = path + [ProtoPrinter.Path.value, Int32(place)]
      // In proto a value stands beside its enum; people look for it inside. Both are found.
      for scope in [scope, name] {
        add(
          "\(scope).\(value.name)", .enumValue, file, printer.comment(path),
          printer.text(value, path))
      }
    }
  }

  private mutating func add(
    _ name: String, _ kind: SymbolKind, _ file: Int, _ comment: String, _ text: String
  ) {
    symbols[name] = Symbol(kind: kind, file: file, comment: comment, text: text)
  }
}
