public import PCRMCore
public import ProtobufCodec

/// The hours of a week, for a time.
///
/// ```proto
/// message WorkingHours {
///   string id = 1;
///   int64 version = 2;
///   string staff_id = 3;
///   string office_id = 4;
///   CivilDate valid_from = 5;
///   CivilDate valid_to = 6;
///   bool holidays_too = 7;
///   int32 visit_minutes_max = 8;
///   string note = 9;
///   google.protobuf.Timestamp create_time = 10;
///   google.protobuf.Timestamp update_time = 11;
///   repeated WorkingSpan spans = 16;
/// }
/// ```
public struct WorkingHours: Message {
  public static let protoName = "pcrm.v1.WorkingHours"

  /// UUID. A client may choose it.
  public var id = WorkingTimeID()
  /// Output only.
  public var version: Int64 = 0
  /// Whose they are. Empty = of a whole office or of the agency.
  public var staffID = StaffID()
  /// The office whose staff have them. Empty = of one member of staff or of the agency.
  public var officeID = UnitID()
  /// First day. Absent = since ever.
  public var validFrom: CivilDate?
  /// The day on which they no longer hold. Absent = open.
  public var validTo: CivilDate?
  /// They hold on holidays too.
  public var holidaysToo = false
  /// Minutes that visits may take on a day; 0 = what the slot rules say. At most 1,440.
  public var visitMinutesMax: Int32 = 0
  /// Why, at most 500 characters.
  public var note = ""
  /// Output only. When they were recorded.
  public var createTime: Timestamp?
  /// Output only. When they were last changed.
  public var updateTime: Timestamp?
  /// When work is done, and breaks in it; at most 100. None = no work at all.
  public var spans: [WorkingSpan] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "staff_id", &staffID)
    try c.text(4, "office_id", &officeID)
    try c.message(5, "valid_from", &validFrom)
    try c.message(6, "valid_to", &validTo)
    try c.bool(7, "holidays_too", &holidaysToo)
    try c.int32(8, "visit_minutes_max", &visitMinutesMax)
    try c.string(9, "note", &note)
    try c.message(10, "create_time", &createTime)
    try c.message(11, "update_time", &updateTime)
    try c.message(16, "spans", &spans)
  }
}

/// A part of a day of the week.
///
/// ```proto
/// message WorkingSpan {
///   WorkingSpanKind kind = 1;
///   Weekday weekday = 2;
///   int32 from_minute = 3;
///   int32 to_minute = 4;
/// }
/// ```
public struct WorkingSpan: Message {
  public static let protoName = "pcrm.v1.WorkingSpan"

  /// What it is. Required.
  public var kind = WorkingSpanKind.unspecified
  /// The day. Unspecified = Monday to Friday.
  public var weekday = Weekday.unspecified
  /// First minute of the day, 0 to 1,439. 09:00 is 540.
  public var fromMinute: Int32 = 0
  /// The minute that is no longer in it, 1 to 1,440; greater than from_minute.
  public var toMinute: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "kind", &kind)
    try c.enumeration(2, "weekday", &weekday)
    try c.int32(3, "from_minute", &fromMinute)
    try c.int32(4, "to_minute", &toMinute)
  }
}

/// What a part of a day is.
public struct WorkingSpanKind: OpenEnum {
  public static let protoName = "pcrm.v1.WorkingSpanKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = WorkingSpanKind(rawValue: 0)
  /// Work.
  public static let work = WorkingSpanKind(rawValue: 1)
  /// A break in the work, for example lunch.
  public static let `break` = WorkingSpanKind(rawValue: 2)
  /// A time after work or at the weekend in which visits may be planned too. It holds on holidays,
  /// and slots lie in it only when they are asked for there.
  public static let afterWork = WorkingSpanKind(rawValue: 3)
  /// Only in answers: overtime.
  public static let overtime = WorkingSpanKind(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "WORKING_SPAN_KIND_UNSPECIFIED"),
    (1, "WORKING_SPAN_KIND_WORK"),
    (2, "WORKING_SPAN_KIND_BREAK"),
    (3, "WORKING_SPAN_KIND_AFTER_WORK"),
    (4, "WORKING_SPAN_KIND_OVERTIME"),
  ]
}
