import ProtobufCodec

/// A message as a tree of texts, which is what differences between documents are told in.
///
/// It is read from the message's JSON, so that every message has one: names are those of the contract, scalars are as
/// JSON writes them, and fields at their default are not there.
indirect enum ConfigTree: Equatable {
  case scalar(String)
  case object([Field])
  case list([ConfigTree])

  struct Field: Equatable {
    let name: String
    let value: ConfigTree
  }

  init(_ message: some Message) {
    var reader = Reader(bytes: Array(message.json().utf8))
    self = reader.value()
  }

  /// The tree in one line: a scalar as it is, anything else as JSON.
  var text: String {
    if case .scalar(let text) = self { return text }
    return json
  }

  private var json: String {
    switch self {
    case .scalar(let text): "\"\(text)\""
    case .object(let fields):
      "{" + fields.map { "\($0.name): \($0.value.json)" }.joined(separator: ", ") + "}"
    case .list(let items): "[" + items.map(\.json).joined(separator: ", ") + "]"
    }
  }

  /// Reads JSON that the codec wrote, which is well formed.
  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    mutating func value() -> ConfigTree {
      switch bytes[place] {
      case UInt8(ascii: "{"): .object(fields())
      case UInt8(ascii: "["): .list(items())
      case UInt8(ascii: "\""): .scalar(string())
      default: .scalar(word())
      }
    }

    private mutating func fields() -> [Field] {
      var fields: [Field] = []
      place += 1
      while bytes[place] != UInt8(ascii: "}") {
        if bytes[place] == UInt8(ascii: ",") { place += 1 }
        let name = Self.protoName(string())
        place += 1
        fields.append(Field(name: name, value: value()))
      }
      place += 1
      return fields
    }

    private mutating func items() -> [ConfigTree] {
      var items: [ConfigTree] = []
      place += 1
      while bytes[place] != UInt8(ascii: "]") {
        if bytes[place] == UInt8(ascii: ",") { place += 1 }
        items.append(value())
      }
      place += 1
      return items
    }

    /// A text without its quotes; escapes stay as they are, so that it is one line.
    private mutating func string() -> String {
      let start = place + 1
      place = start
      while bytes[place] != UInt8(ascii: "\"") {
        place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
      }
      defer { place += 1 }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func word() -> String {
      let start = place
      let ends: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")]
      while place < bytes.count, !ends.contains(bytes[place]) { place += 1 }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private static func protoName(_ name: String) -> String {
      var result = ""
      for character in name {
        if character.isUppercase { result += "_" }
        result += character.lowercased()
      }
      return result
    }
  }
}
