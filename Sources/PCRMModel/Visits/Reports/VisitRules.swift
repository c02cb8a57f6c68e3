public import ProtobufCodec

/// Rules of visits: what is applied. A part that is absent stays as it is; each has versions of its
/// own.
///
/// ```proto
/// message VisitRules {
///   ReportRules report = 1;
///   NextTryRule next_try = 2;
///   QualityFormula quality = 3;
///   CallBackRule call_backs = 4;
/// }
/// ```
public struct VisitRules: Message {
  public static let protoName = "pcrm.v1.VisitRules"

  /// What a report must have.
  public var report: ReportRules?
  /// What to do after a try that failed.
  public var nextTry: NextTryRule?
  /// How the quality of a visit is reckoned.
  public var quality: QualityFormula?
  /// Whose customers are called back.
  public var callBacks: CallBackRule?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "report", &report)
    try c.message(2, "next_try", &nextTry)
    try c.message(3, "quality", &quality)
    try c.message(4, "call_backs", &callBacks)
  }
}

/// Parts of the rules of visits.
public struct VisitRuleKind: OpenEnum {
  public static let protoName = "pcrm.v1.VisitRuleKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// All of them.
  public static let unspecified = VisitRuleKind(rawValue: 0)
  /// What a report must have.
  public static let report = VisitRuleKind(rawValue: 1)
  /// What to do after a try that failed.
  public static let nextTry = VisitRuleKind(rawValue: 2)
  /// How the quality of a visit is reckoned.
  public static let quality = VisitRuleKind(rawValue: 3)
  /// Whose customers are called back.
  public static let callBacks = VisitRuleKind(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "VISIT_RULE_KIND_UNSPECIFIED"),
    (1, "VISIT_RULE_KIND_REPORT"),
    (2, "VISIT_RULE_KIND_NEXT_TRY"),
    (3, "VISIT_RULE_KIND_QUALITY"),
    (4, "VISIT_RULE_KIND_CALL_BACKS"),
  ]
}
