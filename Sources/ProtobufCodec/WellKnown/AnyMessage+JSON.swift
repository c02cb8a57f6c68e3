extension AnyMessage {
  /// Puts a message into an `Any`, under its type's name.
  public init(_ message: some Message) {
    self.init(
      typeURL: "type.googleapis.com/" + type(of: message).protoName, value: message.binary())
  }

  /// The message inside, if it is of this type.
  public func unpack<M: Message>(_ type: M.Type) throws(DecodingFailure) -> M? {
    guard typeName == M.protoName else { return nil }
    return try M(binary: value)
  }

  /// The type's name: what follows the last slash of the URL.
  public var typeName: String {
    String(
      typeURL[(typeURL.lastIndex(of: "/").map(typeURL.index(after:)) ?? typeURL.startIndex)...])
  }
}

extension AnyMessage: JSONFormed {
  /// Writes the message inside with a member `@type`; of a type that the writer was not told of,
  /// `value` holds the binary form in base64.
  public func writeJSON(to writer: inout JSONWriter) {
    writer.open("{")
    if self != AnyMessage() {
      writer.key(verbatim: "@type")
      writer.string(typeURL.utf8)
      let name = typeName
      let type = writer.types.first { $0.protoName == name }
      let isWritten = type.map { writeContent($0, to: &writer) } ?? false
      if !isWritten {
        writer.key(verbatim: "value")
        writer.quoted(Base64.encode(value))
      }
    }
    writer.close("}")
  }

  private func writeContent<M: Message>(_ type: M.Type, to writer: inout JSONWriter) -> Bool {
    guard let message = try? M(binary: value) else { return false }
    if type is any JSONFormed.Type {
      writer.key(verbatim: "value")
      message.writeJSON(to: &writer)
    } else {
      writer.fields(of: message)
    }
    return true
  }

  /// Reads what ``writeJSON(to:)`` writes; `@type` may be any of the members.
  public mutating func readJSON(from reader: inout JSONReader) throws(DecodingFailure) {
    self = AnyMessage()
    let start = reader
    var isEmpty = true
    var hasType = false
    try reader.members { (key, reader) throws(DecodingFailure) in
      isEmpty = false
      if key.elementsEqual("@type".utf8), try reader.isText() {
        hasType = true
        self.typeURL = String(decoding: try reader.text(), as: UTF8.self)
      } else {
        try reader.skipValue()
      }
    }
    if isEmpty { return }
    if !hasType {
      throw DecodingFailure(
        .invalidValue, path: "@type", message: "must name the type of the message")
    }
    let name = typeName
    let type = reader.types.first { $0.protoName == name }
    reader = start
    if let type { try readContent(type, from: &reader) } else { try readBase64(from: &reader) }
  }

  private mutating func readContent<M: Message>(
    _ type: M.Type, from reader: inout JSONReader
  ) throws(DecodingFailure) {
    var message = M()
    if type is any JSONFormed.Type {
      try reader.members { (key, reader) throws(DecodingFailure) in
        if key.elementsEqual("value".utf8) {
          try message.readJSON(from: &reader)
        } else {
          try reader.skipValue()
        }
      }
    } else {
      try reader.object(&message, hasTypeKey: true)
    }
    value = message.binary()
  }

  private mutating func readBase64(from reader: inout JSONReader) throws(DecodingFailure) {
    try reader.members { (key, reader) throws(DecodingFailure) in
      if key.elementsEqual("value".utf8), let bytes = try BytesKind.readJSON(from: &reader) {
        self.value = bytes
      } else if key.elementsEqual("@type".utf8) {
        try reader.skipValue()
      } else {
        throw DecodingFailure(
          .invalidValue, path: "@type", message: "is a type whose fields are not known here")
      }
    }
  }
}

extension Empty: JSONFormed {}

extension JSONReader {
  /// Reads an object member by member; `read` must read the value.
  mutating func members(
    _ read: ([UInt8], inout JSONReader) throws(DecodingFailure) -> Void
  ) throws(DecodingFailure) {
    try enter("{", expecting: "an object")
    let outer = object
    object = ObjectState()
    var keys: Set<[UInt8]> = []
    try nextKey(isFirst: true)
    while let key = object.key {
      guard keys.insert(key).inserted else {
        throw DecodingFailure(.duplicateField, message: "has a key twice")
      }
      try read(key, &self)
      try nextKey()
    }
    object = outer
    depth += 1
  }
}
