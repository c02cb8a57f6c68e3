public import PCRMCore
public import ProtobufCodec

/// Who may decide what alone: a document that is applied as a whole.
///
/// ```proto
/// message AuthorityLimits {
///   int64 version = 1;
///   string note = 2;
///   google.protobuf.Timestamp create_time = 3;
///   string created_by = 4;
///   repeated AuthorityLimit limits = 16;
/// }
/// ```
public struct AuthorityLimits: Message {
  public static let protoName = "pcrm.v1.AuthorityLimits"

  /// Output only. 1, 2, 3, …
  public var version: Int64 = 0
  /// What changed, for the list of versions, at most 500 characters.
  public var note = ""
  /// Output only. When it was applied.
  public var createTime: Timestamp?
  /// Output only. Principal who applied it.
  public var createdBy = PrincipalID()
  /// The limits, at most 1,000. What no limit speaks of is left to the permission alone.
  public var limits: [AuthorityLimit] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.string(2, "note", &note)
    try c.message(3, "create_time", &createTime)
    try c.text(4, "created_by", &createdBy)
    try c.message(16, "limits", &limits)
  }
}

/// What a role may decide or do alone.
///
/// ```proto
/// message AuthorityLimit {
///   string role = 1;
///   AuthorityKind kind = 2;
///   string code = 3;
///   oneof limit {
///     int64 amount_won = 4;
///   }
///   CivilDate valid_from = 5;
///   CivilDate valid_to = 6;
/// }
/// ```
public struct AuthorityLimit: Message {
  public static let protoName = "pcrm.v1.AuthorityLimit"

  /// How far it goes; absent = without limit.
  public enum Limit: Sendable, Equatable {
    /// Up to this amount in won, 0 or more.
    case amountWon(Int64)
  }

  /// A role of principals ("admin", "manager", "counsellor", "field", "auditor", "integration")
  /// or one that staff have for a time (see StaffRole). Required.
  public var role = ""
  /// What kind of authority. Required.
  public var kind = AuthorityKind.unspecified
  /// Code of the decision, task or recovery: 1 to 64 of a–z, 0–9, "_", "-" and ".". Required.
  public var code = ""
  /// How far it goes; absent = without limit.
  public var limit: Limit?
  /// First day. Absent = since ever.
  public var validFrom: CivilDate?
  /// The day on which it no longer holds. Absent = open.
  public var validTo: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "role", &role)
    try c.enumeration(2, "kind", &kind)
    try c.string(3, "code", &code)
    try c.oneofInt64(
      4, "amount_won", &limit,
      { if case .amountWon(let v)? = $0 { v } else { nil } }, Limit.amountWon)
    try c.message(5, "valid_from", &validFrom)
    try c.message(6, "valid_to", &validTo)
  }
}

/// Kinds of delegated authority.
public struct AuthorityKind: OpenEnum {
  public static let protoName = "pcrm.v1.AuthorityKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write; in a filter: every kind.
  public static let unspecified = AuthorityKind(rawValue: 0)
  /// To decide, up to an amount.
  public static let decision = AuthorityKind(rawValue: 1)
  /// To do a task at the counter.
  public static let task = AuthorityKind(rawValue: 2)
  /// To make good a dissatisfied customer, up to an amount.
  public static let recovery = AuthorityKind(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "AUTHORITY_KIND_UNSPECIFIED"),
    (1, "AUTHORITY_KIND_DECISION"),
    (2, "AUTHORITY_KIND_TASK"),
    (3, "AUTHORITY_KIND_RECOVERY"),
  ]
}
