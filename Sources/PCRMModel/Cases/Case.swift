public import PCRMCore
public import ProtobufCodec

/// One matter of a customer, with its type and where it stands.
///
/// Single values have the numbers 1 to 31, the rest 32 and up.
///
/// ```proto
/// message Case {
///   string id = 1;
///   int64 version = 2;
///   string customer_id = 3;
///   string number = 4;
///   string type = 5;
///   int64 type_version = 6;
///   string office_id = 7;
///   CaseStatus status = 8;
///   string stage = 9;
///   google.protobuf.Timestamp stage_since = 10;
///   string phase = 11;
///   google.protobuf.Timestamp phase_since = 12;
///   Severity severity = 13;
///   SupportGroup support_group = 14;
///   ManagementLevel management_level = 15;
///   oneof score {
///     int64 need_score = 16;
///   }
///   string case_worker_id = 17;
///   google.protobuf.Timestamp open_time = 18;
///   google.protobuf.Timestamp approve_time = 19;
///   google.protobuf.Timestamp close_time = 20;
///   google.protobuf.Timestamp create_time = 21;
///   google.protobuf.Timestamp update_time = 22;
///   string summary = 32;
///   ApprovalKind approval_kind = 33;
///   CivilDate care_since = 34;
///   repeated string diagnosis_codes = 35;
///   repeated string needs = 36;
///   repeated string hardships = 37;
///   MedicalOpinion first_opinion = 38;
///   AfterEffectCard after_effect_card = 39;
///   google.protobuf.Timestamp suspend_time = 40;
/// }
/// ```
public struct Case: Message {
  public static let protoName = "pcrm.v1.Case"

  /// The need score, once there is one.
  public enum Score: Sendable, Equatable {
    /// Output only. Need score by published weights, × 1,000.
    case needScore(Int64)
  }

  /// UUID. A client may choose it when it opens the case; it never changes.
  public var id = CaseID()
  /// Output only when opening; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// The customer. Required when opening; never changes.
  public var customerID = CustomerID()
  /// Output only. Readable number from the type's series.
  public var number = ""
  /// Code of its case type. Required when opening; never changes.
  public var type = ""
  /// Output only. Version of the case type that it follows.
  public var typeVersion: Int64 = 0
  /// Unit (an office, a centre …) that handles it. Empty when opening = the customer's home office.
  public var officeID = UnitID()
  /// Output only. Whether it is open.
  public var status = CaseStatus.unspecified
  /// Code of the stage. When opening: one with `may_begin`, or empty for the first of those; after
  /// that output only.
  public var stage = ""
  /// Output only. Since when it is in the stage.
  public var stageSince: Timestamp?
  /// Output only. Code of the phase; empty = none.
  public var phase = ""
  /// Output only. Since when it is in the phase.
  public var phaseSince: Timestamp?
  /// Severity, scheme and grade together. May be given when opening; after that SetCaseSeverity.
  public var severity: Severity?
  /// Output only. Support group, from classification.
  public var supportGroup = SupportGroup.unspecified
  /// Output only. Management level, from classification.
  public var managementLevel = ManagementLevel.unspecified
  /// The need score, once there is one.
  public var score: Score?
  /// Output only. The primary case worker now. Empty = none.
  public var caseWorkerID = StaffID()
  /// Output only. When it was opened.
  public var openTime: Timestamp?
  /// When it was last approved. May be given when opening, not later than it is opened; after that
  /// set by transitions that are approvals.
  public var approveTime: Timestamp?
  /// Output only. When it was closed; absent while it is not.
  public var closeTime: Timestamp?
  /// Output only. When it was recorded here.
  public var createTime: Timestamp?
  /// Output only. When it was last changed.
  public var updateTime: Timestamp?
  /// What it is about in a line, at most 500 characters. Nothing delicate belongs here.
  public var summary = ""
  /// Kind of the last approval. May be given when opening; after that set by transitions.
  public var approvalKind = ApprovalKind.unspecified
  /// First day of care.
  public var careSince: CivilDate?
  /// Codes of the diagnoses as the agency keeps them (for example "I63.9"), at most 50, each of 1
  /// to 32 of A–Z, a–z, 0–9, ".", "-" and "_", each once.
  public var diagnosisCodes: [String] = []
  /// Output only. Codes of the needs that were recorded last.
  public var needs: [String] = []
  /// Output only. Codes of the hardships that were recorded last.
  public var hardships: [String] = []
  /// The first medical opinion. Once it is there it is kept as it is.
  public var firstOpinion: MedicalOpinion?
  /// The after-effect card.
  public var afterEffectCard: AfterEffectCard?
  /// Output only. Since when it is suspended; absent while it is not.
  public var suspendTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "customer_id", &customerID)
    try c.string(4, "number", &number)
    try c.string(5, "type", &type)
    try c.int64(6, "type_version", &typeVersion)
    try c.text(7, "office_id", &officeID)
    try c.enumeration(8, "status", &status)
    try c.string(9, "stage", &stage)
    try c.message(10, "stage_since", &stageSince)
    try c.string(11, "phase", &phase)
    try c.message(12, "phase_since", &phaseSince)
    try c.message(13, "severity", &severity)
    try c.enumeration(14, "support_group", &supportGroup)
    try c.enumeration(15, "management_level", &managementLevel)
    try c.oneofInt64(
      16, "need_score", &score,
      { if case .needScore(let v)? = $0 { v } else { nil } }, Score.needScore)
    try c.text(17, "case_worker_id", &caseWorkerID)
    try c.message(18, "open_time", &openTime)
    try c.message(19, "approve_time", &approveTime)
    try c.message(20, "close_time", &closeTime)
    try c.message(21, "create_time", &createTime)
    try c.message(22, "update_time", &updateTime)
    try c.string(32, "summary", &summary)
    try c.enumeration(33, "approval_kind", &approvalKind)
    try c.message(34, "care_since", &careSince)
    try c.string(35, "diagnosis_codes", &diagnosisCodes)
    try c.string(36, "needs", &needs)
    try c.string(37, "hardships", &hardships)
    try c.message(38, "first_opinion", &firstOpinion)
    try c.message(39, "after_effect_card", &afterEffectCard)
    try c.message(40, "suspend_time", &suspendTime)
  }
}

/// Whether a case is open.
public struct CaseStatus: OpenEnum {
  public static let protoName = "pcrm.v1.CaseStatus"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every status.
  public static let unspecified = CaseStatus(rawValue: 0)
  /// Work goes on.
  public static let open = CaseStatus(rawValue: 1)
  /// It rests; what is due waits until it is resumed.
  public static let suspended = CaseStatus(rawValue: 2)
  /// It is over.
  public static let closed = CaseStatus(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "CASE_STATUS_UNSPECIFIED"),
    (1, "CASE_STATUS_OPEN"),
    (2, "CASE_STATUS_SUSPENDED"),
    (3, "CASE_STATUS_CLOSED"),
  ]
}
