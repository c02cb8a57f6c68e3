public import PCRMCore
public import ProtobufCodec

/// One person's day.
///
/// ```proto
/// message DayRoute {
///   string staff_id = 1;
///   DayPlace start = 2;
///   DayPlace end = 3;
///   google.protobuf.Timestamp leave_time = 4;
///   google.protobuf.Timestamp end_time = 5;
///   int32 metres = 6;
///   int32 travel_minutes = 7;
///   int32 waiting_minutes = 8;
///   google.protobuf.Timestamp lunch_time = 9;
///   int32 lunch_minutes = 10;
///   repeated DayRouteStop stops = 16;
/// }
/// ```
public struct DayRoute: Message {
  public static let protoName = "pcrm.v1.DayRoute"

  /// Whose.
  public var staffID = StaffID()
  /// Where it begins.
  public var start = DayPlace.unspecified
  /// Where it ends.
  public var end = DayPlace.unspecified
  /// When to leave for the first visit; absent without visits.
  public var leaveTime: Timestamp?
  /// When the last way is over; absent without visits.
  public var endTime: Timestamp?
  /// All ways.
  public var metres: Int32 = 0
  /// Time on the way.
  public var travelMinutes: Int32 = 0
  /// Time between arriving and beginning.
  public var waitingMinutes: Int32 = 0
  /// When the lunch begins; absent without one.
  public var lunchTime: Timestamp?
  /// How long it is.
  public var lunchMinutes: Int32 = 0
  /// The visits in their order.
  public var stops: [DayRouteStop] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.enumeration(2, "start", &start)
    try c.enumeration(3, "end", &end)
    try c.message(4, "leave_time", &leaveTime)
    try c.message(5, "end_time", &endTime)
    try c.int32(6, "metres", &metres)
    try c.int32(7, "travel_minutes", &travelMinutes)
    try c.int32(8, "waiting_minutes", &waitingMinutes)
    try c.message(9, "lunch_time", &lunchTime)
    try c.int32(10, "lunch_minutes", &lunchMinutes)
    try c.message(16, "stops", &stops)
  }
}

/// One visit of a day.
///
/// ```proto
/// message DayRouteStop {
///   string visit_id = 1;
///   int64 visit_version = 2;
///   string customer_id = 3;
///   int32 candidate = 4;
///   StopChange change = 5;
///   google.protobuf.Timestamp arrive_time = 6;
///   google.protobuf.Timestamp start_time = 7;
///   google.protobuf.Timestamp end_time = 8;
///   int32 slack_minutes = 9;
///   int32 travel_minutes = 10;
///   int32 metres = 11;
///   StopHold hold = 12;
///   google.protobuf.Timestamp start_time_before = 13;
///   string staff_id_before = 14;
///   bool place_unknown = 15;
///   string applied_visit_id = 16;
/// }
/// ```
public struct DayRouteStop: Message {
  public static let protoName = "pcrm.v1.DayRouteStop"

  /// The visit; empty for a candidate that is to become one.
  public var visitID = VisitID()
  /// The visit's version that the proposal was made for.
  public var visitVersion: Int64 = 0
  /// Whom it is for; empty when the customer is out of the caller's reach.
  public var customerID = CustomerID()
  /// Which candidate of the request it is, counted from 1; 0 = none.
  public var candidate: Int32 = 0
  /// What would happen to it.
  public var change = StopChange.unspecified
  /// When the member of staff arrives.
  public var arriveTime: Timestamp?
  /// When the visit begins.
  public var startTime: Timestamp?
  /// When it ends.
  public var endTime: Timestamp?
  /// By how much the beginning may slip before something later breaks.
  public var slackMinutes: Int32 = 0
  /// Time on the way from the stop before.
  public var travelMinutes: Int32 = 0
  /// Way from the stop before.
  public var metres: Int32 = 0
  /// Why it stays where it is, for FIXED.
  public var hold = StopHold.unspecified
  /// When it begins now; absent for a new one.
  public var startTimeBefore: Timestamp?
  /// Whose it is now, when it would go to another member of staff.
  public var staffIDBefore = StaffID()
  /// Nobody knows where it is; it is reckoned as if it were where the day begins.
  public var placeUnknown = false
  /// Once applied: the visit that took its place, or that was planned. Empty when it stayed.
  public var appliedVisitID = VisitID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "visit_id", &visitID)
    try c.int64(2, "visit_version", &visitVersion)
    try c.text(3, "customer_id", &customerID)
    try c.int32(4, "candidate", &candidate)
    try c.enumeration(5, "change", &change)
    try c.message(6, "arrive_time", &arriveTime)
    try c.message(7, "start_time", &startTime)
    try c.message(8, "end_time", &endTime)
    try c.int32(9, "slack_minutes", &slackMinutes)
    try c.int32(10, "travel_minutes", &travelMinutes)
    try c.int32(11, "metres", &metres)
    try c.enumeration(12, "hold", &hold)
    try c.message(13, "start_time_before", &startTimeBefore)
    try c.text(14, "staff_id_before", &staffIDBefore)
    try c.bool(15, "place_unknown", &placeUnknown)
    try c.text(16, "applied_visit_id", &appliedVisitID)
  }
}

/// What becomes of a visit.
public struct StopChange: OpenEnum {
  public static let protoName = "pcrm.v1.StopChange"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = StopChange(rawValue: 0)
  /// It may not be moved.
  public static let fixed = StopChange(rawValue: 1)
  /// It stays, although it might be moved.
  public static let kept = StopChange(rawValue: 2)
  /// It gets another time, or another member of staff.
  public static let moved = StopChange(rawValue: 3)
  /// It is planned.
  public static let added = StopChange(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "STOP_CHANGE_UNSPECIFIED"),
    (1, "STOP_CHANGE_FIXED"),
    (2, "STOP_CHANGE_KEPT"),
    (3, "STOP_CHANGE_MOVED"),
    (4, "STOP_CHANGE_ADDED"),
  ]
}

/// Why a visit may not be moved.
public struct StopHold: OpenEnum {
  public static let protoName = "pcrm.v1.StopHold"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// It may be.
  public static let unspecified = StopHold(rawValue: 0)
  /// It is pinned.
  public static let pinned = StopHold(rawValue: 1)
  /// It has begun, or somebody is on the way.
  public static let started = StopHold(rawValue: 2)
  /// It is over.
  public static let ended = StopHold(rawValue: 3)
  /// Others, or vehicles or rooms, are booked for its time.
  public static let booked = StopHold(rawValue: 4)
  /// Nobody knows where it is.
  public static let placeUnknown = StopHold(rawValue: 5)
  /// It is somebody else's visit in which the member of staff takes part, or time that is taken
  /// otherwise.
  public static let taken = StopHold(rawValue: 6)
  /// It should have begun already.
  public static let late = StopHold(rawValue: 7)
  /// It is outside of working hours on purpose.
  public static let outsideHours = StopHold(rawValue: 8)

  public static let names: [(Int32, String)] = [
    (0, "STOP_HOLD_UNSPECIFIED"),
    (1, "STOP_HOLD_PINNED"),
    (2, "STOP_HOLD_STARTED"),
    (3, "STOP_HOLD_ENDED"),
    (4, "STOP_HOLD_BOOKED"),
    (5, "STOP_HOLD_PLACE_UNKNOWN"),
    (6, "STOP_HOLD_TAKEN"),
    (7, "STOP_HOLD_LATE"),
    (8, "STOP_HOLD_OUTSIDE_HOURS"),
  ]
}
