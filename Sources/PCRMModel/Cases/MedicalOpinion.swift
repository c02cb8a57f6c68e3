public import PCRMCore
public import ProtobufCodec

/// What a physician wrote about a case.
///
/// ```proto
/// message MedicalOpinion {
///   CivilDate day = 1;
///   string hospital_id = 2;
///   int32 care_weeks = 3;
///   string text = 4;
///   repeated string diagnosis_codes = 16;
/// }
/// ```
public struct MedicalOpinion: Message {
  public static let protoName = "pcrm.v1.MedicalOpinion"

  /// The day of it. Required.
  public var day: CivilDate?
  /// Customer (a hospital) who gave it. Empty = not recorded.
  public var hospitalID = CustomerID()
  /// Weeks of care that are expected, 0 to 5,200; 0 = not said.
  public var careWeeks: Int32 = 0
  /// The opinion in words, at most 2,000 characters.
  public var text = ""
  /// Codes of the diagnoses, as in Case.
  public var diagnosisCodes: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "day", &day)
    try c.text(2, "hospital_id", &hospitalID)
    try c.int32(3, "care_weeks", &careWeeks)
    try c.string(4, "text", &text)
    try c.string(16, "diagnosis_codes", &diagnosisCodes)
  }
}

/// The card that entitles to after-effect care.
///
/// ```proto
/// message AfterEffectCard {
///   string number = 1;
///   CivilDate valid_from = 2;
///   CivilDate valid_to = 3;
/// }
/// ```
public struct AfterEffectCard: Message {
  public static let protoName = "pcrm.v1.AfterEffectCard"

  /// Number on the card, 1 to 64 characters. Required.
  public var number = ""
  /// First day of its validity. Required.
  public var validFrom: CivilDate?
  /// The day on which it is no longer valid. Absent = open.
  public var validTo: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "number", &number)
    try c.message(2, "valid_from", &validFrom)
    try c.message(3, "valid_to", &validTo)
  }
}

/// How care was approved.
public struct ApprovalKind: OpenEnum {
  public static let protoName = "pcrm.v1.ApprovalKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not approved, or no approval at all.
  public static let unspecified = ApprovalKind(rawValue: 0)
  /// For the first time.
  public static let new = ApprovalKind(rawValue: 1)
  /// Again, after care had ended.
  public static let reapproval = ApprovalKind(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "APPROVAL_KIND_UNSPECIFIED"),
    (1, "APPROVAL_KIND_NEW"),
    (2, "APPROVAL_KIND_REAPPROVAL"),
  ]
}
