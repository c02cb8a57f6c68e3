public import PCRMCore
public import ProtobufCodec

/// One planned meeting. A visit that is moved to another time is never rewritten: it is cancelled,
/// and the next one names it in `previous_id`.
///
/// ```proto
/// message Visit {
///   string id = 1;
///   int64 version = 2;
///   string customer_id = 3;
///   VisitState state = 4;
///   string staff_id = 5;
///   string office_id = 6;
///   string purpose = 7;
///   string case_id = 8;
///   string touchpoint_id = 9;
///   google.protobuf.Timestamp start_time = 10;
///   google.protobuf.Timestamp end_time = 11;
///   bool pinned = 12;
///   string previous_id = 13;
///   string next_id = 14;
///   string series_id = 15;
///   google.protobuf.Timestamp occurrence_time = 16;
///   string plan_id = 17;
///   google.protobuf.Timestamp hold_until = 18;
///   google.protobuf.Timestamp close_time = 19;
///   google.protobuf.Timestamp create_time = 20;
///   google.protobuf.Timestamp update_time = 21;
///   int32 attempts = 22;
///   RelationshipLevel relationship = 23;
///   google.protobuf.Timestamp try_time = 24;
///   google.protobuf.Timestamp meet_time = 25;
///   int32 chain_number = 26;
///   Coordinates coordinates = 32;
///   string place = 33;
///   TimeWindow customer_window = 34;
///   TimeWindow arrival_window = 35;
///   repeated VisitParticipant participants = 36;
///   repeated string resource_ids = 37;
///   google.protobuf.Timestamp set_out_time = 38;
///   CheckIn check_in = 39;
///   google.protobuf.Timestamp finish_time = 40;
///   string close_reason = 41;
///   string note = 42;
///   string outside_hours = 43;
/// }
/// ```
public struct Visit: Message {
  public static let protoName = "pcrm.v1.Visit"

  /// UUID. A client may choose it.
  public var id = VisitID()
  /// Output only in creates; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Whom it is for. Required; cannot be changed.
  public var customerID = CustomerID()
  /// Output only. Where its life stands.
  public var state = VisitState.unspecified
  /// Member of staff who goes. Required.
  public var staffID = StaffID()
  /// Office it counts for. Empty = the office of the member of staff.
  public var officeID = UnitID()
  /// What it is for: a code of the agency's of a–z, 0–9, "_", "-" and ".", at most 64, for example
  /// "first_visit" or "good_customer". Required.
  public var purpose = ""
  /// The case it is about; empty = none.
  public var caseID = CaseID()
  /// The touchpoint of that case which it is to fulfil; empty = none. The touchpoint is done with
  /// the visit.
  public var touchpointID = TouchpointID()
  /// When it is planned to begin, at most 366 days ago or 1,830 days ahead. Required.
  public var startTime: Timestamp?
  /// When it is planned to end, 5 minutes to 12 hours later. Required.
  public var endTime: Timestamp?
  /// It may not be moved by a re-plan.
  public var pinned = false
  /// Output only. The visit that this one takes the place of.
  public var previousID = VisitID()
  /// Output only. The visit that took its place.
  public var nextID = VisitID()
  /// Output only. The series that it is an occurrence of.
  public var seriesID = SeriesID()
  /// Output only. When the series' rule says that this occurrence is, wherever it was moved.
  public var occurrenceTime: Timestamp?
  /// Output only. The plan (programme or campaign) that made it.
  public var planID = VisitPlanID()
  /// Output only. For a proposal: until when it holds its time.
  public var holdUntil: Timestamp?
  /// Output only. When it was done, missed or cancelled.
  public var closeTime: Timestamp?
  /// Output only. When it was created here.
  public var createTime: Timestamp?
  /// Output only. When it was last changed.
  public var updateTime: Timestamp?
  /// Output only. How many tries were recorded.
  public var attempts: Int32 = 0
  /// Output only. How near agency and customer were at the last try that says so.
  public var relationship = RelationshipLevel.unspecified
  /// Output only. When the customer was first tried to be met: at the first try, at the beginning,
  /// or, when neither was recorded, at the planned time of a visit that was done or missed.
  public var tryTime: Timestamp?
  /// Output only. When the customer was met first.
  public var meetTime: Timestamp?
  /// Output only. Its place in a chain of visits that take each other's place: 1, 2, 3 …
  public var chainNumber: Int32 = 0
  /// Where it is. Absent = at the customer's main address.
  public var coordinates: Coordinates?
  /// The place in words, at most 300 characters; empty = at the customer's main address.
  public var place = ""
  /// When the customer can receive it; the planned time lies in it.
  public var customerWindow: TimeWindow?
  /// What the customer was told: when to expect the arrival. The planned beginning lies in it, and
  /// it lies in customer_window, if there is one.
  public var arrivalWindow: TimeWindow?
  /// Others who take part, at most 20.
  public var participants: [VisitParticipant] = []
  /// Vehicles and rooms that are booked with it, at most 10.
  public var resourceIDs: [ResourceID] = []
  /// Output only. When the member of staff set out.
  public var setOutTime: Timestamp?
  /// Output only. When and where it was begun.
  public var checkIn: CheckIn?
  /// Output only. When it was really over.
  public var finishTime: Timestamp?
  /// Output only. Why it was cancelled or missed.
  public var closeReason = ""
  /// What to bear in mind, at most 2,000 characters. Nothing delicate: that has a place of its own.
  public var note = ""
  /// Why it is outside of working hours on purpose, at most 200 characters, for example "after
  /// work". Empty = it must lie within them.
  public var outsideHours = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "customer_id", &customerID)
    try c.enumeration(4, "state", &state)
    try c.text(5, "staff_id", &staffID)
    try c.text(6, "office_id", &officeID)
    try c.string(7, "purpose", &purpose)
    try c.text(8, "case_id", &caseID)
    try c.text(9, "touchpoint_id", &touchpointID)
    try c.message(10, "start_time", &startTime)
    try c.message(11, "end_time", &endTime)
    try c.bool(12, "pinned", &pinned)
    try c.text(13, "previous_id", &previousID)
    try c.text(14, "next_id", &nextID)
    try c.text(15, "series_id", &seriesID)
    try c.message(16, "occurrence_time", &occurrenceTime)
    try c.text(17, "plan_id", &planID)
    try c.message(18, "hold_until", &holdUntil)
    try c.message(19, "close_time", &closeTime)
    try c.message(20, "create_time", &createTime)
    try c.message(21, "update_time", &updateTime)
    try c.int32(22, "attempts", &attempts)
    try c.enumeration(23, "relationship", &relationship)
    try c.message(24, "try_time", &tryTime)
    try c.message(25, "meet_time", &meetTime)
    try c.int32(26, "chain_number", &chainNumber)
    try c.message(32, "coordinates", &coordinates)
    try c.string(33, "place", &place)
    try c.message(34, "customer_window", &customerWindow)
    try c.message(35, "arrival_window", &arrivalWindow)
    try c.message(36, "participants", &participants)
    try c.text(37, "resource_ids", &resourceIDs)
    try c.message(38, "set_out_time", &setOutTime)
    try c.message(39, "check_in", &checkIn)
    try c.message(40, "finish_time", &finishTime)
    try c.string(41, "close_reason", &closeReason)
    try c.string(42, "note", &note)
    try c.string(43, "outside_hours", &outsideHours)
  }
}
