public import PCRMCore
public import ProtobufCodec

/// Asks for figures of visits.
///
/// ```proto
/// message GetVisitFiguresRequest {
///   string office_id = 1;
///   string staff_id = 2;
///   google.protobuf.Timestamp from_time = 3;
///   google.protobuf.Timestamp before_time = 4;
/// }
/// ```
public struct GetVisitFiguresRequest: Message {
  public static let protoName = "pcrm.v1.GetVisitFiguresRequest"

  /// Only visits that count for this office.
  public var officeID = UnitID()
  /// Only visits of this member of staff.
  public var staffID = StaffID()
  /// Visits that are planned to begin at this time or later. Required.
  public var fromTime: Timestamp?
  /// Visits that are planned to begin before this time, at most 1,098 days later. Required.
  public var beforeTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "office_id", &officeID)
    try c.text(2, "staff_id", &staffID)
    try c.message(3, "from_time", &fromTime)
    try c.message(4, "before_time", &beforeTime)
  }
}

/// Figures of visits.
///
/// ```proto
/// message VisitFigures {
///   repeated VisitFigureGroup groups = 1;
/// }
/// ```
public struct VisitFigures: Message {
  public static let protoName = "pcrm.v1.VisitFigures"

  /// All visits together; then those of cases under intensive management, under general management,
  /// and of no case or one without a level, each where there are any.
  public var groups: [VisitFigureGroup] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "groups", &groups)
  }
}

/// Figures of the visits of one management level.
///
/// ```proto
/// message VisitFigureGroup {
///   bool all = 1;
///   ManagementLevel level = 2;
///   int64 visits = 3;
///   repeated VisitStateCount states = 4;
///   int64 meetings = 5;
///   int64 tries = 6;
///   oneof effort {
///     int64 tries_per_meeting = 7;
///   }
///   int64 first_meetings = 8;
///   DayFigures days_to_meeting = 9;
///   repeated ChainCount chains = 10;
/// }
/// ```
public struct VisitFigureGroup: Message {
  public static let protoName = "pcrm.v1.VisitFigureGroup"

  /// Tries per meeting × 1,000, rounded; absent without a meeting.
  public enum Effort: Sendable, Equatable {
    /// See above.
    case triesPerMeeting(Int64)
  }

  /// Whether this is the group of all visits.
  public var all = false
  /// The level; unspecified for all visits together, and for those without a level.
  public var level = ManagementLevel.unspecified
  /// How many visits there are.
  public var visits: Int64 = 0
  /// How many of them are in each state, where there are any.
  public var states: [VisitStateCount] = []
  /// How many of them met the customer.
  public var meetings: Int64 = 0
  /// Tries: those that were recorded, and one for each visit that met or missed the customer without
  /// any recorded.
  public var tries: Int64 = 0
  /// Tries per meeting × 1,000, rounded; absent without a meeting.
  public var effort: Effort?
  /// How many customers were met for the first time by one of these visits.
  public var firstMeetings: Int64 = 0
  /// Calendar days in Korea from the first try to the first meeting, for those customers;
  /// absent when there are none.
  public var daysToMeeting: DayFigures?
  /// How many visits long the chains are that end in one of these visits, shortest first.
  public var chains: [ChainCount] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.bool(1, "all", &all)
    try c.enumeration(2, "level", &level)
    try c.int64(3, "visits", &visits)
    try c.message(4, "states", &states)
    try c.int64(5, "meetings", &meetings)
    try c.int64(6, "tries", &tries)
    try c.oneofInt64(
      7, "tries_per_meeting", &effort,
      { if case .triesPerMeeting(let v)? = $0 { v } else { nil } }, Effort.triesPerMeeting)
    try c.int64(8, "first_meetings", &firstMeetings)
    try c.message(9, "days_to_meeting", &daysToMeeting)
    try c.message(10, "chains", &chains)
  }
}
