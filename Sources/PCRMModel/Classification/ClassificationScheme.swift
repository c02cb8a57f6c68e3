public import PCRMCore
public import ProtobufCodec

/// A list of rules that gives every case to which it applies one result of one kind. The first rule
/// that is true decides. A version never changes once it is applied.
///
/// ```proto
/// message ClassificationScheme {
///   string name = 1;
///   int64 version = 2;
///   ClassificationKind kind = 3;
///   string title_ko = 4;
///   string title_en = 5;
///   CivilDate valid_from = 6;
///   CivilDate valid_to = 7;
///   SignOffRule sign_off = 8;
///   Reclassification reclassification = 9;
///   string applies_when = 10;
///   ClassificationOutcome otherwise = 11;
///   google.protobuf.Timestamp create_time = 12;
///   string created_by = 13;
///   repeated string service_models = 16;
///   repeated string case_types = 17;
///   repeated SchemeParameter parameters = 18;
///   repeated DiseaseGroup disease_groups = 19;
///   repeated ClassificationRule rules = 20;
/// }
/// ```
public struct ClassificationScheme: Message {
  public static let protoName = "pcrm.v1.ClassificationScheme"

  /// Name, of a–z, 0–9, "-" and "_", 1 to 64 characters. Required.
  public var name = ""
  /// Output only; in ApplyScheme, the newest version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// What it decides. Required.
  public var kind = ClassificationKind.unspecified
  /// Title in Korean, at most 200 characters.
  public var titleKo = ""
  /// Title in English, at most 200 characters.
  public var titleEn = ""
  /// First day on which this version counts. Required.
  public var validFrom: CivilDate?
  /// The day on which it no longer counts. Absent = open.
  public var validTo: CivilDate?
  /// How a team agrees.
  public var signOff: SignOffRule?
  /// What happens when the facts of a case change so that the rules give another result.
  public var reclassification = Reclassification.unspecified
  /// Condition for a case to be classified at all, for example "has(case.approved_at)". Empty =
  /// every open case.
  public var appliesWhen = ""
  /// What holds when no rule is true. Required.
  public var otherwise: ClassificationOutcome?
  /// Output only. When this version was applied.
  public var createTime: Timestamp?
  /// Output only. The principal who applied it.
  public var createdBy = PrincipalID()
  /// Service models under which it applies; empty = under every one, and where there is none.
  public var serviceModels: [String] = []
  /// Codes of the case types to which it applies; empty = every one.
  public var caseTypes: [String] = []
  /// Numbers that the rules use, such as a cut-off: at most 50.
  public var parameters: [SchemeParameter] = []
  /// Groups of diseases that the rules use: at most 50.
  public var diseaseGroups: [DiseaseGroup] = []
  /// The rules in their order: at most 50.
  public var rules: [ClassificationRule] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int64(2, "version", &version)
    try c.enumeration(3, "kind", &kind)
    try c.string(4, "title_ko", &titleKo)
    try c.string(5, "title_en", &titleEn)
    try c.message(6, "valid_from", &validFrom)
    try c.message(7, "valid_to", &validTo)
    try c.message(8, "sign_off", &signOff)
    try c.enumeration(9, "reclassification", &reclassification)
    try c.string(10, "applies_when", &appliesWhen)
    try c.message(11, "otherwise", &otherwise)
    try c.message(12, "create_time", &createTime)
    try c.text(13, "created_by", &createdBy)
    try c.string(16, "service_models", &serviceModels)
    try c.string(17, "case_types", &caseTypes)
    try c.message(18, "parameters", &parameters)
    try c.message(19, "disease_groups", &diseaseGroups)
    try c.message(20, "rules", &rules)
  }
}

/// How a team agrees to a proposal.
///
/// ```proto
/// message SignOffRule {
///   int32 members_min = 1;
///   int32 dissent_max = 2;
///   bool overrides = 3;
/// }
/// ```
public struct SignOffRule: Message {
  public static let protoName = "pcrm.v1.SignOffRule"

  /// Members who must be present: 0 = 1, at most 50.
  public var membersMin: Int32 = 0
  /// Members who may dissent without the proposal being rejected.
  public var dissentMax: Int32 = 0
  /// Whether overrides wait for sign-off too.
  public var overrides = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "members_min", &membersMin)
    try c.int32(2, "dissent_max", &dissentMax)
    try c.bool(3, "overrides", &overrides)
  }
}

/// What happens when the rules give another result than the one that holds.
public struct Reclassification: OpenEnum {
  public static let protoName = "pcrm.v1.Reclassification"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// As MARK_DUE.
  public static let unspecified = Reclassification(rawValue: 0)
  /// The case is listed as due for classification.
  public static let markDue = Reclassification(rawValue: 1)
  /// The rules propose at once.
  public static let propose = Reclassification(rawValue: 2)
  /// Nothing; somebody has to ask.
  public static let noAction = Reclassification(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "RECLASSIFICATION_UNSPECIFIED"),
    (1, "RECLASSIFICATION_MARK_DUE"),
    (2, "RECLASSIFICATION_PROPOSE"),
    (3, "RECLASSIFICATION_NONE"),
  ]
}
