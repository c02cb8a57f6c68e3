public import PCRMCore
public import ProtobufCodec

/// Proof of who calls: sent as metadata "authorization: Bearer SECRET".
///
/// ```proto
/// message Token {
///   string id = 1;
///   int64 version = 2;
///   string principal_id = 3;
///   string label = 4;
///   google.protobuf.Timestamp expire_time = 5;
///   google.protobuf.Timestamp create_time = 6;
///   google.protobuf.Timestamp revoke_time = 7;
/// }
/// ```
public struct Token: Message {
  public static let protoName = "pcrm.v1.Token"

  /// UUID.
  public var id = TokenID()
  /// Output only, but for the version that is expected in RevokeToken.
  public var version: Int64 = 0
  /// Whose token it is. Required.
  public var principalID = PrincipalID()
  /// What it is for, at most 200 characters.
  public var label = ""
  /// From when on it is refused. Absent = never.
  public var expireTime: Timestamp?
  /// Output only. When it was made.
  public var createTime: Timestamp?
  /// Output only. When it was revoked; absent while it is not.
  public var revokeTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "principal_id", &principalID)
    try c.string(4, "label", &label)
    try c.message(5, "expire_time", &expireTime)
    try c.message(6, "create_time", &createTime)
    try c.message(7, "revoke_time", &revokeTime)
  }
}
