public import ProtobufCodec

/// Asks whether the caller may decide something.
///
/// ```proto
/// message CheckAuthorityRequest {
///   AuthorityKind kind = 1;
///   string code = 2;
///   oneof amount {
///     int64 amount_won = 3;
///   }
/// }
/// ```
public struct CheckAuthorityRequest: Message {
  public static let protoName = "pcrm.v1.CheckAuthorityRequest"

  /// Its amount; absent = without one.
  public enum Amount: Sendable, Equatable {
    /// In won, 0 or more.
    case amountWon(Int64)
  }

  /// Kind of authority. Unspecified = a decision.
  public var kind = AuthorityKind.unspecified
  /// Code of the decision, task or recovery. Required.
  public var code = ""
  /// Its amount; absent = without one.
  public var amount: Amount?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "kind", &kind)
    try c.string(2, "code", &code)
    try c.oneofInt64(
      3, "amount_won", &amount,
      { if case .amountWon(let v)? = $0 { v } else { nil } }, Amount.amountWon)
  }
}

/// What the caller may decide.
///
/// ```proto
/// message Authority {
///   bool limited = 1;
///   string role = 2;
///   oneof limit {
///     int64 amount_won = 3;
///   }
/// }
/// ```
public struct Authority: Message {
  public static let protoName = "pcrm.v1.Authority"

  /// How far it goes; absent = without limit.
  public enum Limit: Sendable, Equatable {
    /// In won.
    case amountWon(Int64)
  }

  /// Whether any limit speaks of it; if not, the permission alone decides.
  public var limited = false
  /// The caller's role that allows it furthest.
  public var role = ""
  /// How far it goes; absent = without limit.
  public var limit: Limit?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.bool(1, "limited", &limited)
    try c.string(2, "role", &role)
    try c.oneofInt64(
      3, "amount_won", &limit,
      { if case .amountWon(let v)? = $0 { v } else { nil } }, Limit.amountWon)
  }
}
