public import PCRMCore
public import ProtobufCodec

/// Asks for slots.
///
/// ```proto
/// message SuggestSlotsRequest {
///   string customer_id = 1;
///   int32 duration_minutes = 2;
///   CivilDate from_day = 3;
///   int32 days = 4;
///   int32 limit = 5;
///   string office_id = 6;
///   string case_id = 7;
///   Coordinates coordinates = 8;
///   google.protobuf.Timestamp not_before = 9;
///   google.protobuf.Timestamp not_after = 10;
///   DayPlace day_place = 11;
///   bool after_work = 12;
///   bool preferred_only = 13;
///   bool any_territory = 14;
///   string recurrence_rule = 15;
///   repeated string staff_ids = 16;
///   repeated string skills = 17;
///   repeated ContactWindow preferred_hours = 18;
/// }
/// ```
public struct SuggestSlotsRequest: Message {
  public static let protoName = "pcrm.v1.SuggestSlotsRequest"

  /// Whom to visit. Required.
  public var customerID = CustomerID()
  /// How long, 5 to 720 minutes. Required.
  public var durationMinutes: Int32 = 0
  /// First day. Absent = today.
  public var fromDay: CivilDate?
  /// How many days: 0 = 14, at most 60.
  public var days: Int32 = 0
  /// How many slots: 0 = 5, at most 50.
  public var limit: Int32 = 0
  /// Only staff of this unit and of those below it. Empty = the customer's home office; when it has
  /// none, everybody.
  public var officeID = UnitID()
  /// The case it is about: only who is qualified for it, and its case worker rather than others.
  /// Empty = the customer's primary case worker rather than others.
  public var caseID = CaseID()
  /// Where. Absent = where the customer lives.
  public var coordinates: Coordinates?
  /// Not before this time. Absent = from now on.
  public var notBefore: Timestamp?
  /// Over by this time.
  public var notAfter: Timestamp?
  /// Where the day begins and ends. Unspecified = as the route rules say.
  public var base = DayPlace.unspecified
  /// Times after work and at the weekend too.
  public var afterWork = false
  /// Only times that the customer prefers.
  public var preferredOnly = false
  /// Staff whose territory does not have the customer's district too.
  public var anyTerritory = false
  /// The visit is the first of a series by this rule (RFC 5545, for example "FREQ=WEEKLY;COUNT=8"):
  /// only slots of which every occurrence is free. At most 366 occurrences, those within two years.
  public var recurrenceRule = ""
  /// Only these staff, at most 200.
  public var staffIDs: [StaffID] = []
  /// Only who has all of these skills, at most 50.
  public var skills: [String] = []
  /// When the customer prefers to be visited, at most 14. None = the preferred hours of the
  /// customer's contact points.
  public var preferredHours: [ContactWindow] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "customer_id", &customerID)
    try c.int32(2, "duration_minutes", &durationMinutes)
    try c.message(3, "from_day", &fromDay)
    try c.int32(4, "days", &days)
    try c.int32(5, "limit", &limit)
    try c.text(6, "office_id", &officeID)
    try c.text(7, "case_id", &caseID)
    try c.message(8, "coordinates", &coordinates)
    try c.message(9, "not_before", &notBefore)
    try c.message(10, "not_after", &notAfter)
    try c.enumeration(11, "day_place", &base)
    try c.bool(12, "after_work", &afterWork)
    try c.bool(13, "preferred_only", &preferredOnly)
    try c.bool(14, "any_territory", &anyTerritory)
    try c.string(15, "recurrence_rule", &recurrenceRule)
    try c.text(16, "staff_ids", &staffIDs)
    try c.string(17, "skills", &skills)
    try c.message(18, "preferred_hours", &preferredHours)
  }
}

/// Slots, the best first.
///
/// ```proto
/// message SuggestSlotsResponse {
///   int64 rules_version = 1;
///   int64 route_rules_version = 2;
///   int32 staff_count = 3;
///   repeated Slot slots = 16;
///   repeated SlotExclusion exclusions = 17;
/// }
/// ```
public struct SuggestSlotsResponse: Message {
  public static let protoName = "pcrm.v1.SuggestSlotsResponse"

  /// Version of the slot rules that chose them.
  public var rulesVersion: Int64 = 0
  /// Version of the route rules by which ways were reckoned.
  public var routeRulesVersion: Int64 = 0
  /// Staff of the office within reach.
  public var staffCount: Int32 = 0
  /// The slots: at most one of each member of staff a day.
  public var slots: [Slot] = []
  /// Why staff, or all their days, were left out, with how many of them.
  public var exclusions: [SlotExclusion] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "rules_version", &rulesVersion)
    try c.int64(2, "route_rules_version", &routeRulesVersion)
    try c.int32(3, "staff_count", &staffCount)
    try c.message(16, "slots", &slots)
    try c.message(17, "exclusions", &exclusions)
  }
}
