public import PCRMCore
public import ProtobufCodec

/// Asks for a new version of the extension schema.
///
/// ```proto
/// message PutExtensionSchemaRequest {
///   string request_id = 1;
///   ExtensionSchema schema = 2;
/// }
/// ```
public struct PutExtensionSchemaRequest: Message {
  public static let protoName = "pcrm.v1.PutExtensionSchemaRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// All fields of the new version.
  public var schema: ExtensionSchema?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "schema", &schema)
  }
}

/// Asks for a version of the extension schema.
///
/// ```proto
/// message GetExtensionSchemaRequest {
///   int64 version = 1;
/// }
/// ```
public struct GetExtensionSchemaRequest: Message {
  public static let protoName = "pcrm.v1.GetExtensionSchemaRequest"

  /// Which; 0 = the newest.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
  }
}

/// Asks for the versions of the extension schema.
///
/// ```proto
/// message ListExtensionSchemasRequest {
///   int32 page_size = 1;
///   string page_token = 2;
/// }
/// ```
public struct ListExtensionSchemasRequest: Message {
  public static let protoName = "pcrm.v1.ListExtensionSchemasRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
  }
}

/// Versions of the extension schema.
///
/// ```proto
/// message ListExtensionSchemasResponse {
///   repeated ExtensionSchema schemas = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListExtensionSchemasResponse: Message {
  public static let protoName = "pcrm.v1.ListExtensionSchemasResponse"

  /// The versions.
  public var schemas: [ExtensionSchema] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "schemas", &schemas)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
