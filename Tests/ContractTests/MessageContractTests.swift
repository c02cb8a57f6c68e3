import CPCRM
import PCRMModel
import ProtobufCodec
import TTRPC
import Testing

/// Every message of the contract that Swift speaks: the model's, and the door's envelope.
let swiftMessages: [any Message.Type] =
  Contract.messages + [
    TTRPCKeyValue.self, TTRPCRequest.self, TTRPCResponse.self,
  ]

/// Every message of the contract with each of the Swift types that speak it.
var pairs: [(message: CMessage, type: any Message.Type)] {
  CMessage.all.flatMap { message in
    swiftMessages.filter { $0.protoName == message.name }.map { (message, $0) }
  }
}

/// Messages and enums: what Swift says and what the contract says, both ways.
@Suite struct MessageContractTests {
  @Test("Every message of the contract exists in Swift, and the other way round")
  func sameMessages() {
    let contract = Set(CMessage.all.map(\.name))
    let swift = Set(swiftMessages.map { $0.protoName })
    #expect(contract.subtracting(swift).sorted() == [], "missing in Swift")
    #expect(swift.subtracting(contract).sorted() == [], "not in the contract")
    let model = Contract.messages.map { $0.protoName }
    #expect(model.count == Set(model).count, "a message is listed twice")
  }

  @Test("Every enum of the contract exists in Swift, and the other way round")
  func sameEnums() {
    let contract = Set(CEnum.all.map(\.name))
    let swift = Contract.enums.map { $0.protoName }
    #expect(contract.subtracting(swift).sorted() == [], "missing in Swift")
    #expect(Set(swift).subtracting(contract).sorted() == [], "not in the contract")
    #expect(swift.count == Set(swift).count, "an enum is listed twice")
  }

  @Test("Names, numbers, types, labels and packedness of all fields agree")
  func sameFields() {
    for (message, type) in pairs {
      let contract = message.fields.map(\.line).sorted()
      let swift = type.fieldList.map(\.line).sorted()
      #expect(swift == contract, "\(message.name)")
    }
  }

  @Test("Fields are listed in the order of their numbers, which is the order on the wire")
  func order() {
    for type in swiftMessages {
      let numbers = type.fieldList.map(\.number)
      #expect(numbers == numbers.sorted(), "\(type.protoName)")
    }
  }

  @Test("Names and numbers of all enum values agree")
  func sameValues() {
    let swift = Dictionary(uniqueKeysWithValues: Contract.enums.map { ($0.protoName, $0) })
    for enumeration in CEnum.all {
      guard let type = swift[enumeration.name] else { continue }
      let names = Dictionary(type.names.map { ($0.0, $0.1) }, uniquingKeysWith: { a, _ in a })
      #expect(names == enumeration.values, "\(enumeration.name)")
      #expect(names.count == type.names.count, "\(enumeration.name) lists a number twice")
    }
  }
}

extension CField {
  /// The field as the contract has it, on one line: "16 names: repeated pcrm.v1.CustomerName".
  var line: String {
    let label =
      if isRepeated { isPacked ? "packed" : "repeated" } else if isMember { "member" } else {
        "singular"
      }
    let what = message?.name ?? enumeration?.name ?? Self.typeNames[type.rawValue] ?? "?"
    return "\(number) \(name): \(label) \(what)"
  }

  private static let typeNames: [UInt32: String] = Dictionary(
    uniqueKeysWithValues: [
      (PROTOBUF_C_TYPE_INT32, "int32"), (PROTOBUF_C_TYPE_SINT32, "sint32"),
      (PROTOBUF_C_TYPE_SFIXED32, "sfixed32"), (PROTOBUF_C_TYPE_INT64, "int64"),
      (PROTOBUF_C_TYPE_SINT64, "sint64"), (PROTOBUF_C_TYPE_SFIXED64, "sfixed64"),
      (PROTOBUF_C_TYPE_UINT32, "uint32"), (PROTOBUF_C_TYPE_FIXED32, "fixed32"),
      (PROTOBUF_C_TYPE_UINT64, "uint64"), (PROTOBUF_C_TYPE_FIXED64, "fixed64"),
      (PROTOBUF_C_TYPE_FLOAT, "float"), (PROTOBUF_C_TYPE_DOUBLE, "double"),
      (PROTOBUF_C_TYPE_BOOL, "bool"), (PROTOBUF_C_TYPE_STRING, "string"),
      (PROTOBUF_C_TYPE_BYTES, "bytes"),
    ].map { ($0.0.rawValue, $0.1) })
}

extension FieldInfo {
  /// The field as Swift has it, on one line in the same form.
  var line: String {
    let name =
      switch label {
      // The contract has no explicit presence of scalars: a message is the one field that may be
      // absent, and has no other form.
      case .singular: "singular"
      case .optional: isMessage ? "singular" : "optional"
      case .repeated: isPacked ? "packed" : "repeated"
      case .member: "member"
      }
    return "\(number) \(self.name): \(name) \(typeName)"
  }

  private var isMessage: Bool { if case .message = kind { true } else { false } }

  private var typeName: String {
    switch kind {
    case .message(let type): type.protoName
    case .enumeration(let type): type.protoName
    case .text: "string"
    default: "\(kind)"
    }
  }
}
