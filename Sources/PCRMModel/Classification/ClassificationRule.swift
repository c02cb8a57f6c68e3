public import ProtobufCodec

/// One rule of a scheme.
///
/// ```proto
/// message ClassificationRule {
///   string code = 1;
///   string condition = 2;
///   ClassificationOutcome outcome = 3;
/// }
/// ```
public struct ClassificationRule: Message {
  public static let protoName = "pcrm.v1.ClassificationRule"

  /// Code, of a–z, 0–9, "-" and "_", unique in the scheme, 1 to 64 characters. Required.
  public var code = ""
  /// When it is true, in the rule language over `case.NAME`, `param.NAME` and the customer's facts,
  /// for example "case.severity_grade >= param.cut_off". Required.
  public var condition = ""
  /// What holds then. Required.
  public var outcome: ClassificationOutcome?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "condition", &condition)
    try c.message(3, "outcome", &outcome)
  }
}

/// A result with its reason.
///
/// ```proto
/// message ClassificationOutcome {
///   SupportGroup support_group = 1;
///   ManagementLevel management_level = 2;
///   string reason_ko = 3;
///   string reason_en = 4;
///   bool effective_at_once = 5;
/// }
/// ```
public struct ClassificationOutcome: Message {
  public static let protoName = "pcrm.v1.ClassificationOutcome"

  /// The group; only in a scheme of support groups, and required there.
  public var supportGroup = SupportGroup.unspecified
  /// The level; only in a scheme of management levels, and required there.
  public var managementLevel = ManagementLevel.unspecified
  /// Why, in Korean, for the person who reads the case: at most 500 characters.
  public var reasonKo = ""
  /// Why, in English: at most 500 characters. One of the two reasons is required.
  public var reasonEn = ""
  /// Whether it takes effect without sign-off.
  public var effectiveAtOnce = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "support_group", &supportGroup)
    try c.enumeration(2, "management_level", &managementLevel)
    try c.string(3, "reason_ko", &reasonKo)
    try c.string(4, "reason_en", &reasonEn)
    try c.bool(5, "effective_at_once", &effectiveAtOnce)
  }
}
