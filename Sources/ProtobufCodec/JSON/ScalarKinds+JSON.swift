// How the scalar kinds look in JSON.

extension Int32Kind {
  public static func writeJSON(_ value: Int32, to writer: inout JSONWriter) {
    writer.integer(value)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> Int32? {
    try reader.integer(Int32.self)
  }
}

extension Int64Kind {
  public static func writeJSON(_ value: Int64, to writer: inout JSONWriter) {
    writer.integer(value)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> Int64? {
    try reader.integer(Int64.self)
  }
}

extension UInt32Kind {
  public static func writeJSON(_ value: UInt32, to writer: inout JSONWriter) {
    writer.integer(value)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> UInt32? {
    try reader.integer(UInt32.self)
  }
}

extension UInt64Kind {
  public static func writeJSON(_ value: UInt64, to writer: inout JSONWriter) {
    writer.integer(value)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> UInt64? {
    try reader.integer(UInt64.self)
  }
}

extension SInt32Kind {
  public static func writeJSON(_ value: Int32, to writer: inout JSONWriter) {
    writer.integer(value)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> Int32? {
    try reader.integer(Int32.self)
  }
}

extension SInt64Kind {
  public static func writeJSON(_ value: Int64, to writer: inout JSONWriter) {
    writer.integer(value)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> Int64? {
    try reader.integer(Int64.self)
  }
}

extension Fixed32Kind {
  public static func writeJSON(_ value: UInt32, to writer: inout JSONWriter) {
    writer.integer(value)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> UInt32? {
    try reader.integer(UInt32.self)
  }
}

extension Fixed64Kind {
  public static func writeJSON(_ value: UInt64, to writer: inout JSONWriter) {
    writer.integer(value)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> UInt64? {
    try reader.integer(UInt64.self)
  }
}

extension SFixed32Kind {
  public static func writeJSON(_ value: Int32, to writer: inout JSONWriter) {
    writer.integer(value)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> Int32? {
    try reader.integer(Int32.self)
  }
}

extension SFixed64Kind {
  public static func writeJSON(_ value: Int64, to writer: inout JSONWriter) {
    writer.integer(value)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> Int64? {
    try reader.integer(Int64.self)
  }
}

extension FloatKind {
  public static func writeJSON(_ value: Float, to writer: inout JSONWriter) {
    writer.floating(value)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> Float? {
    try reader.floating(Float.self)
  }
}

extension DoubleKind {
  public static func writeJSON(_ value: Double, to writer: inout JSONWriter) {
    writer.floating(value)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> Double? {
    try reader.floating(Double.self)
  }
}

extension BoolKind {
  public static func writeJSON(_ value: Bool, to writer: inout JSONWriter) {
    writer.raw(value ? "true" : "false")
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> Bool? {
    try reader.bool()
  }
}

extension EnumKind {
  public static func writeJSON(_ value: E, to writer: inout JSONWriter) {
    if let name = value.name { writer.quoted(name) } else { writer.integer(value.rawValue) }
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> E? {
    guard try reader.isText() else { return E(rawValue: try reader.integer(Int32.self)) }
    let name = String(decoding: try reader.text(), as: UTF8.self)
    if let value = E(name: name) { return value }
    if reader.ignoresUnknown { return nil }
    let names = E.names.prefix(12).map(\.1).joined(separator: ", ")
    throw DecodingFailure(.invalidValue, message: "must be one of \(names)")
  }
}

extension StringKind {
  public static func writeJSON(_ value: String, to writer: inout JSONWriter) {
    writer.string(value.utf8)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> String? {
    String(decoding: try reader.text(), as: UTF8.self)
  }
}

extension BytesKind {
  public static func writeJSON(_ value: [UInt8], to writer: inout JSONWriter) {
    writer.quoted(Base64.encode(value))
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> [UInt8]? {
    guard let bytes = Base64.decode(try reader.text()) else {
      throw DecodingFailure(.invalidValue, message: "must be base64")
    }
    return bytes
  }
}

extension TextKind {
  public static func writeJSON(_ value: T, to writer: inout JSONWriter) {
    let utf8 = [UInt8](unsafeUninitializedCapacity: value.utf8Count) { buffer, count in
      if let start = buffer.baseAddress { value.write(utf8: UnsafeMutableRawPointer(start)) }
      count = value.utf8Count
    }
    writer.string(utf8)
  }
  public static func readJSON(from reader: inout JSONReader) throws(DecodingFailure) -> T? {
    let text = try reader.text()
    if text.isEmpty { return T() }
    guard let value = text.withUnsafeBytes({ T(utf8: $0) }) else { throw T.refusal }
    return value
  }
}
