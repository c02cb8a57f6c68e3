public import PCRMCore
public import ProtobufCodec

/// What is applied: case types, each as a whole.
///
/// ```proto
/// message CaseTypeDocument {
///   repeated CaseType case_types = 1;
/// }
/// ```
public struct CaseTypeDocument: Message {
  public static let protoName = "pcrm.v1.CaseTypeDocument"

  /// The case types, at most 100, each code once. Types that are not named stay as they are, unless
  /// the request says that they are to be retired.
  public var caseTypes: [CaseType] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "case_types", &caseTypes)
  }
}

/// One kind of case, in one version: its stages, what may follow what, and what is due when. At
/// most 1 MiB in wire form.
///
/// ```proto
/// message CaseType {
///   string code = 1;
///   int64 version = 2;
///   string title = 3;
///   string description = 4;
///   bool retired = 5;
///   NumberSeries number_series = 6;
///   google.protobuf.Timestamp create_time = 7;
///   string created_by = 8;
///   repeated SeverityScheme severity_schemes = 15;
///   repeated CaseStage stages = 16;
///   repeated CasePhase phases = 17;
///   repeated ServiceKind services = 18;
///   repeated BenefitKind benefit_kinds = 19;
///   repeated CodeTitle needs = 20;
///   repeated CodeTitle hardships = 21;
/// }
/// ```
public struct CaseType: Message {
  public static let protoName = "pcrm.v1.CaseType"

  /// Code that cases refer to, for example "injury". Required.
  public var code = ""
  /// Output only. 1, 2, 3 …; versions never change, and a case keeps the one it was opened with
  /// until it is migrated.
  public var version: Int64 = 0
  /// Name, 1 to 200 characters. Required.
  public var title = ""
  /// What it is for, at most 2,000 characters.
  public var description = ""
  /// No new cases may be opened; those that are open go on.
  public var retired = false
  /// How cases are numbered. Required.
  public var numberSeries: NumberSeries?
  /// Output only. When this version was applied.
  public var createTime: Timestamp?
  /// Output only. Principal who applied it.
  public var createdBy = PrincipalID()
  /// Schemes in which the severity of such cases may be told. Empty = they have none.
  public var severitySchemes: [SeverityScheme] = []
  /// Stages, 1 to 100, each code once, in the order to show. At least one has `may_begin`, and one
  /// `may_close`.
  public var stages: [CaseStage] = []
  /// Phases beside the stages (the medical phase), at most 50. Empty = none.
  public var phases: [CasePhase] = []
  /// What may be given to the customer, at most 500.
  public var services: [ServiceKind] = []
  /// What may be decided on such a case, with the links between them; at most 200.
  public var benefitKinds: [BenefitKind] = []
  /// Kinds of need that may be recorded, at most 200. Empty = none may.
  public var needs: [CodeTitle] = []
  /// Kinds of hardship that may be recorded, at most 200. Empty = none may.
  public var hardships: [CodeTitle] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.int64(2, "version", &version)
    try c.string(3, "title", &title)
    try c.string(4, "description", &description)
    try c.bool(5, "retired", &retired)
    try c.message(6, "number_series", &numberSeries)
    try c.message(7, "create_time", &createTime)
    try c.text(8, "created_by", &createdBy)
    try c.enumeration(15, "severity_schemes", &severitySchemes)
    try c.message(16, "stages", &stages)
    try c.message(17, "phases", &phases)
    try c.message(18, "services", &services)
    try c.message(19, "benefit_kinds", &benefitKinds)
    try c.message(20, "needs", &needs)
    try c.message(21, "hardships", &hardships)
  }
}

/// How readable numbers are made: "INJ-2026-000001", or "INJ-000001" when not by year.
///
/// ```proto
/// message NumberSeries {
///   string prefix = 1;
///   int32 digits = 2;
///   bool yearly = 3;
/// }
/// ```
public struct NumberSeries: Message {
  public static let protoName = "pcrm.v1.NumberSeries"

  /// 1 to 16 of A–Z and 0–9. Types with the same prefix share one series. Required.
  public var prefix = ""
  /// Digits at least, 1 to 12. Required.
  public var digits: Int32 = 0
  /// Numbers begin again at 1 every year, and carry the year.
  public var yearly = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "prefix", &prefix)
    try c.int32(2, "digits", &digits)
    try c.bool(3, "yearly", &yearly)
  }
}

/// A code with its title.
///
/// ```proto
/// message CodeTitle {
///   string code = 1;
///   string title = 2;
/// }
/// ```
public struct CodeTitle: Message {
  public static let protoName = "pcrm.v1.CodeTitle"

  /// Code. Required.
  public var code = ""
  /// What to show, 1 to 200 characters. Required.
  public var title = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "title", &title)
  }
}
