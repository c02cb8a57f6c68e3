public import PCRMCore
public import ProtobufCodec

/// A proposal of who visits whom when on a day.
///
/// ```proto
/// message RouteProposal {
///   string id = 1;
///   int64 version = 2;
///   RouteState state = 3;
///   CivilDate day = 4;
///   int64 seed = 5;
///   bool proven_best = 6;
///   int64 rules_version = 7;
///   int32 metres = 8;
///   int32 metres_before = 9;
///   int32 travel_minutes = 10;
///   int32 moved_count = 11;
///   int32 added_count = 12;
///   string created_by = 13;
///   google.protobuf.Timestamp create_time = 14;
///   string decided_by = 15;
///   google.protobuf.Timestamp decide_time = 16;
///   repeated DayRoute days = 32;
///   repeated RouteLeftOut left_out = 33;
///   repeated RouteWarning warnings = 34;
/// }
/// ```
public struct RouteProposal: Message {
  public static let protoName = "pcrm.v1.RouteProposal"

  /// UUID.
  public var id = RouteID()
  /// 1 when made, one more when applied or discarded.
  public var version: Int64 = 0
  /// Where it stands.
  public var state = RouteState.unspecified
  /// The day.
  public var day: CivilDate?
  /// The seed it was made with.
  public var seed: Int64 = 0
  /// It is certain that there is no better one in which the same visits keep their times.
  public var provenBest = false
  /// Version of the rules that it was made by.
  public var rulesVersion: Int64 = 0
  /// All ways together.
  public var metres: Int32 = 0
  /// The ways of the visits in the order that they have now; 0 when an order of visits cannot be
  /// kept.
  public var metresBefore: Int32 = 0
  /// Time on the way, all together.
  public var travelMinutes: Int32 = 0
  /// Visits that would get another time or another member of staff.
  public var movedCount: Int32 = 0
  /// Candidates that would be planned.
  public var addedCount: Int32 = 0
  /// Principal who asked for it.
  public var createdBy = PrincipalID()
  /// When it was made.
  public var createTime: Timestamp?
  /// Principal who applied or discarded it.
  public var decidedBy = PrincipalID()
  /// When it was applied or discarded.
  public var decideTime: Timestamp?
  /// The days, in the order of the request's staff.
  public var days: [DayRoute] = []
  /// What found no place, with the reason.
  public var leftOut: [RouteLeftOut] = []
  /// What is odd about the days, in words: visits too near each other, no room for a lunch.
  public var warnings: [RouteWarning] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.enumeration(3, "state", &state)
    try c.message(4, "day", &day)
    try c.int64(5, "seed", &seed)
    try c.bool(6, "proven_best", &provenBest)
    try c.int64(7, "rules_version", &rulesVersion)
    try c.int32(8, "metres", &metres)
    try c.int32(9, "metres_before", &metresBefore)
    try c.int32(10, "travel_minutes", &travelMinutes)
    try c.int32(11, "moved_count", &movedCount)
    try c.int32(12, "added_count", &addedCount)
    try c.text(13, "created_by", &createdBy)
    try c.message(14, "create_time", &createTime)
    try c.text(15, "decided_by", &decidedBy)
    try c.message(16, "decide_time", &decideTime)
    try c.message(32, "days", &days)
    try c.message(33, "left_out", &leftOut)
    try c.message(34, "warnings", &warnings)
  }
}

/// Where a proposal stands.
public struct RouteState: OpenEnum {
  public static let protoName = "pcrm.v1.RouteState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = RouteState(rawValue: 0)
  /// It can be applied as long as nothing changes.
  public static let ready = RouteState(rawValue: 1)
  /// It was applied.
  public static let applied = RouteState(rawValue: 2)
  /// It was put aside.
  public static let discarded = RouteState(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "ROUTE_STATE_UNSPECIFIED"),
    (1, "ROUTE_STATE_READY"),
    (2, "ROUTE_STATE_APPLIED"),
    (3, "ROUTE_STATE_DISCARDED"),
  ]
}
