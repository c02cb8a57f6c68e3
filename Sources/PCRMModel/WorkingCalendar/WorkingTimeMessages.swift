public import PCRMCore
public import ProtobufCodec

/// Asks for the days of somebody.
///
/// ```proto
/// message GetWorkingTimeRequest {
///   string staff_id = 1;
///   CivilDate from_day = 2;
///   int32 days = 3;
/// }
/// ```
public struct GetWorkingTimeRequest: Message {
  public static let protoName = "pcrm.v1.GetWorkingTimeRequest"

  /// Who. Required.
  public var staffID = StaffID()
  /// First day. Absent = today.
  public var fromDay: CivilDate?
  /// How many days: 0 = 7, at most 366.
  public var days: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.message(2, "from_day", &fromDay)
    try c.int32(3, "days", &days)
  }
}

/// The days of somebody.
///
/// ```proto
/// message GetWorkingTimeResponse {
///   string time_zone = 1;
///   bool has_hours = 2;
///   repeated WorkingDay days = 16;
/// }
/// ```
public struct GetWorkingTimeResponse: Message {
  public static let protoName = "pcrm.v1.GetWorkingTimeResponse"

  /// Time zone of the days, IANA.
  public var timeZone = ""
  /// Whether a calendar is kept on some of the days: hours were recorded.
  public var hasHours = false
  /// Each day.
  public var days: [WorkingDay] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "time_zone", &timeZone)
    try c.bool(2, "has_hours", &hasHours)
    try c.message(16, "days", &days)
  }
}

/// One day of somebody.
///
/// ```proto
/// message WorkingDay {
///   CivilDate day = 1;
///   string holiday = 2;
///   bool away = 3;
///   int32 work_minutes = 4;
///   int32 claimed_minutes = 5;
///   repeated WorkingStretch stretches = 16;
/// }
/// ```
public struct WorkingDay: Message {
  public static let protoName = "pcrm.v1.WorkingDay"

  /// The day.
  public var day: CivilDate?
  /// The holiday's name; empty = none.
  public var holiday = ""
  /// Whether the person is away or not at work here, for a part of the day at least.
  public var away = false
  /// Minutes of work, overtime included.
  public var workMinutes: Int32 = 0
  /// Minutes that holds and visits claim.
  public var claimedMinutes: Int32 = 0
  /// When the person can be planned for: work, overtime, after work. Ascending, without overlap.
  public var stretches: [WorkingStretch] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "day", &day)
    try c.string(2, "holiday", &holiday)
    try c.bool(3, "away", &away)
    try c.int32(4, "work_minutes", &workMinutes)
    try c.int32(5, "claimed_minutes", &claimedMinutes)
    try c.message(16, "stretches", &stretches)
  }
}

/// A time in which somebody can be planned for.
///
/// ```proto
/// message WorkingStretch {
///   WorkingSpanKind kind = 1;
///   google.protobuf.Timestamp start_time = 2;
///   google.protobuf.Timestamp end_time = 3;
/// }
/// ```
public struct WorkingStretch: Message {
  public static let protoName = "pcrm.v1.WorkingStretch"

  /// What it is.
  public var kind = WorkingSpanKind.unspecified
  /// From when on.
  public var startTime: Timestamp?
  /// Until when.
  public var endTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "kind", &kind)
    try c.message(2, "start_time", &startTime)
    try c.message(3, "end_time", &endTime)
  }
}
