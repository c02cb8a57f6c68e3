public import PCRMCore
public import ProtobufCodec

/// How ways are reckoned and days laid out.
///
/// ```proto
/// message RouteRules {
///   int64 version = 1;
///   string note = 2;
///   DayPlace start = 3;
///   DayPlace end = 4;
///   LunchRule lunch = 5;
///   int32 moved_confirmed_metres = 6;
///   int32 left_out_metres = 7;
///   google.protobuf.Timestamp create_time = 8;
///   string created_by = 9;
///   int32 day_from_minute = 10;
///   int32 day_before_minute = 11;
///   int32 moved_planned_metres = 12;
///   repeated TravelArea areas = 16;
/// }
/// ```
public struct RouteRules: Message {
  public static let protoName = "pcrm.v1.RouteRules"

  /// Output only in reads; in applying, the version that is expected to hold, or 0 for any.
  public var version: Int64 = 0
  /// Why this version, at most 500 characters.
  public var note = ""
  /// Where a day begins, unless a request says otherwise. Unspecified = at the office.
  public var start = DayPlace.unspecified
  /// Where a day ends, unless a request says otherwise. Unspecified = at the office.
  public var end = DayPlace.unspecified
  /// The break of a day in which the calendar has none.
  public var lunch: LunchRule?
  /// What moving a visit costs that the customer confirmed, in metres of way: 0 to 1,000,000.
  public var movedConfirmedMetres: Int32 = 0
  /// What leaving out costs a visit that may be left out and says no price of its own, in metres of
  /// way: 0 to 1,000,000.
  public var leftOutMetres: Int32 = 0
  /// Output only. When it was applied.
  public var createTime: Timestamp?
  /// Output only. The principal who applied it.
  public var createdBy = PrincipalID()
  /// When a day begins for which the calendar has no hours, in minutes after midnight: 540 is nine.
  public var dayFromMinute: Int32 = 0
  /// When it ends: 1,080 is six in the evening.
  public var dayBeforeMinute: Int32 = 0
  /// What moving a visit costs that nobody has confirmed, in metres of way: 0 to 1,000,000. With 0,
  /// visits may change places although nothing is gained.
  public var movedPlannedMetres: Int32 = 0
  /// How people get about, by office: 1 to 100; the last has no offices and holds for all others.
  public var areas: [TravelArea] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.string(2, "note", &note)
    try c.enumeration(3, "start", &start)
    try c.enumeration(4, "end", &end)
    try c.message(5, "lunch", &lunch)
    try c.int32(6, "moved_confirmed_metres", &movedConfirmedMetres)
    try c.int32(7, "left_out_metres", &leftOutMetres)
    try c.message(8, "create_time", &createTime)
    try c.text(9, "created_by", &createdBy)
    try c.int32(10, "day_from_minute", &dayFromMinute)
    try c.int32(11, "day_before_minute", &dayBeforeMinute)
    try c.int32(12, "moved_planned_metres", &movedPlannedMetres)
    try c.message(16, "areas", &areas)
  }
}

/// A rest that a day with visits has, taken wherever the person is then.
///
/// ```proto
/// message LunchRule {
///   int32 minutes = 1;
///   int32 from_minute = 2;
///   int32 before_minute = 3;
/// }
/// ```
public struct LunchRule: Message {
  public static let protoName = "pcrm.v1.LunchRule"

  /// Minutes that it lasts: 0 to 180; 0 = none.
  public var minutes: Int32 = 0
  /// When it may begin at the earliest, in minutes after midnight: 690 is half past eleven.
  public var fromMinute: Int32 = 0
  /// When it must be over, in minutes after midnight: 810 is half past one.
  public var beforeMinute: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "minutes", &minutes)
    try c.int32(2, "from_minute", &fromMinute)
    try c.int32(3, "before_minute", &beforeMinute)
  }
}

/// How people get about in an area: for example a city, or the country.
///
/// ```proto
/// message TravelArea {
///   string name = 1;
///   int32 detour_permille = 2;
///   int32 stop_seconds = 3;
///   repeated string office_ids = 16;
///   repeated TravelSpeed speeds = 17;
/// }
/// ```
public struct TravelArea: Message {
  public static let protoName = "pcrm.v1.TravelArea"

  /// Name, unique among the areas: 1 to 64 of a–z, 0–9, "_", "-" and ".". Required.
  public var name = ""
  /// Ways are so much longer than the great circle: 1,000 to 5,000 thousandths.
  public var detourPermille: Int32 = 0
  /// What every way takes whatever its length (parking, stairs): 0 to 3,600 seconds.
  public var stopSeconds: Int32 = 0
  /// Offices for whose staff it holds, at most 1,000.
  public var officeIDs: [UnitID] = []
  /// Speeds by the length of the way, 1 to 10, from the shortest on.
  public var speeds: [TravelSpeed] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int32(2, "detour_permille", &detourPermille)
    try c.int32(3, "stop_seconds", &stopSeconds)
    try c.text(16, "office_ids", &officeIDs)
    try c.message(17, "speeds", &speeds)
  }
}

/// How quick people are on a part of their way.
///
/// ```proto
/// message TravelSpeed {
///   int32 from_metres = 1;
///   int32 metres_per_hour = 2;
/// }
/// ```
public struct TravelSpeed: Message {
  public static let protoName = "pcrm.v1.TravelSpeed"

  /// The part begins after so many metres; the first at 0, each later than the one before.
  public var fromMetres: Int32 = 0
  /// 1,000 to 200,000 metres an hour.
  public var metresPerHour: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "from_metres", &fromMetres)
    try c.int32(2, "metres_per_hour", &metresPerHour)
  }
}
