import ProtobufCodec

extension Contract {
  static let customerMessages: [any Message.Type] = []

  static let customerEnums: [any OpenEnum.Type] = []
}
