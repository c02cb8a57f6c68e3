public import PCRMCore
public import ProtobufCodec

/// Somebody or something that calls the server.
///
/// ```proto
/// message Principal {
///   string id = 1;
///   int64 version = 2;
///   string name = 3;
///   string display_name = 4;
///   string staff_id = 5;
///   Scope scope = 6;
///   string office_id = 7;
///   bool disabled = 8;
///   google.protobuf.Timestamp create_time = 9;
///   google.protobuf.Timestamp update_time = 10;
///   repeated Role roles = 16;
/// }
/// ```
public struct Principal: Message {
  public static let protoName = "pcrm.v1.Principal"

  /// UUID. A client may choose it.
  public var id = PrincipalID()
  /// Output only in creates; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Unique name, 1 to 64 of a–z, 0–9, "_", "-", "." and "@". Required.
  public var name = ""
  /// What to show, at most 200 characters.
  public var displayName = ""
  /// The staff member it stands for; empty for a machine. Scope "own" needs one.
  public var staffID = StaffID()
  /// Whose customers it sees. Required.
  public var scope = PrincipalScope.unspecified
  /// The office that scope "office" means, with the offices below. Empty = the staff member's.
  public var officeID = UnitID()
  /// Its calls are refused.
  public var disabled = false
  /// Output only. When it was created.
  public var createTime: Timestamp?
  /// Output only. When it was last changed.
  public var updateTime: Timestamp?
  /// What it may do: the sum of its roles. At least one.
  public var roles: [Role] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.string(3, "name", &name)
    try c.string(4, "display_name", &displayName)
    try c.text(5, "staff_id", &staffID)
    try c.enumeration(6, "scope", &scope)
    try c.text(7, "office_id", &officeID)
    try c.bool(8, "disabled", &disabled)
    try c.message(9, "create_time", &createTime)
    try c.message(10, "update_time", &updateTime)
    try c.enumeration(16, "roles", &roles)
  }
}

/// Whose customers a principal sees.
public struct PrincipalScope: OpenEnum {
  public static let protoName = "pcrm.v1.Scope"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = PrincipalScope(rawValue: 0)
  /// Those whose case worker it is.
  public static let own = PrincipalScope(rawValue: 1)
  /// Those of its office and the offices below.
  public static let office = PrincipalScope(rawValue: 2)
  /// All.
  public static let all = PrincipalScope(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "SCOPE_UNSPECIFIED"),
    (1, "SCOPE_OWN"),
    (2, "SCOPE_OFFICE"),
    (3, "SCOPE_ALL"),
  ]
}

/// Bundles of permissions.
public struct Role: OpenEnum {
  public static let protoName = "pcrm.v1.Role"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write; in a filter: every role.
  public static let unspecified = Role(rawValue: 0)
  /// Everything.
  public static let admin = Role(rawValue: 1)
  /// Runs an office; which permissions each role has is listed in the contract.
  public static let manager = Role(rawValue: 2)
  /// Serves customers by phone and at the counter, and books visits for others.
  public static let counsellor = Role(rawValue: 3)
  /// Serves customers where they live.
  public static let field = Role(rawValue: 4)
  /// Sees everything, changes nothing.
  public static let auditor = Role(rawValue: 5)
  /// Another system of the agency.
  public static let integration = Role(rawValue: 6)

  public static let names: [(Int32, String)] = [
    (0, "ROLE_UNSPECIFIED"),
    (1, "ROLE_ADMIN"),
    (2, "ROLE_MANAGER"),
    (3, "ROLE_COUNSELLOR"),
    (4, "ROLE_FIELD"),
    (5, "ROLE_AUDITOR"),
    (6, "ROLE_INTEGRATION"),
  ]
}
