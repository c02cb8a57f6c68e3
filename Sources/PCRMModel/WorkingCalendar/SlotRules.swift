public import PCRMCore
public import ProtobufCodec

/// By what slots are chosen: the one with the fewest points is best. Ways are reckoned by the route
/// rules.
///
/// ```proto
/// message SlotRules {
///   int64 version = 1;
///   string note = 2;
///   int32 grid_minutes = 3;
///   int32 visit_minutes_max = 4;
///   int32 distance_max_m = 5;
///   int32 points_per_day = 6;
///   int32 points_per_travel_minute = 7;
///   int32 points_other_worker = 8;
///   int32 points_not_preferred = 9;
///   int32 points_full_day = 10;
///   int32 points_after_work = 11;
///   google.protobuf.Timestamp create_time = 12;
///   string created_by = 13;
/// }
/// ```
public struct SlotRules: Message {
  public static let protoName = "pcrm.v1.SlotRules"

  /// Output only in reads; in applying, the version that is expected to hold, or 0 for any.
  public var version: Int64 = 0
  /// Why this version, at most 500 characters.
  public var note = ""
  /// Slots begin at minutes of the day that this divides: 1 to 60.
  public var gridMinutes: Int32 = 0
  /// Minutes that visits may take on a day, where the hours do not say: 1 to 1,440.
  public var visitMinutesMax: Int32 = 0
  /// Farthest way to a customer from home or office, in metres: 0 to 1,000,000; 0 = any.
  public var distanceMaxM: Int32 = 0
  /// Points for each day later: 0 to 10,000. So are all points.
  public var pointsPerDay: Int32 = 0
  /// Points for each minute of way that the visit adds to the day.
  public var pointsPerTravelMinute: Int32 = 0
  /// Points for somebody else than the case worker.
  public var pointsOtherWorker: Int32 = 0
  /// Points for a time that is not one of those that the customer prefers.
  public var pointsNotPreferred: Int32 = 0
  /// Points for a day that is full afterwards; a day that is half full has half of them.
  public var pointsFullDay: Int32 = 0
  /// Points for a time after work.
  public var pointsAfterWork: Int32 = 0
  /// Output only. When it was applied.
  public var createTime: Timestamp?
  /// Output only. The principal who applied it.
  public var createdBy = PrincipalID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.string(2, "note", &note)
    try c.int32(3, "grid_minutes", &gridMinutes)
    try c.int32(4, "visit_minutes_max", &visitMinutesMax)
    try c.int32(5, "distance_max_m", &distanceMaxM)
    try c.int32(6, "points_per_day", &pointsPerDay)
    try c.int32(7, "points_per_travel_minute", &pointsPerTravelMinute)
    try c.int32(8, "points_other_worker", &pointsOtherWorker)
    try c.int32(9, "points_not_preferred", &pointsNotPreferred)
    try c.int32(10, "points_full_day", &pointsFullDay)
    try c.int32(11, "points_after_work", &pointsAfterWork)
    try c.message(12, "create_time", &createTime)
    try c.text(13, "created_by", &createdBy)
  }
}
