public import PCRMCore
public import ProtobufCodec

/// What a report must have.
///
/// ```proto
/// message ReportRules {
///   int64 version = 1;
///   string note = 2;
///   google.protobuf.Timestamp create_time = 3;
///   string created_by = 4;
///   int64 gift_won_max = 5;
///   int64 gift_sum_won_max = 6;
///   int32 gift_days = 7;
///   repeated ReportRequirement requirements = 16;
///   repeated CodeTitle needs = 17;
///   repeated CodeTitle hardships = 18;
///   repeated CodeTitle information = 19;
/// }
/// ```
public struct ReportRules: Message {
  public static let protoName = "pcrm.v1.ReportRules"

  /// Output only in reads; in applying, the version that is expected to hold, or 0 for any.
  public var version: Int64 = 0
  /// Why this version, at most 500 characters.
  public var note = ""
  /// Output only. When it was applied.
  public var createTime: Timestamp?
  /// Output only. Principal who applied it.
  public var createdBy = PrincipalID()
  /// What one gift may be worth at most, in won; 0 = no limit.
  public var giftWonMax: Int64 = 0
  /// What all gifts to one customer within `gift_days` may be worth at most, in won; 0 = no limit.
  public var giftSumWonMax: Int64 = 0
  /// Days that are added up, 1 to 3,650. Required with gift_sum_won_max.
  public var giftDays: Int32 = 0
  /// Which parts are required, at most 100. The parts of all that match a visit are required
  /// together.
  public var requirements: [ReportRequirement] = []
  /// Needs that may be recorded at visits without a case, at most 200.
  public var needs: [CodeTitle] = []
  /// Hardships that may be recorded at visits without a case, at most 200.
  public var hardships: [CodeTitle] = []
  /// Information that may be given at visits of adoption, at most 200. Empty = any code will do.
  public var information: [CodeTitle] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.string(2, "note", &note)
    try c.message(3, "create_time", &createTime)
    try c.text(4, "created_by", &createdBy)
    try c.int64(5, "gift_won_max", &giftWonMax)
    try c.int64(6, "gift_sum_won_max", &giftSumWonMax)
    try c.int32(7, "gift_days", &giftDays)
    try c.message(16, "requirements", &requirements)
    try c.message(17, "needs", &needs)
    try c.message(18, "hardships", &hardships)
    try c.message(19, "information", &information)
  }
}

/// Parts that some visits must report on. A list of conditions that is empty lets every visit pass.
///
/// ```proto
/// message ReportRequirement {
///   string code = 1;
///   repeated ManagementLevel management_levels = 16;
///   repeated SupportGroup support_groups = 17;
///   repeated string purposes = 18;
///   repeated string case_types = 19;
///   repeated ReportPart parts = 20;
/// }
/// ```
public struct ReportRequirement: Message {
  public static let protoName = "pcrm.v1.ReportRequirement"

  /// Code by which it is told apart. Required, unique.
  public var code = ""
  /// Management levels of the visit's case.
  public var managementLevels: [ManagementLevel] = []
  /// Support groups of the visit's case.
  public var supportGroups: [SupportGroup] = []
  /// Purposes of the visit.
  public var purposes: [String] = []
  /// Types of the visit's case.
  public var caseTypes: [String] = []
  /// The parts. At least one.
  public var parts: [ReportPart] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.enumeration(16, "management_levels", &managementLevels)
    try c.enumeration(17, "support_groups", &supportGroups)
    try c.string(18, "purposes", &purposes)
    try c.string(19, "case_types", &caseTypes)
    try c.enumeration(20, "parts", &parts)
  }
}
