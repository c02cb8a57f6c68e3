public import PCRMCore
public import ProtobufCodec

/// Somebody who could visit the customer at a time.
///
/// ```proto
/// message Slot {
///   string staff_id = 1;
///   google.protobuf.Timestamp start_time = 2;
///   google.protobuf.Timestamp end_time = 3;
///   int32 points = 4;
///   int32 way_there_metres = 5;
///   int32 way_there_minutes = 6;
///   int32 way_on_metres = 7;
///   int32 way_on_minutes = 8;
///   int32 added_minutes = 9;
///   int32 minutes_left = 10;
///   bool case_worker = 11;
///   bool preferred = 12;
///   WorkingSpanKind kind = 13;
///   int32 occurrences = 14;
///   repeated SlotReason reasons = 16;
/// }
/// ```
public struct Slot: Message {
  public static let protoName = "pcrm.v1.Slot"

  /// Who.
  public var staffID = StaffID()
  /// When the visit begins.
  public var startTime: Timestamp?
  /// When it ends.
  public var endTime: Timestamp?
  /// Sum of the points of all reasons; the fewer the better.
  public var points: Int32 = 0
  /// Way there from the visit before, or from home or office; rounded up to whole hundreds of
  /// metres.
  public var wayThereMetres: Int32 = 0
  /// Minutes that it takes.
  public var wayThereMinutes: Int32 = 0
  /// Way from there to the next visit, home or office; rounded up to whole hundreds of metres.
  public var wayOnMetres: Int32 = 0
  /// Minutes that it takes.
  public var wayOnMinutes: Int32 = 0
  /// Minutes of way that the visit adds to the day.
  public var addedMinutes: Int32 = 0
  /// Minutes that visits may still take on that day afterwards.
  public var minutesLeft: Int32 = 0
  /// The case worker.
  public var caseWorker = false
  /// A time that the customer prefers.
  public var preferred = false
  /// What the time is: work, overtime or after work.
  public var kind = WorkingSpanKind.unspecified
  /// Occurrences of the series that were checked.
  public var occurrences: Int32 = 0
  /// What makes up the points.
  public var reasons: [SlotReason] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.message(2, "start_time", &startTime)
    try c.message(3, "end_time", &endTime)
    try c.int32(4, "points", &points)
    try c.int32(5, "way_there_metres", &wayThereMetres)
    try c.int32(6, "way_there_minutes", &wayThereMinutes)
    try c.int32(7, "way_on_metres", &wayOnMetres)
    try c.int32(8, "way_on_minutes", &wayOnMinutes)
    try c.int32(9, "added_minutes", &addedMinutes)
    try c.int32(10, "minutes_left", &minutesLeft)
    try c.bool(11, "case_worker", &caseWorker)
    try c.bool(12, "preferred", &preferred)
    try c.enumeration(13, "kind", &kind)
    try c.int32(14, "occurrences", &occurrences)
    try c.message(16, "reasons", &reasons)
  }
}

/// Something that counts for a slot.
///
/// ```proto
/// message SlotReason {
///   SlotReasonKind kind = 1;
///   int32 value = 2;
///   int32 points = 3;
/// }
/// ```
public struct SlotReason: Message {
  public static let protoName = "pcrm.v1.SlotReason"

  /// What.
  public var kind = SlotReasonKind.unspecified
  /// Its number: days, minutes, or thousandths of the day that are full.
  public var value: Int32 = 0
  /// Its points.
  public var points: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "kind", &kind)
    try c.int32(2, "value", &value)
    try c.int32(3, "points", &points)
  }
}

/// What counts for a slot.
public struct SlotReasonKind: OpenEnum {
  public static let protoName = "pcrm.v1.SlotReasonKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = SlotReasonKind(rawValue: 0)
  /// Days until then.
  public static let wait = SlotReasonKind(rawValue: 1)
  /// Minutes of way that the visit adds.
  public static let travel = SlotReasonKind(rawValue: 2)
  /// Somebody else than the case worker.
  public static let otherWorker = SlotReasonKind(rawValue: 3)
  /// Not a time that the customer prefers.
  public static let notPreferred = SlotReasonKind(rawValue: 4)
  /// How full the day is afterwards, in thousandths.
  public static let load = SlotReasonKind(rawValue: 5)
  /// After work.
  public static let afterWork = SlotReasonKind(rawValue: 6)

  public static let names: [(Int32, String)] = [
    (0, "SLOT_REASON_KIND_UNSPECIFIED"),
    (1, "SLOT_REASON_KIND_WAIT"),
    (2, "SLOT_REASON_KIND_TRAVEL"),
    (3, "SLOT_REASON_KIND_OTHER_WORKER"),
    (4, "SLOT_REASON_KIND_NOT_PREFERRED"),
    (5, "SLOT_REASON_KIND_LOAD"),
    (6, "SLOT_REASON_KIND_AFTER_WORK"),
  ]
}

/// Why somebody, or a day of somebody, has no slot.
///
/// ```proto
/// message SlotExclusion {
///   SlotExclusionKind kind = 1;
///   int32 count = 2;
/// }
/// ```
public struct SlotExclusion: Message {
  public static let protoName = "pcrm.v1.SlotExclusion"

  /// Why.
  public var kind = SlotExclusionKind.unspecified
  /// How many staff; for CAPACITY and NO_TIME, how many of those days of staff that had to be
  /// looked at.
  public var count: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "kind", &kind)
    try c.int32(2, "count", &count)
  }
}

/// Reasons for having no slot, in the order in which they are looked at.
public struct SlotExclusionKind: OpenEnum {
  public static let protoName = "pcrm.v1.SlotExclusionKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = SlotExclusionKind(rawValue: 0)
  /// No hours were recorded that hold for the person.
  public static let noHours = SlotExclusionKind(rawValue: 1)
  /// A skill is missing.
  public static let skill = SlotExclusionKind(rawValue: 2)
  /// Not qualified for the case.
  public static let qualification = SlotExclusionKind(rawValue: 3)
  /// The customer's district is not in the territory.
  public static let territory = SlotExclusionKind(rawValue: 4)
  /// The way is too far.
  public static let distance = SlotExclusionKind(rawValue: 5)
  /// The day has no minutes left for visits.
  public static let capacity = SlotExclusionKind(rawValue: 6)
  /// The day has no time that is long enough, or is not worked.
  public static let noTime = SlotExclusionKind(rawValue: 7)

  public static let names: [(Int32, String)] = [
    (0, "SLOT_EXCLUSION_KIND_UNSPECIFIED"),
    (1, "SLOT_EXCLUSION_KIND_NO_HOURS"),
    (2, "SLOT_EXCLUSION_KIND_SKILL"),
    (3, "SLOT_EXCLUSION_KIND_QUALIFICATION"),
    (4, "SLOT_EXCLUSION_KIND_TERRITORY"),
    (5, "SLOT_EXCLUSION_KIND_DISTANCE"),
    (6, "SLOT_EXCLUSION_KIND_CAPACITY"),
    (7, "SLOT_EXCLUSION_KIND_NO_TIME"),
  ]
}
