public import PCRMCore
public import ProtobufCodec

/// Asks to add a resource.
///
/// ```proto
/// message CreateResourceRequest {
///   string request_id = 1;
///   Resource resource = 2;
/// }
/// ```
public struct CreateResourceRequest: Message {
  public static let protoName = "pcrm.v1.CreateResourceRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The resource: kind, name and office_id are required.
  public var resource: Resource?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "resource", &resource)
  }
}

/// Asks for one resource.
///
/// ```proto
/// message GetResourceRequest {
///   string id = 1;
/// }
/// ```
public struct GetResourceRequest: Message {
  public static let protoName = "pcrm.v1.GetResourceRequest"

  /// The resource's id.
  public var id = ResourceID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of resources.
///
/// ```proto
/// message ListResourcesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string office_id = 3;
///   ResourceKind kind = 4;
///   bool include_retired = 5;
/// }
/// ```
public struct ListResourcesRequest: Message {
  public static let protoName = "pcrm.v1.ListResourcesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this unit.
  public var officeID = UnitID()
  /// Only of this kind.
  public var kind = ResourceKind.unspecified
  /// Those that are retired too.
  public var includeRetired = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "office_id", &officeID)
    try c.enumeration(4, "kind", &kind)
    try c.bool(5, "include_retired", &includeRetired)
  }
}

/// A page of resources.
///
/// ```proto
/// message ListResourcesResponse {
///   repeated Resource resources = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListResourcesResponse: Message {
  public static let protoName = "pcrm.v1.ListResourcesResponse"

  /// The resources.
  public var resources: [Resource] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "resources", &resources)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to change a resource.
///
/// ```proto
/// message UpdateResourceRequest {
///   string request_id = 1;
///   Resource resource = 2;
///   google.protobuf.FieldMask update_mask = 3;
/// }
/// ```
public struct UpdateResourceRequest: Message {
  public static let protoName = "pcrm.v1.UpdateResourceRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// Id, expected version and new values.
  public var resource: Resource?
  /// What to change. Empty = every field that is not empty.
  public var updateMask: FieldMask?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "resource", &resource)
    try c.message(3, "update_mask", &updateMask)
  }
}
