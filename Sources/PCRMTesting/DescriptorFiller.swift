public import CProtobufC
import Glibc
public import ProtobufCodec

/// Fills messages of libprotobuf-c with random values, guided by their descriptors.
///
/// Presence, lengths and values lean to the edges: empty, one, the bounds of a varint's length, of a
/// small string and of a length byte. Left out is what libprotobuf-c does not keep: NUL in texts,
/// negative zero, and fields of other wire types.
public struct DescriptorFiller {
  /// Makes the text of a field whose Swift type is a text scalar, such as an id.
  public typealias TextMaker = (any TextScalar.Type, inout SeededRandom) -> String

  var random: SeededRandom
  private let text: TextMaker
  private var fieldLists: [String: [FieldInfo]] = [:]
  /// How many more messages may stand inside the one being filled.
  private var depth = 0
  /// How many values one message may hold in all, nested ones included.
  private var valuesLeft = 0

  /// Makes a filler whose messages the seed repeats.
  public init(seed: UInt64, text: @escaping TextMaker) {
    random = SeededRandom(seed: seed)
    self.text = text
  }

  /// A random message in libprotobuf-c's packed form.
  public mutating func packed(
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>, as type: any Message.Type
  ) -> [UInt8] {
    depth = 4
    valuesLeft = 60
    let message = message(descriptor, type)
    defer { protobuf_c_message_free_unpacked(message, nil) }
    let size = protobuf_c_message_get_packed_size(message)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      if size > 0 { count = protobuf_c_message_pack(message, buffer.baseAddress) }
    }
  }

  private mutating func message(
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>, _ type: any Message.Type
  ) -> UnsafeMutablePointer<ProtobufCMessage> {
    let memory = allocated(descriptor.pointee.sizeof_message)
    let message = memory.assumingMemoryBound(to: ProtobufCMessage.self)
    descriptor.pointee.message_init(message)
    let infos = fieldList(of: type)
    let fields = UnsafeBufferPointer(
      start: descriptor.pointee.fields, count: Int(descriptor.pointee.n_fields))
    // Some messages are nearly empty, some nearly full.
    let sparseness = random.pick([1, 2, 2, 4, 10] as [UInt64])
    var chosen: [UInt32: Int] = [:]
    for (place, field) in fields.enumerated() where isMember(field) {
      // The last winner stays: every member of a oneof has its chance.
      if random.once(in: 2) { chosen[field.quantifier_offset] = place }
    }
    for (place, field) in fields.enumerated() {
      if isMember(field) ? chosen[field.quantifier_offset] != place : !random.once(in: sparseness) {
        continue
      }
      fill(field, infos.first { $0.number == Int(field.id) }, memory)
    }
    return message
  }

  private mutating func fieldList(of type: any Message.Type) -> [FieldInfo] {
    if let known = fieldLists[type.protoName] { return known }
    let list = type.fieldList
    fieldLists[type.protoName] = list
    return list
  }

  private func isMember(_ field: ProtobufCFieldDescriptor) -> Bool {
    field.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0
  }

  private mutating func fill(
    _ field: ProtobufCFieldDescriptor, _ info: FieldInfo?, _ memory: UnsafeMutableRawPointer
  ) {
    let target = memory + Int(field.offset)
    if field.label == PROTOBUF_C_LABEL_REPEATED {
      let count = length()
      let size = valueSize(field.type)
      let list = allocated(max(1, count * size))
      var filled = 0
      for index in 0..<count where value(field, info, list + index * size, slot: filled) {
        filled += 1
      }
      (memory + Int(field.quantifier_offset)).storeBytes(of: filled, as: Int.self)
      target.storeBytes(of: list, as: UnsafeMutableRawPointer.self)
    } else if value(field, info, target, slot: 0), isMember(field) {
      (memory + Int(field.quantifier_offset)).storeBytes(of: field.id, as: UInt32.self)
    }
  }

  /// How long a list is.
  private mutating func length() -> Int {
    let length = random.pick([0, 1, 1, 2, 2, 3, 3, 5, 20])
    return min(length, max(1, valuesLeft))
  }

  /// Writes one value; false if there is none, because messages stand too deep.
  private mutating func value(
    _ field: ProtobufCFieldDescriptor, _ info: FieldInfo?, _ target: UnsafeMutableRawPointer,
    slot: Int
  ) -> Bool {
    valuesLeft -= 1
    switch field.type {
    case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_SINT32, PROTOBUF_C_TYPE_SFIXED32,
      PROTOBUF_C_TYPE_UINT32, PROTOBUF_C_TYPE_FIXED32:
      target.storeBytes(of: UInt32(truncatingIfNeeded: integer()), as: UInt32.self)
    case PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_SINT64, PROTOBUF_C_TYPE_SFIXED64,
      PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_FIXED64:
      target.storeBytes(of: integer(), as: UInt64.self)
    case PROTOBUF_C_TYPE_FLOAT: target.storeBytes(of: Float(double()), as: Float.self)
    case PROTOBUF_C_TYPE_DOUBLE: target.storeBytes(of: double(), as: Double.self)
    case PROTOBUF_C_TYPE_BOOL:
      target.storeBytes(of: random.once(in: 2) ? 1 : 0, as: protobuf_c_boolean.self)
    case PROTOBUF_C_TYPE_ENUM: target.storeBytes(of: enumeration(field), as: Int32.self)
    case PROTOBUF_C_TYPE_STRING:
      let text = text(info)
      target.storeBytes(of: strdup(text), as: UnsafeMutablePointer<CChar>?.self)
    case PROTOBUF_C_TYPE_BYTES:
      target.storeBytes(of: bytes(), as: ProtobufCBinaryData.self)
    case PROTOBUF_C_TYPE_MESSAGE:
      guard depth > 0, valuesLeft > 0, let descriptor = field.descriptor,
        case .message(let type)? = info?.kind
      else { return false }
      depth -= 1
      let inner = message(
        descriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self), type)
      depth += 1
      target.storeBytes(of: inner, as: UnsafeMutablePointer<ProtobufCMessage>?.self)
    default:
      return false
    }
    return true
  }

  private func valueSize(_ type: ProtobufCType) -> Int {
    switch type {
    case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_SINT32, PROTOBUF_C_TYPE_SFIXED32,
      PROTOBUF_C_TYPE_UINT32, PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_FLOAT,
      PROTOBUF_C_TYPE_ENUM, PROTOBUF_C_TYPE_BOOL:
      4
    case PROTOBUF_C_TYPE_BYTES: MemoryLayout<ProtobufCBinaryData>.stride
    default: 8
    }
  }

  private mutating func integer() -> UInt64 {
    switch random.next() % 4 {
    case 0:
      return random.pick([
        0, 1, .max, UInt64(Int64.max), 1 << 63, UInt64(Int32.max), 1 << 31, 1 << 32,
      ])
    case 1: return random.next() % 256
    case 2: return random.next() >> (random.next() % 64)
    // Either side of where a varint needs another byte.
    default: return (1 as UInt64) << (7 * (random.next() % 9 + 1)) &- random.next() % 2
    }
  }

  private mutating func double() -> Double {
    switch random.next() % 6 {
    case 0: return random.pick([0, 1, -1, 0.1, 1e15, 1e16, 1e-5])
    case 1: return random.pick([.nan, .infinity, -.infinity, .greatestFiniteMagnitude])
    case 2: return Double(Float.leastNonzeroMagnitude)
    case 3: return Double(Int64(bitPattern: random.next()))
    default:
      let value = Double(bitPattern: random.next())
      return value.isNaN || value == 0 ? 2.5 : value
    }
  }

  private mutating func enumeration(_ field: ProtobufCFieldDescriptor) -> Int32 {
    guard let descriptor = field.descriptor, !random.once(in: 6) else {
      return Int32(truncatingIfNeeded: integer())
    }
    let known = descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self).pointee
    let values = UnsafeBufferPointer(start: known.values, count: Int(known.n_values))
    return values[Int(random.next() % UInt64(values.count))].value
  }

  private mutating func text(_ info: FieldInfo?) -> String {
    if case .text(let type)? = info?.kind { return text(type, &random) }
    let letters = random.pick(["abc XYZ_09.,", "가나다라힣 김민수", "aé한𝄞😀", "\u{1}\u{7F}\"\\/\n\t<"])
    let count = random.pick([0, 1, 3, 14, 15, 16, 17, 30, 42, 43, 127, 128, 300])
    return String((0..<count).map { _ in letters.randomElement(using: &random) ?? "x" })
  }

  private mutating func bytes() -> ProtobufCBinaryData {
    let count = random.pick([0, 1, 2, 3, 4, 16, 127, 128, 200])
    let memory = allocated(max(1, count)).assumingMemoryBound(to: UInt8.self)
    for index in 0..<count { memory[index] = UInt8(truncatingIfNeeded: random.next()) }
    return ProtobufCBinaryData(len: count, data: memory)
  }

  /// Memory as libprotobuf-c frees it.
  private func allocated(_ bytes: Int) -> UnsafeMutableRawPointer {
    guard let memory = malloc(bytes) else { fatalError("out of memory") }
    return memory
  }
}
