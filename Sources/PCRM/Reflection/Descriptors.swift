import ProtobufCodec

// The parts of google/protobuf/descriptor.proto that a description needs.

/// A compiled file of the contract.
struct FileDescriptor: Message {
  static let protoName = "google.protobuf.FileDescriptorProto"

  var name = ""
  var package = ""
  var dependencies: [String] = []
  var messages: [MessageDescriptor] = []
  var enums: [EnumDescriptor] = []
  var services: [ServiceDescriptor] = []
  var source: SourceInfo?

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.string(2, "package", &package)
    try c.string(3, "dependency", &dependencies)
    try c.message(4, "message_type", &messages)
    try c.message(5, "enum_type", &enums)
    try c.message(6, "service", &services)
    try c.message(9, "source_code_info", &source)
  }
}

/// All files, each still in its own bytes.
struct FileSet: Message {
  static let protoName = "google.protobuf.FileDescriptorSet"

  var files: [[UInt8]] = []

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.bytes(1, "file", &files)
  }
}

struct MessageDescriptor: Message {
  static let protoName = "google.protobuf.DescriptorProto"

  var name = ""
  var members: [FieldDescriptor] = []
  var nested: [MessageDescriptor] = []
  var enums: [EnumDescriptor] = []
  var oneofs: [OneofDescriptor] = []

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.message(2, "field", &members)
    try c.message(3, "nested_type", &nested)
    try c.message(4, "enum_type", &enums)
    try c.message(8, "oneof_decl", &oneofs)
  }
}

struct FieldDescriptor: Message {
  static let protoName = "google.protobuf.FieldDescriptorProto"

  var name = ""
  var number: Int32 = 0
  /// 3 is repeated.
  var label: Int32 = 0
  var type: Int32 = 0
  /// With a leading dot, for messages and enums.
  var typeName = ""
  var oneofIndex: Int32?

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int32(3, "number", &number)
    try c.int32(4, "label", &label)
    try c.int32(5, "type", &type)
    try c.string(6, "type_name", &typeName)
    try c.int32(9, "oneof_index", &oneofIndex)
  }
}

struct OneofDescriptor: Message {
  static let protoName = "google.protobuf.OneofDescriptorProto"

  var name = ""

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
  }
}

struct EnumDescriptor: Message {
  static let protoName = "google.protobuf.EnumDescriptorProto"

  var name = ""
  var values: [EnumValueDescriptor] = []

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.message(2, "value", &values)
  }
}

struct EnumValueDescriptor: Message {
  static let protoName = "google.protobuf.EnumValueDescriptorProto"

  var name = ""
  var number: Int32 = 0

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int32(2, "number", &number)
  }
}

struct ServiceDescriptor: Message {
  static let protoName = "google.protobuf.ServiceDescriptorProto"

  var name = ""
  var methods: [MethodDescriptor] = []

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.message(2, "method", &methods)
  }
}

struct MethodDescriptor: Message {
  static let protoName = "google.protobuf.MethodDescriptorProto"

  var name = ""
  var input = ""
  var output = ""
  var isClientStreaming = false
  var isServerStreaming = false

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.string(2, "input_type", &input)
    try c.string(3, "output_type", &output)
    try c.bool(5, "client_streaming", &isClientStreaming)
    try c.bool(6, "server_streaming", &isServerStreaming)
  }
}

/// Where things stand in the file, and the comments before them.
struct SourceInfo: Message {
  static let protoName = "google.protobuf.SourceCodeInfo"

  struct Location: Message {
    static let protoName = "google.protobuf.SourceCodeInfo.Location"

    /// Field numbers and places, from the file down: [4, 0, 2, 1] is the second field of the first message.
    var path: [Int32] = []
    var leadingComments = ""

    mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
      try c.int32(1, "path", &path)
      try c.string(3, "leading_comments", &leadingComments)
    }
  }

  var locations: [Location] = []

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "location", &locations)
  }
}
