public import PCRMCore
public import ProtobufCodec

/// Asks for a new principal.
///
/// ```proto
/// message CreatePrincipalRequest {
///   string request_id = 1;
///   Principal principal = 2;
/// }
/// ```
public struct CreatePrincipalRequest: Message {
  public static let protoName = "pcrm.v1.CreatePrincipalRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The principal. Its `id` may be set.
  public var principal: Principal?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "principal", &principal)
  }
}

/// Asks for one principal.
///
/// ```proto
/// message GetPrincipalRequest {
///   string id = 1;
/// }
/// ```
public struct GetPrincipalRequest: Message {
  public static let protoName = "pcrm.v1.GetPrincipalRequest"

  /// The principal's id.
  public var id = PrincipalID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of principals.
///
/// ```proto
/// message ListPrincipalsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   Role role = 3;
/// }
/// ```
public struct ListPrincipalsRequest: Message {
  public static let protoName = "pcrm.v1.ListPrincipalsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only those with this role.
  public var role = Role.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.enumeration(3, "role", &role)
  }
}

/// A page of principals.
///
/// ```proto
/// message ListPrincipalsResponse {
///   repeated Principal principals = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListPrincipalsResponse: Message {
  public static let protoName = "pcrm.v1.ListPrincipalsResponse"

  /// The principals.
  public var principals: [Principal] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "principals", &principals)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a change of a principal.
///
/// ```proto
/// message UpdatePrincipalRequest {
///   string request_id = 1;
///   Principal principal = 2;
///   google.protobuf.FieldMask update_mask = 3;
/// }
/// ```
public struct UpdatePrincipalRequest: Message {
  public static let protoName = "pcrm.v1.UpdatePrincipalRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// New values. `id` is required; `version`, when not 0, must be the present one.
  public var principal: Principal?
  /// What to change. Absent or empty = every field of `principal` that is not empty.
  public var updateMask: FieldMask?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "principal", &principal)
    try c.message(3, "update_mask", &updateMask)
  }
}
