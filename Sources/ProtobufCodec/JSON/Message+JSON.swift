extension Message {
  /// Decodes a message from proto's JSON.
  ///
  /// Fields may be called as in the contract or in lower camel case. `types` are the messages that
  /// may stand in a `google.protobuf.Any`.
  public init(
    json: [UInt8], ignoringUnknownFields: Bool = false, types: [any Message.Type] = [],
    limits: DecodingLimits = .standard
  ) throws(DecodingFailure) {
    self.init()
    try json.span.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) throws(DecodingFailure) in
      var reader = try JSONReader(
        bytes, ignoresUnknown: ignoringUnknownFields, types: types, limits: limits)
      try self.readJSON(from: &reader)
      try reader.finish()
    }
  }

  /// Decodes a message from proto's JSON.
  public init(
    json: String, ignoringUnknownFields: Bool = false, types: [any Message.Type] = [],
    limits: DecodingLimits = .standard
  ) throws(DecodingFailure) {
    try self.init(
      json: Array(json.utf8), ignoringUnknownFields: ignoringUnknownFields, types: types,
      limits: limits)
  }

  /// The message in proto's JSON, on one line or indented by two spaces a level.
  ///
  /// Fields at their default are left out unless `alwaysPrintZeros`. Fields that the message keeps
  /// without knowing them have no names and so do not appear.
  public func json(
    pretty: Bool = false, alwaysPrintZeros: Bool = false, types: [any Message.Type] = []
  ) -> String {
    var writer = JSONWriter(isPretty: pretty, printsZeros: alwaysPrintZeros, types: types)
    writeJSON(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Writes the message as a JSON object; well-known types have forms of their own.
  public func writeJSON(to writer: inout JSONWriter) {
    writer.object(self)
  }

  /// Reads the message from a JSON object; well-known types have forms of their own.
  public mutating func readJSON(from reader: inout JSONReader) throws(DecodingFailure) {
    try reader.object(&self)
  }
}

/// A message whose JSON is not an object of its fields; inside a `google.protobuf.Any` it stands
/// under the key `value`.
protocol JSONFormed: Message {}
