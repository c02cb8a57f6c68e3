public import PCRMCore
public import ProtobufCodec

/// Who is visited how often, by whom, and how much of that the staff can do.
///
/// ```proto
/// message VisitPlan {
///   string code = 1;
///   int32 version = 2;
///   string name = 3;
///   bool retired = 4;
///   string purpose = 5;
///   int32 duration_minutes = 6;
///   int32 gap_minutes = 7;
///   string segment = 8;
///   bool adopted = 9;
///   string programme_id = 10;
///   repeated string customer_ids = 32;
///   int32 every_days = 11;
///   string rule = 12;
///   CivilDate start_date = 13;
///   VisitPlanEvent event = 14;
///   int32 within_days = 15;
///   int32 tolerance_days = 16;
///   VisitPlanVisitor visitor = 17;
///   string role = 18;
///   bool same_office = 19;
///   repeated string staff_ids = 33;
///   int32 per_day = 20;
///   int32 per_week = 21;
///   int32 from_minute = 22;
///   int32 to_minute = 23;
///   repeated Weekday weekdays = 34;
///   string outside_hours_reason = 24;
///   int32 horizon_days = 25;
///   VisitPlanLeaving leaving = 26;
///   bool nightly = 27;
///   int64 seed = 28;
///   google.protobuf.Timestamp create_time = 29;
///   string created_by = 30;
///   string id = 31;
/// }
/// ```
public struct VisitPlan: Message {
  public static let protoName = "pcrm.v1.VisitPlan"

  /// Code, unique: 1 to 64 of a–z, 0–9, "_" and "-". Required.
  public var code = ""
  /// Output only. 1, 2, 3, … with each change.
  public var version: Int32 = 0
  /// Name, 1 to 200 characters. Required.
  public var name = ""
  /// It no longer plans anything.
  public var retired = false
  /// What the visits are for: see Visit.purpose. Required.
  public var purpose = ""
  /// Length of a visit in minutes: 5 to 720. Required.
  public var durationMinutes: Int32 = 0
  /// Minutes between two visits of one member of staff, for the way: at most 480.
  public var gapMinutes: Int32 = 0
  /// Who is visited: the members of the segment of this name. One of it, `adopted` and `customer_ids` is
  /// required.
  public var segment = ""
  /// Who is visited: the customers who are adopted.
  public var adopted = false
  /// Of those adopted, only in this programme. Empty = in any.
  public var programmeID = ProgrammeID()
  /// Who is visited, one by one: at most 10,000.
  public var customerIDs: [CustomerID] = []
  /// How often: so many days after the last visit for this purpose, 1 to 3,660. One of it, `rule` and
  /// `event` is required.
  public var everyDays: Int32 = 0
  /// How often: RFC 5545 rule, counted from `start_date`.
  public var rule = ""
  /// From when on the plan holds; absent = since ever. Required with `rule`.
  public var startDate: CivilDate?
  /// Once after an event.
  public var event = VisitPlanEvent.unspecified
  /// So many days after the event at the latest: 0 to 366.
  public var withinDays: Int32 = 0
  /// So many days before and after the day on which one is due a visit may be: 0 to 183.
  public var toleranceDays: Int32 = 0
  /// Who visits.
  public var visitor = VisitPlanVisitor.unspecified
  /// Role of those who visit; required with VISITOR_ROLE.
  public var role = ""
  /// Of those with the role, or of `staff_ids`, only the staff of the customer's office.
  public var sameOffice = false
  /// Who visits, with VISITOR_STAFF: at most 2,000.
  public var staffIDs: [StaffID] = []
  /// Visits of this plan that somebody can do on a day: 1 to 20. Required.
  public var perDay: Int32 = 0
  /// Visits of this plan that somebody can do in a week from Monday on: 0 = as many as the days allow, at
  /// most 100.
  public var perWeek: Int32 = 0
  /// Minute of the day at which the first may begin: 0 with to_minute 0 = 540 (09:00).
  public var fromMinute: Int32 = 0
  /// Minute of the day at which the last ends: 0 = 1,080 (18:00), at most 1,440.
  public var toMinute: Int32 = 0
  /// Days of the week; none = Monday to Friday.
  public var weekdays: [Weekday] = []
  /// The visits are outside working hours on purpose: why, at most 200 characters; empty = they are not.
  public var outsideHoursReason = ""
  /// Visits are planned for so many days ahead: 0 = 28, at most 366.
  public var horizonDays: Int32 = 0
  /// What becomes of the open visits of customers who left, or whose visitor is another now.
  public var leaving = VisitPlanLeaving.unspecified
  /// It runs by itself every night.
  public var nightly = false
  /// Another seed spreads the customers in another way; the same seed always does it in the same.
  public var seed: Int64 = 0
  /// Output only. When this version was applied.
  public var createTime: Timestamp?
  /// Output only. The principal who applied it.
  public var createdBy = PrincipalID()
  /// Output only. What Visit.plan_id names.
  public var id = VisitPlanID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.int32(2, "version", &version)
    try c.string(3, "name", &name)
    try c.bool(4, "retired", &retired)
    try c.string(5, "purpose", &purpose)
    try c.int32(6, "duration_minutes", &durationMinutes)
    try c.int32(7, "gap_minutes", &gapMinutes)
    try c.string(8, "segment", &segment)
    try c.bool(9, "adopted", &adopted)
    try c.text(10, "programme_id", &programmeID)
    try c.int32(11, "every_days", &everyDays)
    try c.string(12, "rule", &rule)
    try c.message(13, "start_date", &startDate)
    try c.enumeration(14, "event", &event)
    try c.int32(15, "within_days", &withinDays)
    try c.int32(16, "tolerance_days", &toleranceDays)
    try c.enumeration(17, "visitor", &visitor)
    try c.string(18, "role", &role)
    try c.bool(19, "same_office", &sameOffice)
    try c.int32(20, "per_day", &perDay)
    try c.int32(21, "per_week", &perWeek)
    try c.int32(22, "from_minute", &fromMinute)
    try c.int32(23, "to_minute", &toMinute)
    try c.string(24, "outside_hours_reason", &outsideHoursReason)
    try c.int32(25, "horizon_days", &horizonDays)
    try c.enumeration(26, "leaving", &leaving)
    try c.bool(27, "nightly", &nightly)
    try c.int64(28, "seed", &seed)
    try c.message(29, "create_time", &createTime)
    try c.text(30, "created_by", &createdBy)
    try c.text(31, "id", &id)
    try c.text(32, "customer_ids", &customerIDs)
    try c.text(33, "staff_ids", &staffIDs)
    try c.enumeration(34, "weekdays", &weekdays)
  }
}
