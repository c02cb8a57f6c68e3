public import PCRMCore
public import ProtobufCodec

/// How a case was, or is to be, classified, and from what.
///
/// ```proto
/// message Classification {
///   string id = 1;
///   int64 version = 2;
///   string case_id = 3;
///   string customer_id = 4;
///   ClassificationKind kind = 5;
///   ClassificationState state = 6;
///   ClassificationOrigin origin = 7;
///   SupportGroup support_group = 8;
///   ManagementLevel management_level = 9;
///   int64 number = 10;
///   string scheme = 11;
///   int64 scheme_version = 12;
///   string rule = 13;
///   string reason_ko = 14;
///   string reason_en = 15;
///   string service_model = 16;
///   string cause = 17;
///   CivilDate valid_to = 18;
///   string supersedes_id = 19;
///   string superseded_by_id = 20;
///   int64 need_score = 21;
///   int64 weights_version = 22;
///   SignOff sign_off = 23;
///   string created_by = 24;
///   google.protobuf.Timestamp create_time = 25;
///   google.protobuf.Timestamp update_time = 26;
///   repeated ClassificationInput inputs = 32;
///   repeated ClassificationTrace trace = 33;
///   repeated NeedPart needs = 34;
/// }
/// ```
public struct Classification: Message {
  public static let protoName = "pcrm.v1.Classification"

  /// UUID.
  public var id = ClassificationID()
  /// 1 when created and one more with every change of its state.
  public var version: Int64 = 0
  /// The case.
  public var caseID = CaseID()
  /// Its customer.
  public var customerID = CustomerID()
  /// What it decides.
  public var kind = ClassificationKind.unspecified
  /// Where it stands.
  public var state = ClassificationState.unspecified
  /// Who or what made it.
  public var origin = ClassificationOrigin.unspecified
  /// The group; set in a decision about the support group only.
  public var supportGroup = SupportGroup.unspecified
  /// The level; set in a decision about the management level only.
  public var managementLevel = ManagementLevel.unspecified
  /// Place among the case's decisions of this kind, from 1.
  public var number: Int64 = 0
  /// The scheme; empty in an override where none applies.
  public var scheme = ""
  /// The scheme's version.
  public var schemeVersion: Int64 = 0
  /// Code of the rule that decided; empty when none was true, and in an override.
  public var rule = ""
  /// Why, in Korean. In an override, the reason as it was given.
  public var reasonKo = ""
  /// Why, in English. In an override, the reason as it was given.
  public var reasonEn = ""
  /// Service model of the case's office then.
  public var serviceModel = ""
  /// What caused it, for example "severity_grade", "time", "scheme", or the note of who asked.
  public var cause = ""
  /// In an override: the day on which it no longer holds.
  public var validTo: CivilDate?
  /// The decision whose place this one took; empty for the first.
  public var supersedesID = ClassificationID()
  /// The decision that took the place of this one; empty while it stands.
  public var supersededByID = ClassificationID()
  /// Need score × 1,000: the sum of the weights in `needs`.
  public var needScore: Int64 = 0
  /// Version of the need weights; 0 when there were none.
  public var weightsVersion: Int64 = 0
  /// What the team decided; absent before, and where no sign-off is needed.
  public var signOff: SignOff?
  /// The principal who proposed or overrode; the clock's own for what time alone brought about.
  public var createdBy = PrincipalID()
  /// When it was made.
  public var createTime: Timestamp?
  /// When its state last changed.
  public var updateTime: Timestamp?
  /// The facts that were used, with their values then, in the order of their names.
  public var inputs: [ClassificationInput] = []
  /// What each rule came to, up to the one that decided.
  public var trace: [ClassificationTrace] = []
  /// The needs that were counted, with their weights.
  public var needs: [NeedPart] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "case_id", &caseID)
    try c.text(4, "customer_id", &customerID)
    try c.enumeration(5, "kind", &kind)
    try c.enumeration(6, "state", &state)
    try c.enumeration(7, "origin", &origin)
    try c.enumeration(8, "support_group", &supportGroup)
    try c.enumeration(9, "management_level", &managementLevel)
    try c.int64(10, "number", &number)
    try c.string(11, "scheme", &scheme)
    try c.int64(12, "scheme_version", &schemeVersion)
    try c.string(13, "rule", &rule)
    try c.string(14, "reason_ko", &reasonKo)
    try c.string(15, "reason_en", &reasonEn)
    try c.string(16, "service_model", &serviceModel)
    try c.string(17, "cause", &cause)
    try c.message(18, "valid_to", &validTo)
    try c.text(19, "supersedes_id", &supersedesID)
    try c.text(20, "superseded_by_id", &supersededByID)
    try c.int64(21, "need_score", &needScore)
    try c.int64(22, "weights_version", &weightsVersion)
    try c.message(23, "sign_off", &signOff)
    try c.text(24, "created_by", &createdBy)
    try c.message(25, "create_time", &createTime)
    try c.message(26, "update_time", &updateTime)
    try c.message(32, "inputs", &inputs)
    try c.message(33, "trace", &trace)
    try c.message(34, "needs", &needs)
  }
}
