public import ProtobufCodec

/// Asks for the methods.
///
/// ```proto
/// message ListMethodsRequest {
///   string service = 1;
/// }
/// ```
public struct ListMethodsRequest: Message {
  public static let protoName = "pcrm.v1.ListMethodsRequest"

  /// Only of this service, for example "pcrm.v1.CustomerService". Empty = all.
  public var service = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "service", &service)
  }
}

/// The methods.
///
/// ```proto
/// message ListMethodsResponse {
///   repeated MethodInfo methods = 1;
/// }
/// ```
public struct ListMethodsResponse: Message {
  public static let protoName = "pcrm.v1.ListMethodsResponse"

  /// Every method, in the order of names.
  public var methods: [MethodInfo] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "methods", &methods)
  }
}

/// One method.
///
/// ```proto
/// message MethodInfo {
///   string name = 1;
///   string request_type = 2;
///   string response_type = 3;
///   bool client_streaming = 4;
///   bool server_streaming = 5;
///   string permission = 6;
///   string comment = 7;
/// }
/// ```
public struct MethodInfo: Message {
  public static let protoName = "pcrm.v1.MethodInfo"

  /// Full name, for example "pcrm.v1.CustomerService/GetCustomer".
  public var name = ""
  /// Full name of the request's message.
  public var requestType = ""
  /// Full name of the response's message.
  public var responseType = ""
  /// The caller sends a stream of requests.
  public var clientStreaming = false
  /// The server sends a stream of responses.
  public var serverStreaming = false
  /// The permission that it needs, for example "view_customers"; empty = none.
  public var permission = ""
  /// Its comment in the contract.
  public var comment = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.string(2, "request_type", &requestType)
    try c.string(3, "response_type", &responseType)
    try c.bool(4, "client_streaming", &clientStreaming)
    try c.bool(5, "server_streaming", &serverStreaming)
    try c.string(6, "permission", &permission)
    try c.string(7, "comment", &comment)
  }
}

/// Asks for a description.
///
/// ```proto
/// message DescribeRequest {
///   string symbol = 1;
/// }
/// ```
public struct DescribeRequest: Message {
  public static let protoName = "pcrm.v1.DescribeRequest"

  /// Full name: "pcrm.v1.Customer", "pcrm.v1.Customer.names", "pcrm.v1.CustomerKind",
  /// "pcrm.v1.CustomerService" or "pcrm.v1.CustomerService/GetCustomer".
  public var symbol = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "symbol", &symbol)
  }
}

/// A description.
///
/// ```proto
/// message DescribeResponse {
///   string symbol = 1;
///   SymbolKind kind = 2;
///   string file = 3;
///   string text = 4;
///   repeated bytes file_descriptors = 5;
/// }
/// ```
public struct DescribeResponse: Message {
  public static let protoName = "pcrm.v1.DescribeResponse"

  /// The symbol's full name.
  public var symbol = ""
  /// What it is.
  public var kind = SymbolKind.unspecified
  /// Name of the file that declares it, for example "pcrm/v1/customer.proto".
  public var file = ""
  /// Its declaration in the language of .proto files, with the comments.
  public var text = ""
  /// Serialised google.protobuf.FileDescriptorProto of that file and of all that it imports,
  /// imported files first.
  public var fileDescriptors: [[UInt8]] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "symbol", &symbol)
    try c.enumeration(2, "kind", &kind)
    try c.string(3, "file", &file)
    try c.string(4, "text", &text)
    try c.bytes(5, "file_descriptors", &fileDescriptors)
  }
}

/// Kinds of symbols.
public struct SymbolKind: OpenEnum {
  public static let protoName = "pcrm.v1.SymbolKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Never sent.
  public static let unspecified = SymbolKind(rawValue: 0)
  /// A service.
  public static let service = SymbolKind(rawValue: 1)
  /// A method.
  public static let method = SymbolKind(rawValue: 2)
  /// A message.
  public static let message = SymbolKind(rawValue: 3)
  /// A field.
  public static let field = SymbolKind(rawValue: 4)
  /// An enum.
  public static let `enum` = SymbolKind(rawValue: 5)
  /// A value of an enum.
  public static let enumValue = SymbolKind(rawValue: 6)

  public static let names: [(Int32, String)] = [
    (0, "SYMBOL_KIND_UNSPECIFIED"),
    (1, "SYMBOL_KIND_SERVICE"),
    (2, "SYMBOL_KIND_METHOD"),
    (3, "SYMBOL_KIND_MESSAGE"),
    (4, "SYMBOL_KIND_FIELD"),
    (5, "SYMBOL_KIND_ENUM"),
    (6, "SYMBOL_KIND_ENUM_VALUE"),
  ]
}
