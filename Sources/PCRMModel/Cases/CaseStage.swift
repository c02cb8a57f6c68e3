public import ProtobufCodec

/// One stage of a case type.
///
/// ```proto
/// message CaseStage {
///   string code = 1;
///   string title = 2;
///   string description = 3;
///   bool may_begin = 4;
///   bool may_close = 5;
///   bool needs_case_worker = 6;
///   string close_decision = 7;
///   repeated CaseTransition transitions = 16;
///   repeated TouchpointRule touchpoints = 17;
///   repeated QualityPoint quality_points = 18;
///   repeated CodeTitle entry_reasons = 19;
///   repeated CodeTitle exit_reasons = 20;
/// }
/// ```
public struct CaseStage: Message {
  public static let protoName = "pcrm.v1.CaseStage"

  /// Code, for example "first_care". Required.
  public var code = ""
  /// Name, 1 to 200 characters. Required.
  public var title = ""
  /// What happens in it, at most 2,000 characters.
  public var description = ""
  /// A case may be opened in it. Of several, the first one listed is the one meant by default.
  public var mayBegin = false
  /// A case may be closed while it is in it.
  public var mayClose = false
  /// A case may not be in it without a case worker.
  public var needsCaseWorker = false
  /// Code of the decision that closing a case here is, for authority limits. Empty = none.
  public var closeDecision = ""
  /// Where a case may go from here, at most 100, each `to` once.
  public var transitions: [CaseTransition] = []
  /// What is due in it, at most 100, each code once. A touchpoint that two stages share by its code
  /// stays planned when a case goes from one to the other.
  public var touchpoints: [TouchpointRule] = []
  /// What must be right before it is left, at most 100, each code once.
  public var qualityPoints: [QualityPoint] = []
  /// Reasons for which it is entered; empty = any text will do.
  public var entryReasons: [CodeTitle] = []
  /// Reasons for which it is left; empty = none has to be given, and any text will do.
  public var exitReasons: [CodeTitle] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "title", &title)
    try c.string(3, "description", &description)
    try c.bool(4, "may_begin", &mayBegin)
    try c.bool(5, "may_close", &mayClose)
    try c.bool(6, "needs_case_worker", &needsCaseWorker)
    try c.string(7, "close_decision", &closeDecision)
    try c.message(16, "transitions", &transitions)
    try c.message(17, "touchpoints", &touchpoints)
    try c.message(18, "quality_points", &qualityPoints)
    try c.message(19, "entry_reasons", &entryReasons)
    try c.message(20, "exit_reasons", &exitReasons)
  }
}

/// A way from one stage to another.
///
/// ```proto
/// message CaseTransition {
///   string to = 1;
///   string decision = 2;
///   ApprovalKind approval = 3;
/// }
/// ```
public struct CaseTransition: Message {
  public static let protoName = "pcrm.v1.CaseTransition"

  /// Code of the stage that it leads to. Required.
  public var to = ""
  /// Code of the decision that going this way is, for authority limits. Empty = none.
  public var decision = ""
  /// Going this way is an approval of this kind: it sets the case's approve_time and approval_kind.
  public var approval = ApprovalKind.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "to", &to)
    try c.string(2, "decision", &decision)
    try c.enumeration(3, "approval", &approval)
  }
}

/// One thing that must be right in a stage.
///
/// ```proto
/// message QualityPoint {
///   string code = 1;
///   string title = 2;
///   bool required = 3;
/// }
/// ```
public struct QualityPoint: Message {
  public static let protoName = "pcrm.v1.QualityPoint"

  /// Code, for example "terms_explained". Required.
  public var code = ""
  /// What to check, 1 to 200 characters. Required.
  public var title = ""
  /// The stage is not left, and the case not closed in it, before this was checked.
  public var required = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "title", &title)
    try c.bool(3, "required", &required)
  }
}
