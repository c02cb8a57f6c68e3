public import PCRMCore
public import ProtobufCodec

/// Asks the rules for a proposal.
///
/// ```proto
/// message ProposeClassificationRequest {
///   string request_id = 1;
///   string case_id = 2;
///   ClassificationKind kind = 3;
///   string note = 4;
/// }
/// ```
public struct ProposeClassificationRequest: Message {
  public static let protoName = "pcrm.v1.ProposeClassificationRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case.
  public var caseID = CaseID()
  /// What to decide. Required.
  public var kind = ClassificationKind.unspecified
  /// Why it is asked for, at most 500 characters; may be empty.
  public var note = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "case_id", &caseID)
    try c.enumeration(3, "kind", &kind)
    try c.string(4, "note", &note)
  }
}

/// Records a team's decision.
///
/// ```proto
/// message SignOffClassificationRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   SignOff sign_off = 4;
/// }
/// ```
public struct SignOffClassificationRequest: Message {
  public static let protoName = "pcrm.v1.SignOffClassificationRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The proposal.
  public var id = ClassificationID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// What the team decided. Required.
  public var signOff: SignOff?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.message(4, "sign_off", &signOff)
  }
}

/// Asks to set a result by hand.
///
/// ```proto
/// message OverrideClassificationRequest {
///   string request_id = 1;
///   string case_id = 2;
///   oneof result {
///     SupportGroup support_group = 3;
///     ManagementLevel management_level = 4;
///   }
///   string reason = 5;
///   CivilDate valid_to = 6;
/// }
/// ```
public struct OverrideClassificationRequest: Message {
  public static let protoName = "pcrm.v1.OverrideClassificationRequest"

  /// The group or the level, exactly one. Required.
  public enum Result: Sendable, Equatable {
    /// Sets the support group.
    case supportGroup(SupportGroup)
    /// Sets the management level.
    case managementLevel(ManagementLevel)
  }

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case.
  public var caseID = CaseID()
  /// The group or the level, exactly one. Required.
  public var result: Result?
  /// Why, 1 to 500 characters. Required.
  public var reason = ""
  /// The day on which it no longer holds: later than today, at most five years away. Required.
  public var validTo: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "case_id", &caseID)
    try c.oneofEnumeration(
      3, "support_group", &result,
      { if case .supportGroup(let v)? = $0 { v } else { nil } }, Result.supportGroup)
    try c.oneofEnumeration(
      4, "management_level", &result,
      { if case .managementLevel(let v)? = $0 { v } else { nil } }, Result.managementLevel)
    try c.string(5, "reason", &reason)
    try c.message(6, "valid_to", &validTo)
  }
}

/// Asks to end an override.
///
/// ```proto
/// message LiftOverrideRequest {
///   string request_id = 1;
///   string case_id = 2;
///   ClassificationKind kind = 3;
///   string reason = 4;
/// }
/// ```
public struct LiftOverrideRequest: Message {
  public static let protoName = "pcrm.v1.LiftOverrideRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case.
  public var caseID = CaseID()
  /// What is overridden. Required.
  public var kind = ClassificationKind.unspecified
  /// Why, 1 to 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "case_id", &caseID)
    try c.enumeration(3, "kind", &kind)
    try c.string(4, "reason", &reason)
  }
}

/// Asks to make a decision again.
///
/// ```proto
/// message RerunClassificationRequest {
///   string id = 1;
/// }
/// ```
public struct RerunClassificationRequest: Message {
  public static let protoName = "pcrm.v1.RerunClassificationRequest"

  /// The decision.
  public var id = ClassificationID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// A decision made again.
///
/// ```proto
/// message RerunClassificationResponse {
///   bool is_same = 1;
///   Classification stored = 2;
///   Classification rerun = 3;
///   repeated string differences = 4;
/// }
/// ```
public struct RerunClassificationResponse: Message {
  public static let protoName = "pcrm.v1.RerunClassificationResponse"

  /// Whether everything is as it was: rule, result, trace and need score.
  public var isSame = false
  /// The decision as it is stored.
  public var stored: Classification?
  /// What the same rules give now from the same facts.
  public var rerun: Classification?
  /// Names of the fields that differ.
  public var differences: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.bool(1, "is_same", &isSame)
    try c.message(2, "stored", &stored)
    try c.message(3, "rerun", &rerun)
    try c.string(4, "differences", &differences)
  }
}
