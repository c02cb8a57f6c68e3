public import ProtobufCodec

/// A visit with what belongs to it.
///
/// ```proto
/// message SyncVisit {
///   Visit visit = 1;
///   repeated VisitAttempt attempts = 2;
///   repeated VisitNote notes = 3;
///   repeated ReportPart required_parts = 4;
///   VisitReport report = 5;
///   repeated Attachment attachments = 6;
/// }
/// ```
public struct SyncVisit: Message {
  public static let protoName = "pcrm.v1.SyncVisit"

  /// The visit.
  public var visit: Visit?
  /// Its tries.
  public var attempts: [VisitAttempt] = []
  /// Its notes, but for those that are restricted.
  public var notes: [VisitNote] = []
  /// Parts that its report must have, as things stand now.
  public var requiredParts: [ReportPart] = []
  /// Its report, if it has one.
  public var report: VisitReport?
  /// What was attached to it.
  public var attachments: [VisitAttachment] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "visit", &visit)
    try c.message(2, "attempts", &attempts)
    try c.message(3, "notes", &notes)
    try c.enumeration(4, "required_parts", &requiredParts)
    try c.message(5, "report", &report)
    try c.message(6, "attachments", &attachments)
  }
}
