public import PCRMCore
public import ProtobufCodec

/// One occurrence of a series, and what became of it.
///
/// ```proto
/// message SeriesOccurrence {
///   string series_id = 1;
///   google.protobuf.Timestamp occurrence_time = 2;
///   OccurrenceState state = 3;
///   string visit_id = 4;
///   google.protobuf.Timestamp start_time = 5;
///   google.protobuf.Timestamp end_time = 6;
///   string holiday = 7;
///   string reason = 8;
///   bool edited = 9;
///   int32 shift_minutes = 10;
/// }
/// ```
public struct SeriesOccurrence: Message {
  public static let protoName = "pcrm.v1.SeriesOccurrence"

  /// The series. Empty in a preview.
  public var seriesID = SeriesID()
  /// RECURRENCE-ID: when the rule says that it is, wherever it was moved.
  public var occurrenceTime: Timestamp?
  /// What became of it.
  public var state = OccurrenceState.unspecified
  /// Its visit; empty while it has none.
  public var visitID = VisitID()
  /// When its visit begins, or would.
  public var startTime: Timestamp?
  /// When its visit ends, or would.
  public var endTime: Timestamp?
  /// The holiday that it met; empty = none, "weekend" or "day off" where nobody works on that weekday.
  public var holiday = ""
  /// Why it was left out or found no free time: HOLIDAY, SLOT_TAKEN, NOT_WORKING, PAST, REMOVED …
  public var reason = ""
  /// It was edited by itself.
  public var edited = false
  /// Minutes between where rule and holidays put it and where it is; negative = earlier.
  public var shiftMinutes: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "series_id", &seriesID)
    try c.message(2, "occurrence_time", &occurrenceTime)
    try c.enumeration(3, "state", &state)
    try c.text(4, "visit_id", &visitID)
    try c.message(5, "start_time", &startTime)
    try c.message(6, "end_time", &endTime)
    try c.string(7, "holiday", &holiday)
    try c.string(8, "reason", &reason)
    try c.bool(9, "edited", &edited)
    try c.int32(10, "shift_minutes", &shiftMinutes)
  }
}

/// What became of an occurrence.
public struct OccurrenceState: OpenEnum {
  public static let protoName = "pcrm.v1.OccurrenceState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = OccurrenceState(rawValue: 0)
  /// It has a visit, or would get one.
  public static let planned = OccurrenceState(rawValue: 1)
  /// It was left out because of a holiday.
  public static let skipped = OccurrenceState(rawValue: 2)
  /// It found no free time within its tolerance.
  public static let unplaced = OccurrenceState(rawValue: 3)
  /// It was cancelled by itself, or no longer belongs to the series.
  public static let removed = OccurrenceState(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "OCCURRENCE_STATE_UNSPECIFIED"),
    (1, "OCCURRENCE_STATE_PLANNED"),
    (2, "OCCURRENCE_STATE_SKIPPED"),
    (3, "OCCURRENCE_STATE_UNPLACED"),
    (4, "OCCURRENCE_STATE_REMOVED"),
  ]
}
