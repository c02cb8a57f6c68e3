public import PCRMCore
public import ProtobufCodec

/// Asks for a new token.
///
/// ```proto
/// message CreateTokenRequest {
///   string request_id = 1;
///   Token token = 2;
/// }
/// ```
public struct CreateTokenRequest: Message {
  public static let protoName = "pcrm.v1.CreateTokenRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// principal_id, label and expire_time of the token.
  public var token: Token?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "token", &token)
  }
}

/// A new token.
///
/// ```proto
/// message CreateTokenResponse {
///   Token token = 1;
///   string secret = 2;
/// }
/// ```
public struct CreateTokenResponse: Message {
  public static let protoName = "pcrm.v1.CreateTokenResponse"

  /// The token.
  public var token: Token?
  /// The secret: keep it, it cannot be shown again. Empty in the answer to a repeat.
  public var secret = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "token", &token)
    try c.string(2, "secret", &secret)
  }
}

/// Asks for a page of tokens.
///
/// ```proto
/// message ListTokensRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string principal_id = 3;
///   bool show_invalid = 4;
/// }
/// ```
public struct ListTokensRequest: Message {
  public static let protoName = "pcrm.v1.ListTokensRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only this principal's.
  public var principalID = PrincipalID()
  /// Revoked and expired ones too.
  public var showInvalid = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "principal_id", &principalID)
    try c.bool(4, "show_invalid", &showInvalid)
  }
}

/// A page of tokens.
///
/// ```proto
/// message ListTokensResponse {
///   repeated Token tokens = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListTokensResponse: Message {
  public static let protoName = "pcrm.v1.ListTokensResponse"

  /// The tokens.
  public var tokens: [Token] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "tokens", &tokens)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to revoke a token.
///
/// ```proto
/// message RevokeTokenRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct RevokeTokenRequest: Message {
  public static let protoName = "pcrm.v1.RevokeTokenRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The token's id.
  public var id = TokenID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
  }
}
