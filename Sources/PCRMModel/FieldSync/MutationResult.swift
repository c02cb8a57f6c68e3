public import PCRMCore
public import ProtobufCodec

/// What became of a mutation. It is kept, and answered again when the mutation comes again.
///
/// ```proto
/// message MutationResult {
///   int64 n = 1;
///   MutationOutcome outcome = 2;
///   int32 code = 3;
///   string reason = 4;
///   string field = 5;
///   string message = 6;
///   string conflict_id = 7;
///   string quarantine_id = 8;
///   int64 version = 9;
///   repeated TimeWindow alternatives = 10;
///   google.protobuf.Timestamp occur_time = 11;
///   bool clock_suspect = 12;
///   string next_visit_id = 13;
///   SubmittedAnswer answer = 14;
/// }
/// ```
public struct MutationResult: Message {
  public static let protoName = "pcrm.v1.MutationResult"

  /// The mutation's number.
  public var n: Int64 = 0
  /// What became of it.
  public var outcome = MutationOutcome.unspecified
  /// For REJECTED and QUARANTINED: a code of gRPC's, as a call would have failed with.
  public var code: Int32 = 0
  /// For REJECTED and QUARANTINED: the reason, as in an ErrorInfo, for example "SLOT_TAKEN".
  public var reason = ""
  /// The field that was wrong.
  public var field = ""
  /// What was wrong and what would be right, in English.
  public var message = ""
  /// For CONFLICT: which.
  public var conflictID = SyncConflictID()
  /// For QUARANTINED: which item.
  public var quarantineID = QuarantineItemID()
  /// Version of the row afterwards; 0 when nothing came of it.
  public var version: Int64 = 0
  /// For SLOT_TAKEN: times that are free.
  public var alternatives: [TimeWindow] = []
  /// When it happened, as far as the device's clocks can be trusted.
  public var occurTime: Timestamp?
  /// The device's clock cannot be right: more than five minutes off, in the future, or before its
  /// last sync.
  public var clockSuspect = false
  /// For a PATCH of a visit's time: the visit that took its place.
  public var nextVisitID = VisitID()
  /// For a SURVEY_ANSWER that was done: where it stands (SUBMITTED, LATE or SCREENED_OUT), its place
  /// in the wave's chain, and what was answered and is not kept.
  public var answer: SubmittedAnswer?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "n", &n)
    try c.enumeration(2, "outcome", &outcome)
    try c.int32(3, "code", &code)
    try c.string(4, "reason", &reason)
    try c.string(5, "field", &field)
    try c.string(6, "message", &message)
    try c.text(7, "conflict_id", &conflictID)
    try c.text(8, "quarantine_id", &quarantineID)
    try c.int64(9, "version", &version)
    try c.message(10, "alternatives", &alternatives)
    try c.message(11, "occur_time", &occurTime)
    try c.bool(12, "clock_suspect", &clockSuspect)
    try c.text(13, "next_visit_id", &nextVisitID)
    try c.message(14, "answer", &answer)
  }
}

/// What became of a mutation.
public struct MutationOutcome: OpenEnum {
  public static let protoName = "pcrm.v1.MutationOutcome"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Never answered.
  public static let unspecified = MutationOutcome(rawValue: 0)
  /// It was done as it was meant.
  public static let applied = MutationOutcome(rawValue: 1)
  /// It was done; others had changed other fields of the row meanwhile.
  public static let merged = MutationOutcome(rawValue: 2)
  /// A part of it stands in a conflict; the rest was done.
  public static let conflict = MutationOutcome(rawValue: 3)
  /// It had been done before: what is added is there already, with the same id and content.
  public static let duplicate = MutationOutcome(rawValue: 4)
  /// It was refused.
  public static let rejected = MutationOutcome(rawValue: 5)
  /// It is kept for a supervisor: what it changes is no longer the device's.
  public static let quarantined = MutationOutcome(rawValue: 6)

  public static let names: [(Int32, String)] = [
    (0, "MUTATION_OUTCOME_UNSPECIFIED"),
    (1, "MUTATION_OUTCOME_APPLIED"),
    (2, "MUTATION_OUTCOME_MERGED"),
    (3, "MUTATION_OUTCOME_CONFLICT"),
    (4, "MUTATION_OUTCOME_DUPLICATE"),
    (5, "MUTATION_OUTCOME_REJECTED"),
    (6, "MUTATION_OUTCOME_QUARANTINED"),
  ]
}
