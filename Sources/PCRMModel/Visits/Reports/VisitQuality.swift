public import ProtobufCodec

/// Figures of the quality of visits, of one management level.
///
/// ```proto
/// message VisitQuality {
///   ManagementLevel management_level = 1;
///   int64 visits = 2;
///   int64 reports = 3;
///   int32 score_hundredths = 4;
///   int32 parts_permille = 5;
///   int64 follow_ups_kept = 6;
///   int64 follow_ups_missed = 7;
///   int64 follow_ups_open = 8;
///   int64 petitions_closed = 9;
///   int64 petitions_open = 10;
///   int64 satisfaction_count = 11;
///   int32 satisfaction_hundredths = 12;
///   int64 confirmed = 13;
///   int64 not_confirmed = 14;
///   int64 scored = 15;
///   repeated PartCount parts = 16;
/// }
/// ```
public struct VisitQuality: Message {
  public static let protoName = "pcrm.v1.VisitQuality"

  /// The level of the visits' cases; unspecified = visits without a case or a level.
  public var managementLevel = ManagementLevel.unspecified
  /// Visits that took place.
  public var visits: Int64 = 0
  /// Those of them with a report.
  public var reports: Int64 = 0
  /// Mean of the reports' quality, 0.00 to 100.00 in hundredths; 0 when none has one.
  public var scoreHundredths: Int32 = 0
  /// Mean share of the parts that are filled, by their weights, in thousandths.
  public var partsPermille: Int32 = 0
  /// Follow-ups that were kept.
  public var followUpsKept: Int64 = 0
  /// Follow-ups that were not.
  public var followUpsMissed: Int64 = 0
  /// Follow-ups that are still to come.
  public var followUpsOpen: Int64 = 0
  /// Petitions closed in the same contact.
  public var petitionsClosed: Int64 = 0
  /// Petitions left open.
  public var petitionsOpen: Int64 = 0
  /// Customers who said how satisfied they are.
  public var satisfactionCount: Int64 = 0
  /// Their mean, 1.00 to 5.00 in hundredths; 0 without any.
  public var satisfactionHundredths: Int32 = 0
  /// Call-backs in which the customer confirmed the visit.
  public var confirmed: Int64 = 0
  /// Call-backs in which the customer did not.
  public var notConfirmed: Int64 = 0
  /// Reports that have a quality: those for which the formula weighs anything that they have.
  public var scored: Int64 = 0
  /// How many reports have each part.
  public var parts: [PartCount] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "management_level", &managementLevel)
    try c.int64(2, "visits", &visits)
    try c.int64(3, "reports", &reports)
    try c.int32(4, "score_hundredths", &scoreHundredths)
    try c.int32(5, "parts_permille", &partsPermille)
    try c.int64(6, "follow_ups_kept", &followUpsKept)
    try c.int64(7, "follow_ups_missed", &followUpsMissed)
    try c.int64(8, "follow_ups_open", &followUpsOpen)
    try c.int64(9, "petitions_closed", &petitionsClosed)
    try c.int64(10, "petitions_open", &petitionsOpen)
    try c.int64(11, "satisfaction_count", &satisfactionCount)
    try c.int32(12, "satisfaction_hundredths", &satisfactionHundredths)
    try c.int64(13, "confirmed", &confirmed)
    try c.int64(14, "not_confirmed", &notConfirmed)
    try c.int64(15, "scored", &scored)
    try c.message(16, "parts", &parts)
  }
}

/// How many reports have a part.
///
/// ```proto
/// message PartCount {
///   ReportPart part = 1;
///   int64 filled = 2;
///   int64 required = 3;
/// }
/// ```
public struct PartCount: Message {
  public static let protoName = "pcrm.v1.PartCount"

  /// The part.
  public var part = ReportPart.unspecified
  /// Reports in which it is filled.
  public var filled: Int64 = 0
  /// Reports in which it was required.
  public var required: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "part", &part)
    try c.int64(2, "filled", &filled)
    try c.int64(3, "required", &required)
  }
}
