import CPCRM

/// A field as protoc-c describes it.
struct CField {
  let descriptor: UnsafePointer<ProtobufCFieldDescriptor>

  var name: String { String(cString: descriptor.pointee.name) }
  var number: Int { Int(descriptor.pointee.id) }
  var type: ProtobufCType { descriptor.pointee.type }
  var isRepeated: Bool { descriptor.pointee.label == PROTOBUF_C_LABEL_REPEATED }
  var isPacked: Bool { hasFlag(PROTOBUF_C_FIELD_FLAG_PACKED) }
  var isMember: Bool { hasFlag(PROTOBUF_C_FIELD_FLAG_ONEOF) }

  /// The message that the field holds; only for fields of type message.
  var message: CMessage? {
    guard type == PROTOBUF_C_TYPE_MESSAGE, let pointer = descriptor.pointee.descriptor else {
      return nil
    }
    return CMessage(descriptor: pointer.assumingMemoryBound(to: ProtobufCMessageDescriptor.self))
  }

  /// The enum that the field holds; only for fields of type enum.
  var enumeration: CEnum? {
    guard type == PROTOBUF_C_TYPE_ENUM, let pointer = descriptor.pointee.descriptor else {
      return nil
    }
    return CEnum(descriptor: pointer.assumingMemoryBound(to: ProtobufCEnumDescriptor.self))
  }

  private func hasFlag(_ flag: ProtobufCFieldFlag) -> Bool {
    descriptor.pointee.flags & UInt32(flag.rawValue) != 0
  }
}

/// A message as protoc-c describes it.
struct CMessage {
  let descriptor: UnsafePointer<ProtobufCMessageDescriptor>

  var name: String { String(cString: descriptor.pointee.name) }
  var fields: [CField] {
    (0..<Int(descriptor.pointee.n_fields)).map {
      CField(descriptor: descriptor.pointee.fields + $0)
    }
  }

  /// Every message of the contract.
  static var all: [CMessage] {
    var count = 0
    let list = pcrm_messages(&count)
    return (0..<count).compactMap { list?[$0].map(CMessage.init) }
  }
}

/// An enum as protoc-c describes it.
struct CEnum {
  let descriptor: UnsafePointer<ProtobufCEnumDescriptor>

  var name: String { String(cString: descriptor.pointee.name) }
  var values: [Int32: String] {
    let values = (0..<Int(descriptor.pointee.n_values)).map { descriptor.pointee.values[$0] }
    return Dictionary(
      uniqueKeysWithValues: values.map { (Int32($0.value), String(cString: $0.name)) })
  }

  /// Every enum of the contract.
  static var all: [CEnum] {
    var count = 0
    let list = pcrm_enums(&count)
    return (0..<count).compactMap { list?[$0].map(CEnum.init) }
  }
}

/// A service as protoc-c describes it.
struct CService {
  let descriptor: UnsafePointer<ProtobufCServiceDescriptor>

  var name: String { String(cString: descriptor.pointee.name) }
  /// Name of each method with the names of its request and response.
  var methods: [(name: String, request: String, response: String)] {
    (0..<Int(descriptor.pointee.n_methods)).map {
      let method = descriptor.pointee.methods[$0]
      return (
        String(cString: method.name), String(cString: method.input.pointee.name),
        String(cString: method.output.pointee.name)
      )
    }
  }

  /// Every service of the contract.
  static var all: [CService] {
    var count = 0
    let list = pcrm_services(&count)
    return (0..<count).compactMap { list?[$0].map(CService.init) }
  }
}
