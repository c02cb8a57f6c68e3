public import PCRMCore
public import ProtobufCodec

/// How a case is classified.
///
/// ```proto
/// message CaseClassification {
///   string case_id = 1;
///   string customer_id = 2;
///   SupportGroup support_group = 3;
///   ManagementLevel management_level = 4;
///   KindClassification support = 5;
///   KindClassification management = 6;
///   int64 need_score = 7;
///   int64 weights_version = 8;
///   repeated NeedPart needs = 9;
/// }
/// ```
public struct CaseClassification: Message {
  public static let protoName = "pcrm.v1.CaseClassification"

  /// The case.
  public var caseID = CaseID()
  /// Its customer.
  public var customerID = CustomerID()
  /// The support group that it carries.
  public var supportGroup = SupportGroup.unspecified
  /// The management level that it carries.
  public var managementLevel = ManagementLevel.unspecified
  /// What is decided about the support group.
  public var support: KindClassification?
  /// What is decided about the management level.
  public var management: KindClassification?
  /// Need score × 1,000 by the weights that hold now; with a time in the past, the one that was
  /// kept with the decision then.
  public var needScore: Int64 = 0
  /// Version of the weights; 0 when there are none.
  public var weightsVersion: Int64 = 0
  /// The needs that are counted, with their weights, heaviest first.
  public var needs: [NeedPart] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "case_id", &caseID)
    try c.text(2, "customer_id", &customerID)
    try c.enumeration(3, "support_group", &supportGroup)
    try c.enumeration(4, "management_level", &managementLevel)
    try c.message(5, "support", &support)
    try c.message(6, "management", &management)
    try c.int64(7, "need_score", &needScore)
    try c.int64(8, "weights_version", &weightsVersion)
    try c.message(9, "needs", &needs)
  }
}

/// What is decided about one kind.
///
/// ```proto
/// message KindClassification {
///   Classification in_force = 1;
///   Classification overridden = 2;
///   Classification proposed = 3;
///   google.protobuf.Timestamp due_since = 4;
///   string due_cause = 5;
/// }
/// ```
public struct KindClassification: Message {
  public static let protoName = "pcrm.v1.KindClassification"

  /// The decision in force; absent for none.
  public var inForce: Classification?
  /// With an override in force: the decision that it stands before; absent with a time in the past.
  public var overridden: Classification?
  /// The proposal that waits for sign-off; absent with a time in the past.
  public var proposed: Classification?
  /// Since when the facts ask for a new classification; absent when they do not, and with a time in
  /// the past.
  public var dueSince: Timestamp?
  /// What made it due, for example "severity_grade" or "time".
  public var dueCause = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "in_force", &inForce)
    try c.message(2, "overridden", &overridden)
    try c.message(3, "proposed", &proposed)
    try c.message(4, "due_since", &dueSince)
    try c.string(5, "due_cause", &dueCause)
  }
}

/// A case whose facts ask for a new classification.
///
/// ```proto
/// message DueClassification {
///   string case_id = 1;
///   string customer_id = 2;
///   ClassificationKind kind = 3;
///   google.protobuf.Timestamp due_since = 4;
///   string cause = 5;
///   SupportGroup support_group = 6;
///   ManagementLevel management_level = 7;
/// }
/// ```
public struct DueClassification: Message {
  public static let protoName = "pcrm.v1.DueClassification"

  /// The case.
  public var caseID = CaseID()
  /// Its customer.
  public var customerID = CustomerID()
  /// What is due.
  public var kind = ClassificationKind.unspecified
  /// Since when.
  public var dueSince: Timestamp?
  /// What made it due, for example "severity_grade" or "time".
  public var cause = ""
  /// The group that the rules gave when it became due.
  public var supportGroup = SupportGroup.unspecified
  /// The level that the rules gave when it became due.
  public var managementLevel = ManagementLevel.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "case_id", &caseID)
    try c.text(2, "customer_id", &customerID)
    try c.enumeration(3, "kind", &kind)
    try c.message(4, "due_since", &dueSince)
    try c.string(5, "cause", &cause)
    try c.enumeration(6, "support_group", &supportGroup)
    try c.enumeration(7, "management_level", &managementLevel)
  }
}
