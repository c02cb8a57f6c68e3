public import PCRMCore
public import ProtobufCodec

/// Two changes of one thing, one of them made on a device, that cannot both stand. What the server
/// had stays until somebody chooses.
///
/// ```proto
/// message SyncConflict {
///   string id = 1;
///   int64 version = 2;
///   EntityType entity = 3;
///   string entity_id = 4;
///   string customer_id = 5;
///   ConflictKind kind = 6;
///   repeated ConflictField fields = 7;
///   string staff_id = 8;
///   string device_id = 9;
///   int64 mutation_n = 10;
///   ConflictState state = 11;
///   google.protobuf.Timestamp create_time = 12;
///   google.protobuf.Timestamp resolve_time = 13;
///   string resolved_by = 14;
/// }
/// ```
public struct SyncConflict: Message {
  public static let protoName = "pcrm.v1.SyncConflict"

  /// UUID.
  public var id = SyncConflictID()
  /// Grows with each change.
  public var version: Int64 = 0
  /// What kind of row it is about: VISIT or CUSTOMER.
  public var entity = EntityType.unspecified
  /// The row's id.
  public var entityID = ""
  /// The customer whom it is about.
  public var customerID = CustomerID()
  /// Why it arose.
  public var kind = ConflictKind.unspecified
  /// What both changed.
  public var fields: [ConflictField] = []
  /// Member of staff whose device sent it.
  public var staffID = StaffID()
  /// The device.
  public var deviceID = DeviceID()
  /// Number of the mutation.
  public var mutationN: Int64 = 0
  /// Where it stands.
  public var state = ConflictState.unspecified
  /// When it arose.
  public var createTime: Timestamp?
  /// When it was resolved.
  public var resolveTime: Timestamp?
  /// Principal who resolved it.
  public var resolvedBy = PrincipalID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.enumeration(3, "entity", &entity)
    try c.string(4, "entity_id", &entityID)
    try c.text(5, "customer_id", &customerID)
    try c.enumeration(6, "kind", &kind)
    try c.message(7, "fields", &fields)
    try c.text(8, "staff_id", &staffID)
    try c.text(9, "device_id", &deviceID)
    try c.int64(10, "mutation_n", &mutationN)
    try c.enumeration(11, "state", &state)
    try c.message(12, "create_time", &createTime)
    try c.message(13, "resolve_time", &resolveTime)
    try c.text(14, "resolved_by", &resolvedBy)
  }
}

/// Why a conflict arose.
public struct ConflictKind: OpenEnum {
  public static let protoName = "pcrm.v1.ConflictKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every kind.
  public static let unspecified = ConflictKind(rawValue: 0)
  /// Both changed a field.
  public static let fields = ConflictKind(rawValue: 1)
  /// Both moved a visit: the device's time is a wish.
  public static let reschedule = ConflictKind(rawValue: 2)
  /// Work was done on a visit that had been cancelled or moved.
  public static let factAfterCancel = ConflictKind(rawValue: 3)
  /// The device asked for what only the office may change.
  public static let request = ConflictKind(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "CONFLICT_KIND_UNSPECIFIED"),
    (1, "CONFLICT_KIND_FIELDS"),
    (2, "CONFLICT_KIND_RESCHEDULE"),
    (3, "CONFLICT_KIND_FACT_AFTER_CANCEL"),
    (4, "CONFLICT_KIND_REQUEST"),
  ]
}

/// Where a conflict stands.
public struct ConflictState: OpenEnum {
  public static let protoName = "pcrm.v1.ConflictState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = ConflictState(rawValue: 0)
  /// Nobody has chosen.
  public static let open = ConflictState(rawValue: 1)
  /// Somebody has.
  public static let resolved = ConflictState(rawValue: 2)
  /// The row is gone: there is nothing to choose.
  public static let moot = ConflictState(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "CONFLICT_STATE_UNSPECIFIED"),
    (1, "CONFLICT_STATE_OPEN"),
    (2, "CONFLICT_STATE_RESOLVED"),
    (3, "CONFLICT_STATE_MOOT"),
  ]
}
