public import PCRMCore
public import ProtobufCodec

/// Asks what a document would change.
///
/// ```proto
/// message PlanSegmentsRequest {
///   repeated SegmentDefinition segments = 1;
///   bool definitions_only = 2;
/// }
/// ```
public struct PlanSegmentsRequest: Message {
  public static let protoName = "pcrm.v1.PlanSegmentsRequest"

  /// The document: 1 to 200 segments.
  public var segments: [SegmentDefinition] = []
  /// Leave out who would move: the answer is quicker.
  public var definitionsOnly = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "segments", &segments)
    try c.bool(2, "definitions_only", &definitionsOnly)
  }
}

/// What a document would change.
///
/// ```proto
/// message PlanSegmentsResponse {
///   repeated ConfigChange changes = 1;
///   repeated SegmentMove moves = 2;
///   string plan_token = 3;
/// }
/// ```
public struct PlanSegmentsResponse: Message {
  public static let protoName = "pcrm.v1.PlanSegmentsResponse"

  /// The differences; segments that stay as they are among them.
  public var changes: [ConfigChange] = []
  /// Who would move, for each segment whose rule is new or changes.
  public var moves: [SegmentMove] = []
  /// Names this plan: applying it with this token fails when segments have changed meanwhile.
  public var planToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "changes", &changes)
    try c.message(2, "moves", &moves)
    try c.string(3, "plan_token", &planToken)
  }
}

/// Who would move if a segment had another rule.
///
/// ```proto
/// message SegmentMove {
///   string segment = 1;
///   SegmentCount count = 2;
/// }
/// ```
public struct SegmentMove: Message {
  public static let protoName = "pcrm.v1.SegmentMove"

  /// The segment's name.
  public var segment = ""
  /// Members, and who would enter and leave.
  public var count: SegmentCount?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "segment", &segment)
    try c.message(2, "count", &count)
  }
}

/// A count of customers for whom a rule is true, and the difference to the members of a segment.
///
/// ```proto
/// message SegmentCount {
///   int64 size = 1;
///   int64 entering = 2;
///   int64 leaving = 3;
///   bool estimated = 4;
///   int64 size_low = 5;
///   int64 size_high = 6;
///   int64 looked_at = 7;
///   int64 population = 8;
///   int32 milliseconds = 9;
/// }
/// ```
public struct SegmentCount: Message {
  public static let protoName = "pcrm.v1.SegmentCount"

  /// Customers for whom it is true.
  public var size: Int64 = 0
  /// Of them, those who are not members now.
  public var entering: Int64 = 0
  /// Members for whom it is not true.
  public var leaving: Int64 = 0
  /// Whether the figures are estimates from a sample.
  public var estimated = false
  /// For an estimate: the true size lies from here …
  public var sizeLow: Int64 = 0
  /// … to here, in 95 of 100 samples (Wilson's interval). Equal to `size` when it is exact.
  public var sizeHigh: Int64 = 0
  /// Customers who were looked at.
  public var lookedAt: Int64 = 0
  /// All customers that could be counted.
  public var population: Int64 = 0
  /// Time that counting took, in milliseconds.
  public var milliseconds: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "size", &size)
    try c.int64(2, "entering", &entering)
    try c.int64(3, "leaving", &leaving)
    try c.bool(4, "estimated", &estimated)
    try c.int64(5, "size_low", &sizeLow)
    try c.int64(6, "size_high", &sizeHigh)
    try c.int64(7, "looked_at", &lookedAt)
    try c.int64(8, "population", &population)
    try c.int32(9, "milliseconds", &milliseconds)
  }
}

/// Asks to create and change segments.
///
/// ```proto
/// message ApplySegmentsRequest {
///   string request_id = 1;
///   repeated SegmentDefinition segments = 2;
///   bool dry_run = 3;
///   string plan_token = 4;
/// }
/// ```
public struct ApplySegmentsRequest: Message {
  public static let protoName = "pcrm.v1.ApplySegmentsRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The document: 1 to 200 segments.
  public var segments: [SegmentDefinition] = []
  /// Answer as if, and change nothing.
  public var dryRun = false
  /// `plan_token` of the plan that is to be carried out. Empty = whatever there is now.
  public var planToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "segments", &segments)
    try c.bool(3, "dry_run", &dryRun)
    try c.string(4, "plan_token", &planToken)
  }
}

/// What a document changed.
///
/// ```proto
/// message ApplySegmentsResponse {
///   repeated ConfigChange changes = 1;
///   string plan_token = 2;
///   repeated Segment segments = 3;
/// }
/// ```
public struct ApplySegmentsResponse: Message {
  public static let protoName = "pcrm.v1.ApplySegmentsResponse"

  /// The differences; segments that stay as they are among them.
  public var changes: [ConfigChange] = []
  /// Names this plan; see ApplySegmentsRequest.
  public var planToken = ""
  /// The segments of the document as they are now; empty in a dry run.
  public var segments: [Segment] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "changes", &changes)
    try c.string(2, "plan_token", &planToken)
    try c.message(3, "segments", &segments)
  }
}
