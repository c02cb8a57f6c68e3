public import PCRMCore
public import ProtobufCodec

/// Visits of one customer that come again.
///
/// ```proto
/// message VisitSeries {
///   string id = 1;
///   int64 version = 2;
///   SeriesState state = 3;
///   string customer_id = 4;
///   string staff_id = 5;
///   string office_id = 6;
///   string purpose = 7;
///   string case_id = 8;
///   string rule = 9;
///   string start = 10;
///   int32 duration_minutes = 11;
///   int32 earlier_minutes = 12;
///   int32 later_minutes = 13;
///   HolidayPolicy holiday_policy = 14;
///   int32 horizon_days = 15;
///   string previous_id = 16;
///   string next_id = 17;
///   google.protobuf.Timestamp end_time = 18;
///   string end_reason = 19;
///   google.protobuf.Timestamp planned_until = 20;
///   bool settling = 21;
///   int32 unplaced_count = 22;
///   google.protobuf.Timestamp create_time = 23;
///   google.protobuf.Timestamp update_time = 24;
///   repeated string added_times = 32;
///   repeated string removed_times = 33;
///   string place = 34;
///   string note = 35;
///   string outside_hours_reason = 36;
/// }
/// ```
public struct VisitSeries: Message {
  public static let protoName = "pcrm.v1.VisitSeries"

  /// UUID. A client may choose it.
  public var id = SeriesID()
  /// Output only in creates; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Output only. Whether it goes on.
  public var state = SeriesState.unspecified
  /// Whom the visits are for. Required; cannot be changed.
  public var customerID = CustomerID()
  /// Who goes. Required.
  public var staffID = StaffID()
  /// Office the visits count for, whose clock and holidays hold. Empty = the office of the member of
  /// staff.
  public var officeID = UnitID()
  /// What the visits are for: see Visit.purpose. Required.
  public var purpose = ""
  /// The case they are about; empty = none.
  public var caseID = CaseID()
  /// RFC 5545 recurrence rule as it stands behind "RRULE:", at most 500 characters, with RSCALE=DANGI of
  /// RFC 7529 for the lunar calendar. Its frequency is DAILY, WEEKLY, MONTHLY or YEARLY. Empty = only the
  /// start and `added_times`.
  public var rule = ""
  /// DTSTART: the local time from which on the rule counts. Required. It is an occurrence if the rule says
  /// so, or there is no rule.
  public var start = ""
  /// Length of a visit in minutes: 5 to 720. Required.
  public var durationMinutes: Int32 = 0
  /// So many minutes earlier an occurrence may be planned when its time is not free: at most 20,160.
  public var earlierMinutes: Int32 = 0
  /// So many minutes later: at most 20,160.
  public var laterMinutes: Int32 = 0
  /// What becomes of an occurrence on a day on which the office does not work.
  public var holidayPolicy = HolidayPolicy.unspecified
  /// Visits are planned for so many days ahead: 0 in a create = 90, at most 730.
  public var horizonDays: Int32 = 0
  /// Output only. The series that this one went on from.
  public var previousID = SeriesID()
  /// Output only. The series that goes on from this one.
  public var nextID = SeriesID()
  /// Output only. From this time on it has no occurrences. Absent = none but the rule's own.
  public var endTime: Timestamp?
  /// Output only. Why it was ended.
  public var endReason = ""
  /// Output only. Until when its occurrences were handled.
  public var plannedUntil: Timestamp?
  /// Output only. Whether its visits are still being brought to what it says.
  public var settling = false
  /// Output only. Occurrences to come that found no free time.
  public var unplacedCount: Int32 = 0
  /// Output only.
  public var createTime: Timestamp?
  /// Output only.
  public var updateTime: Timestamp?
  /// RDATE: local times that are occurrences too, at most 200.
  public var addedTimes: [String] = []
  /// EXDATE: local times of the rule that are no occurrences, at most 200.
  public var removedTimes: [String] = []
  /// The place in words, at most 300 characters; empty = the customer's main address.
  public var place = ""
  /// What to bear in mind at each visit, at most 2,000 characters. Nothing delicate.
  public var note = ""
  /// The visits are outside working hours on purpose: why, at most 200 characters; empty = they are not.
  public var outsideHoursReason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.enumeration(3, "state", &state)
    try c.text(4, "customer_id", &customerID)
    try c.text(5, "staff_id", &staffID)
    try c.text(6, "office_id", &officeID)
    try c.string(7, "purpose", &purpose)
    try c.text(8, "case_id", &caseID)
    try c.string(9, "rule", &rule)
    try c.string(10, "start", &start)
    try c.int32(11, "duration_minutes", &durationMinutes)
    try c.int32(12, "earlier_minutes", &earlierMinutes)
    try c.int32(13, "later_minutes", &laterMinutes)
    try c.enumeration(14, "holiday_policy", &holidayPolicy)
    try c.int32(15, "horizon_days", &horizonDays)
    try c.text(16, "previous_id", &previousID)
    try c.text(17, "next_id", &nextID)
    try c.message(18, "end_time", &endTime)
    try c.string(19, "end_reason", &endReason)
    try c.message(20, "planned_until", &plannedUntil)
    try c.bool(21, "settling", &settling)
    try c.int32(22, "unplaced_count", &unplacedCount)
    try c.message(23, "create_time", &createTime)
    try c.message(24, "update_time", &updateTime)
    try c.string(32, "added_times", &addedTimes)
    try c.string(33, "removed_times", &removedTimes)
    try c.string(34, "place", &place)
    try c.string(35, "note", &note)
    try c.string(36, "outside_hours_reason", &outsideHoursReason)
  }
}

/// Whether a series goes on.
public struct SeriesState: OpenEnum {
  public static let protoName = "pcrm.v1.SeriesState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = SeriesState(rawValue: 0)
  /// It goes on.
  public static let active = SeriesState(rawValue: 1)
  /// It was ended.
  public static let ended = SeriesState(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "SERIES_STATE_UNSPECIFIED"),
    (1, "SERIES_STATE_ACTIVE"),
    (2, "SERIES_STATE_ENDED"),
  ]
}

/// What becomes of an occurrence on a day on which the office does not work.
public struct HolidayPolicy: OpenEnum {
  public static let protoName = "pcrm.v1.HolidayPolicy"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The next working day.
  public static let unspecified = HolidayPolicy(rawValue: 0)
  /// It is left out.
  public static let skip = HolidayPolicy(rawValue: 1)
  /// It moves to the next working day.
  public static let nextWorkingDay = HolidayPolicy(rawValue: 2)
  /// It moves to the working day before.
  public static let previousWorkingDay = HolidayPolicy(rawValue: 3)
  /// It stays: visits on holidays are meant.
  public static let keep = HolidayPolicy(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "HOLIDAY_POLICY_UNSPECIFIED"),
    (1, "HOLIDAY_POLICY_SKIP"),
    (2, "HOLIDAY_POLICY_NEXT_WORKING_DAY"),
    (3, "HOLIDAY_POLICY_PREVIOUS_WORKING_DAY"),
    (4, "HOLIDAY_POLICY_KEEP"),
  ]
}
