public import PCRMCore
public import ProtobufCodec

/// Asks whether a visit fits into a day.
///
/// ```proto
/// message ExplainVisitRequest {
///   RouteCandidate candidate = 1;
///   CivilDate day = 2;
///   repeated string staff_ids = 3;
///   DayPlace start = 4;
///   DayPlace end = 5;
/// }
/// ```
public struct ExplainVisitRequest: Message {
  public static let protoName = "pcrm.v1.ExplainVisitRequest"

  /// The visit, or the customer who is to be visited. Required.
  public var candidate: RouteCandidate?
  /// The day. Required.
  public var day: CivilDate?
  /// Whose days, at most 50. Empty = the visit's member of staff, or else the caller.
  public var staffIDs: [StaffID] = []
  /// Where the days begin. Unspecified = as the rules say.
  public var start = DayPlace.unspecified
  /// Where the days end. Unspecified = as the rules say.
  public var end = DayPlace.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "candidate", &candidate)
    try c.message(2, "day", &day)
    try c.text(3, "staff_ids", &staffIDs)
    try c.enumeration(4, "start", &start)
    try c.enumeration(5, "end", &end)
  }
}

/// Whether and how a visit fits.
///
/// ```proto
/// message ExplainVisitResponse {
///   repeated VisitFit fits = 1;
/// }
/// ```
public struct ExplainVisitResponse: Message {
  public static let protoName = "pcrm.v1.ExplainVisitResponse"

  /// For each member of staff: those where it fits first, the shortest additional way first.
  public var fits: [VisitFit] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "fits", &fits)
  }
}

/// Whether a visit fits into one person's day.
///
/// ```proto
/// message VisitFit {
///   string staff_id = 1;
///   bool fits = 2;
///   google.protobuf.Timestamp start_time = 3;
///   int32 extra_metres = 4;
///   int32 moved_count = 5;
///   RouteObstacle obstacle = 6;
///   string text = 7;
/// }
/// ```
public struct VisitFit: Message {
  public static let protoName = "pcrm.v1.VisitFit"

  /// Whose day.
  public var staffID = StaffID()
  /// It fits.
  public var fits = false
  /// When it would begin, if it fits.
  public var startTime: Timestamp?
  /// By how much the day's ways become longer.
  public var extraMetres: Int32 = 0
  /// Visits of the day that would get another time.
  public var movedCount: Int32 = 0
  /// What stands in its way, if it does not fit.
  public var obstacle = RouteObstacle.unspecified
  /// The same in words.
  public var text = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.bool(2, "fits", &fits)
    try c.message(3, "start_time", &startTime)
    try c.int32(4, "extra_metres", &extraMetres)
    try c.int32(5, "moved_count", &movedCount)
    try c.enumeration(6, "obstacle", &obstacle)
    try c.string(7, "text", &text)
  }
}
