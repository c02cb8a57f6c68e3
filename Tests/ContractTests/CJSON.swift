import CPCRM
import Foundation
import PCRMModel
import ProtobufCodec

/// Writes the values that libprotobuf-c holds as proto's JSON, from its descriptors alone.
///
/// It shares nothing with the Swift codec but the forms of the well-known types, so that a value
/// that Swift reads wrongly and writes back as wrongly is seen.
struct CJSON {
  private var text = ""

  /// The JSON of a message that is unpacked from these bytes; nil if it cannot be.
  static func text(of bytes: [UInt8], _ message: CMessage) -> String? {
    guard let unpacked = protobuf_c_message_unpack(message.descriptor, nil, bytes.count, bytes)
    else { return nil }
    defer { protobuf_c_message_free_unpacked(unpacked, nil) }
    var json = CJSON()
    json.write(unpacked, message)
    return json.text
  }

  private mutating func write(_ memory: UnsafeMutableRawPointer, _ message: CMessage) {
    let held = memory.assumingMemoryBound(to: ProtobufCMessage.self)
    if message.name.hasPrefix("google.protobuf."), let type = Contract.message(named: message.name)
    {
      return text += wellKnown(held, type) ?? "null"
    }
    text += "{"
    var isFirst = true
    for field in message.fields where isPresent(field, memory) {
      if !isFirst { text += "," }
      isFirst = false
      text += "\"\(lowerCamelCase(field.name))\":"
      write(field, memory)
    }
    text += "}"
  }

  private func wellKnown<M: Message>(
    _ held: UnsafeMutablePointer<ProtobufCMessage>, _ type: M.Type
  ) -> String? {
    var bytes = [UInt8](repeating: 0, count: protobuf_c_message_get_packed_size(held))
    protobuf_c_message_pack(held, &bytes)
    return (try? M(binary: bytes))?.json()
  }

  private func lowerCamelCase(_ name: String) -> String {
    let words = name.split(separator: "_")
    return words.first.map { first in
      first + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    } ?? ""
  }

  private func quantifier(_ field: CField, _ memory: UnsafeMutableRawPointer) -> Int {
    let place = memory + Int(field.descriptor.pointee.quantifier_offset)
    return field.isRepeated ? place.load(as: Int.self) : Int(place.load(as: UInt32.self))
  }

  private func isPresent(_ field: CField, _ memory: UnsafeMutableRawPointer) -> Bool {
    if field.isRepeated { return quantifier(field, memory) > 0 }
    if field.isMember { return quantifier(field, memory) == field.number }
    let place = memory + Int(field.descriptor.pointee.offset)
    switch field.type {
    case PROTOBUF_C_TYPE_MESSAGE: return place.load(as: UnsafeRawPointer?.self) != nil
    case PROTOBUF_C_TYPE_STRING:
      return place.load(as: UnsafePointer<CChar>?.self).map { $0.pointee != 0 } ?? false
    case PROTOBUF_C_TYPE_BYTES: return place.load(as: ProtobufCBinaryData.self).len > 0
    case PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_DOUBLE:
      return place.load(as: UInt64.self) != 0
    default: return place.load(as: UInt32.self) != 0
    }
  }

  private mutating func write(_ field: CField, _ memory: UnsafeMutableRawPointer) {
    let place = memory + Int(field.descriptor.pointee.offset)
    guard field.isRepeated else { return value(field, place) }
    let list = place.load(as: UnsafeMutableRawPointer.self)
    text += "["
    for index in 0..<quantifier(field, memory) {
      if index > 0 { text += "," }
      value(field, list + index * stride(of: field.type))
    }
    text += "]"
  }

  private func stride(of type: ProtobufCType) -> Int {
    switch type {
    case PROTOBUF_C_TYPE_BYTES: MemoryLayout<ProtobufCBinaryData>.stride
    case PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_MESSAGE, PROTOBUF_C_TYPE_INT64,
      PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_DOUBLE:
      8
    default: 4
    }
  }

  private mutating func value(_ field: CField, _ place: UnsafeMutableRawPointer) {
    switch field.type {
    case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_SINT32:
      text += "\(place.load(as: Int32.self))"
    case PROTOBUF_C_TYPE_UINT32: text += "\(place.load(as: UInt32.self))"
    case PROTOBUF_C_TYPE_INT64: text += "\"\(place.load(as: Int64.self))\""
    case PROTOBUF_C_TYPE_UINT64: text += "\"\(place.load(as: UInt64.self))\""
    case PROTOBUF_C_TYPE_DOUBLE: number(place.load(as: Double.self))
    case PROTOBUF_C_TYPE_BOOL: text += place.load(as: Int32.self) != 0 ? "true" : "false"
    case PROTOBUF_C_TYPE_ENUM:
      let number = place.load(as: Int32.self)
      text += field.enumeration?.values[number].map { "\"\($0)\"" } ?? "\(number)"
    case PROTOBUF_C_TYPE_STRING:
      quote(String(cString: place.load(as: UnsafePointer<CChar>.self)))
    case PROTOBUF_C_TYPE_BYTES:
      let held = place.load(as: ProtobufCBinaryData.self)
      quote(Data(UnsafeBufferPointer(start: held.data, count: held.len)).base64EncodedString())
    case PROTOBUF_C_TYPE_MESSAGE:
      guard let inner = field.message else { return text += "null" }
      write(place.load(as: UnsafeMutableRawPointer.self), inner)
    // The contract has no other types; one that comes is missed here, not passed over.
    default: text += "\"\(field.type) is not written yet\""
    }
  }

  /// Source: the JSON mapping of proto3; the shortest digits that read back the same.
  private mutating func number(_ value: Double) {
    if value.isNaN { return quote("NaN") }
    if value.isInfinite { return quote(value < 0 ? "-Infinity" : "Infinity") }
    let digits = "\(value)"
    text += digits.hasSuffix(".0") && value != 0 ? String(digits.dropLast(2)) : digits
  }

  private mutating func quote(_ string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{8}": text += "\\b"
      case "\t": text += "\\t"
      case "\n": text += "\\n"
      case "\u{C}": text += "\\f"
      case "\r": text += "\\r"
      case "\0"..<" ", "\u{7F}":
        text += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
