public import PCRMCore
public import ProtobufCodec

/// Who could be asked: a segment's members at one moment, and what was drawn of them.
///
/// ```proto
/// message SurveyFrame {
///   SurveyFrameState state = 1;
///   int64 segment_version = 2;
///   int64 sequence = 3;
///   int64 population = 4;
///   int64 size = 5;
///   repeated SurveyExclusion exclusions = 6;
///   int64 sampled = 7;
///   repeated SurveyStratum strata = 8;
///   int64 seed = 9;
///   google.protobuf.Timestamp freeze_time = 10;
/// }
/// ```
public struct SurveyFrame: Message {
  public static let protoName = "pcrm.v1.SurveyFrame"

  /// How far it is.
  public var state = SurveyFrameState.unspecified
  /// Version of the segment.
  public var segmentVersion: Int64 = 0
  /// Sequence of the feed at which its members were taken.
  public var sequence: Int64 = 0
  /// Members of the segment, or staff, that were looked at.
  public var population: Int64 = 0
  /// Those who could be drawn.
  public var size: Int64 = 0
  /// Those who were left out, by reason.
  public var exclusions: [SurveyExclusion] = []
  /// Those who were drawn.
  public var sampled: Int64 = 0
  /// The strata, in the order of their names.
  public var strata: [SurveyStratum] = []
  /// The seed that the sample was drawn with.
  public var seed: Int64 = 0
  /// When it was frozen.
  public var freezeTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "state", &state)
    try c.int64(2, "segment_version", &segmentVersion)
    try c.int64(3, "sequence", &sequence)
    try c.int64(4, "population", &population)
    try c.int64(5, "size", &size)
    try c.message(6, "exclusions", &exclusions)
    try c.int64(7, "sampled", &sampled)
    try c.message(8, "strata", &strata)
    try c.int64(9, "seed", &seed)
    try c.message(10, "freeze_time", &freezeTime)
  }
}

/// How far a frame is.
public struct SurveyFrameState: OpenEnum {
  public static let protoName = "pcrm.v1.SurveyFrameState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Never sent.
  public static let unspecified = SurveyFrameState(rawValue: 0)
  /// Members are being taken, and drawn.
  public static let building = SurveyFrameState(rawValue: 1)
  /// It is complete, and never changes again.
  public static let ready = SurveyFrameState(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "SURVEY_FRAME_STATE_UNSPECIFIED"),
    (1, "SURVEY_FRAME_STATE_BUILDING"),
    (2, "SURVEY_FRAME_STATE_READY"),
  ]
}

/// How many were left out for one reason.
///
/// ```proto
/// message SurveyExclusion {
///   string reason = 1;
///   int64 count = 2;
/// }
/// ```
public struct SurveyExclusion: Message {
  public static let protoName = "pcrm.v1.SurveyExclusion"

  /// CONTACT_GAP (was asked not long ago), CONSENT_MISSING, NO_ADDRESS, OPTED_OUT, NO_PERSON …
  public var reason = ""
  /// How many.
  public var count: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "reason", &reason)
    try c.int64(2, "count", &count)
  }
}

/// A part of a frame that is drawn from by itself.
///
/// ```proto
/// message SurveyStratum {
///   string name = 1;
///   int64 size = 2;
///   int64 sampled = 3;
/// }
/// ```
public struct SurveyStratum: Message {
  public static let protoName = "pcrm.v1.SurveyStratum"

  /// Its name; "" = those who belong to none.
  public var name = ""
  /// How many are in it.
  public var size: Int64 = 0
  /// How many were drawn.
  public var sampled: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int64(2, "size", &size)
    try c.int64(3, "sampled", &sampled)
  }
}

/// Somebody in a frame.
///
/// ```proto
/// message SampleMember {
///   string customer_id = 1;
///   string staff_id = 2;
///   string stratum = 3;
///   double probability = 4;
///   bool sampled = 5;
///   string exclusion = 6;
/// }
/// ```
public struct SampleMember: Message {
  public static let protoName = "pcrm.v1.SampleMember"

  /// The customer; empty = a member of staff.
  public var customerID = CustomerID()
  /// The member of staff; empty = a customer.
  public var staffID = StaffID()
  /// The stratum.
  public var stratum = ""
  /// How probable it was to be drawn, over 0 and at most 1; 0 for those who were not drawn.
  public var probability: Double = 0
  /// Whether it was drawn.
  public var sampled = false
  /// Why it was left out; empty = it was not.
  public var exclusion = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "customer_id", &customerID)
    try c.text(2, "staff_id", &staffID)
    try c.string(3, "stratum", &stratum)
    try c.double(4, "probability", &probability)
    try c.bool(5, "sampled", &sampled)
    try c.string(6, "exclusion", &exclusion)
  }
}
