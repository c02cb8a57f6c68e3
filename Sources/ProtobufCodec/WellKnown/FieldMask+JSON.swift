extension FieldMask: JSONFormed {
  /// Writes `name,birthDate.year`; paths that would not read back the same are written as an object.
  public func writeJSON(to writer: inout JSONWriter) {
    var text: [UInt8] = []
    for path in paths {
      var json: [UInt8] = []
      JSONName.append(path.utf8, to: &json)
      let isPlain = !path.isEmpty && !path.utf8.contains { $0 < 0x2D || $0 == 0x5C || $0 > 0x7E }
      guard isPlain, JSONName.original(of: json).elementsEqual(path.utf8) else {
        return writer.object(self)
      }
      if !text.isEmpty { text.append(UInt8(ascii: ",")) }
      text.append(contentsOf: json)
    }
    writer.string(text)
  }

  /// Reads names in lower camel case, or as in the contract, with commas between them; or the object
  /// that ``writeJSON(to:)`` may have written.
  public mutating func readJSON(from reader: inout JSONReader) throws(DecodingFailure) {
    guard try reader.isText() else { return try reader.object(&self) }
    let text = try reader.text()
    guard !text.isEmpty else { return paths = [] }
    let parts = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    if parts.contains(where: \.isEmpty) {
      throw DecodingFailure(
        .invalidValue, message: "must be names with a comma between them: name,birthDate.year")
    }
    paths = parts.map { String(decoding: JSONName.original(of: $0), as: UTF8.self) }
  }
}
