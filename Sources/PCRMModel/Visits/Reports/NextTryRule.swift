public import PCRMCore
public import ProtobufCodec

/// What to do after a try that failed.
///
/// ```proto
/// message NextTryRule {
///   int64 version = 1;
///   string note = 2;
///   google.protobuf.Timestamp create_time = 3;
///   string created_by = 4;
///   repeated NextTryStep steps = 16;
///   repeated TimeBand bands = 17;
/// }
/// ```
public struct NextTryRule: Message {
  public static let protoName = "pcrm.v1.NextTryRule"

  /// Output only in reads; in applying, the version that is expected to hold, or 0 for any.
  public var version: Int64 = 0
  /// Why this version, at most 500 characters.
  public var note = ""
  /// Output only. When it was applied.
  public var createTime: Timestamp?
  /// Output only. Principal who applied it.
  public var createdBy = PrincipalID()
  /// The steps, 1 to 100. Of those that fit the last try, one for its outcome goes before one for
  /// any; among them the one with the most tries counts.
  public var steps: [NextTryStep] = []
  /// Bands of the day, 1 to 20, in which the next try may be when it is to be at another time. They
  /// do not overlap on any weekday.
  public var bands: [TimeBand] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.string(2, "note", &note)
    try c.message(3, "create_time", &createTime)
    try c.text(4, "created_by", &createdBy)
    try c.message(16, "steps", &steps)
    try c.message(17, "bands", &bands)
  }
}

/// One step of what to do after tries that failed.
///
/// ```proto
/// message NextTryStep {
///   int32 after_tries = 1;
///   AttemptOutcome outcome = 2;
///   Channel channel = 3;
///   int32 wait_hours = 4;
///   bool other_weekday = 5;
///   bool other_time = 6;
///   bool give_up = 7;
/// }
/// ```
public struct NextTryStep: Message {
  public static let protoName = "pcrm.v1.NextTryStep"

  /// So many tries in a row have failed, or more: 1 to 100. Required.
  public var afterTries: Int32 = 0
  /// The outcome of the last try; unspecified = any that is a failure.
  public var outcome = AttemptOutcome.unspecified
  /// How to try next; unspecified = at the door. Not with give_up.
  public var channel = Channel.unspecified
  /// How long to wait at least, in hours: 0 to 8,760.
  public var waitHours: Int32 = 0
  /// On a weekday on which no try failed, as long as there is one.
  public var otherWeekday = false
  /// In a band of the day in which no try failed, as long as there is one.
  public var otherTime = false
  /// Try no more.
  public var giveUp = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "after_tries", &afterTries)
    try c.enumeration(2, "outcome", &outcome)
    try c.enumeration(3, "channel", &channel)
    try c.int32(4, "wait_hours", &waitHours)
    try c.bool(5, "other_weekday", &otherWeekday)
    try c.bool(6, "other_time", &otherTime)
    try c.bool(7, "give_up", &giveUp)
  }
}

/// A band of the day.
///
/// ```proto
/// message TimeBand {
///   string code = 1;
///   int32 from_minute = 2;
///   int32 to_minute = 3;
///   repeated Weekday weekdays = 16;
/// }
/// ```
public struct TimeBand: Message {
  public static let protoName = "pcrm.v1.TimeBand"

  /// Code, for example "evening". Required, unique.
  public var code = ""
  /// When it begins, in minutes after midnight in Seoul: 0 to 1,439.
  public var fromMinute: Int32 = 0
  /// When it is over, later than from_minute: at most 1,440.
  public var toMinute: Int32 = 0
  /// Days on which there is such a band; empty = all.
  public var weekdays: [Weekday] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.int32(2, "from_minute", &fromMinute)
    try c.int32(3, "to_minute", &toMinute)
    try c.enumeration(16, "weekdays", &weekdays)
  }
}
