public import PCRMCore
public import ProtobufCodec

/// Asks why a customer is in a segment.
///
/// ```proto
/// message ExplainMembershipRequest {
///   string customer_id = 1;
///   string segment = 2;
///   string rule = 3;
/// }
/// ```
public struct ExplainMembershipRequest: Message {
  public static let protoName = "pcrm.v1.ExplainMembershipRequest"

  /// The customer. Required.
  public var customerID = CustomerID()
  /// The segment. Required unless there is a rule.
  public var segment = ""
  /// A rule to explain in the place of the segment's.
  public var rule = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "customer_id", &customerID)
    try c.string(2, "segment", &segment)
    try c.string(3, "rule", &rule)
  }
}

/// Why a customer is in a segment, or why not.
///
/// ```proto
/// message ExplainMembershipResponse {
///   string customer_id = 1;
///   string segment = 2;
///   bool member = 3;
///   ConditionTruth truth = 4;
///   string rule = 5;
///   repeated ExplainedCondition conditions = 6;
///   repeated ExplainedAlternative alternatives = 7;
///   Membership membership = 8;
///   google.protobuf.Timestamp next_change_time = 9;
/// }
/// ```
public struct ExplainMembershipResponse: Message {
  public static let protoName = "pcrm.v1.ExplainMembershipResponse"

  /// The customer.
  public var customerID = CustomerID()
  /// The segment; empty when a rule was sent without one.
  public var segment = ""
  /// Whether the customer is a member now, as stored.
  public var member = false
  /// What the rule says now. Unspecified for a list.
  public var truth = ConditionTruth.unspecified
  /// The rule that was explained; empty for a list.
  public var rule = ""
  /// Each condition of the rule, in the order of the text: the parts without "&&", "||", "!" or a
  /// choice of their own. One that stands twice is told once.
  public var conditions: [ExplainedCondition] = []
  /// The smallest sets of changes that would make the rule come out otherwise, at most five.
  public var alternatives: [ExplainedAlternative] = []
  /// What the customer's membership rests on; absent when there is none.
  public var membership: Membership?
  /// When time alone may change the truth next: never later, perhaps earlier. Absent when it will
  /// not, as things stand.
  public var nextChangeTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "customer_id", &customerID)
    try c.string(2, "segment", &segment)
    try c.bool(3, "member", &member)
    try c.enumeration(4, "truth", &truth)
    try c.string(5, "rule", &rule)
    try c.message(6, "conditions", &conditions)
    try c.message(7, "alternatives", &alternatives)
    try c.message(8, "membership", &membership)
    try c.message(9, "next_change_time", &nextChangeTime)
  }
}

/// Whether a condition holds.
public struct ConditionTruth: OpenEnum {
  public static let protoName = "pcrm.v1.ConditionTruth"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not asked.
  public static let unspecified = ConditionTruth(rawValue: 0)
  /// It holds.
  public static let `true` = ConditionTruth(rawValue: 1)
  /// It does not.
  public static let `false` = ConditionTruth(rawValue: 2)
  /// A value that it asks about is missing.
  public static let unknown = ConditionTruth(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "CONDITION_TRUTH_UNSPECIFIED"),
    (1, "CONDITION_TRUTH_TRUE"),
    (2, "CONDITION_TRUTH_FALSE"),
    (3, "CONDITION_TRUTH_UNKNOWN"),
  ]
}

/// A condition of a rule and what it came to for one customer.
///
/// ```proto
/// message ExplainedCondition {
///   string text = 1;
///   ConditionTruth truth = 2;
///   bool decides = 3;
///   string words = 4;
///   string reason = 5;
///   repeated ErrorInfo.Param params = 6;
///   repeated ExplainedValue values = 7;
///   bool hidden = 8;
/// }
/// ```
public struct ExplainedCondition: Message {
  public static let protoName = "pcrm.v1.ExplainedCondition"

  /// The condition, as rules are printed.
  public var text = ""
  /// What it came to.
  public var truth = ConditionTruth.unspecified
  /// Whether it belongs to the fewest conditions that decide: whatever the others were, a member
  /// would stay one, or stay none.
  public var decides = false
  /// Why, in words. Empty when the values are hidden.
  public var words = ""
  /// The same for a program; see docs/segments.md.
  public var reason = ""
  /// Values that belong to the reason. Empty when the values are hidden.
  public var params: [ErrorInfo.Param] = []
  /// What it looked at, with the values found.
  public var values: [ExplainedValue] = []
  /// Whether the caller may not see the values.
  public var hidden = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "text", &text)
    try c.enumeration(2, "truth", &truth)
    try c.bool(3, "decides", &decides)
    try c.string(4, "words", &words)
    try c.string(5, "reason", &reason)
    try c.message(6, "params", &params)
    try c.message(7, "values", &values)
    try c.bool(8, "hidden", &hidden)
  }
}

/// Something that a condition looked at.
///
/// ```proto
/// message ExplainedValue {
///   string text = 1;
///   string value = 2;
///   bool missing = 3;
/// }
/// ```
public struct ExplainedValue: Message {
  public static let protoName = "pcrm.v1.ExplainedValue"

  /// The fact, field or computed value, as rules write it.
  public var text = ""
  /// Its value, as rules write it. Empty when it is missing or hidden.
  public var value = ""
  /// Whether the customer has no value for it. Always false when it is hidden.
  public var missing = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "text", &text)
    try c.string(2, "value", &value)
    try c.bool(3, "missing", &missing)
  }
}

/// Changes that together would make a rule come out otherwise.
///
/// ```proto
/// message ExplainedAlternative {
///   repeated ExplainedChange changes = 1;
/// }
/// ```
public struct ExplainedAlternative: Message {
  public static let protoName = "pcrm.v1.ExplainedAlternative"

  /// The changes.
  public var changes: [ExplainedChange] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "changes", &changes)
  }
}

/// What one condition would have to become.
///
/// ```proto
/// message ExplainedChange {
///   int32 condition = 1;
///   ConditionTruth truth = 2;
///   string words = 3;
///   string reason = 4;
///   repeated ErrorInfo.Param params = 5;
/// }
/// ```
public struct ExplainedChange: Message {
  public static let protoName = "pcrm.v1.ExplainedChange"

  /// Its place in `conditions`, from 0.
  public var condition: Int32 = 0
  /// What it would have to come to.
  public var truth = ConditionTruth.unspecified
  /// What would have to be otherwise, in words. Empty when the values are hidden.
  public var words = ""
  /// The same for a program; see docs/segments.md.
  public var reason = ""
  /// Values that belong to the reason. Empty when the values are hidden.
  public var params: [ErrorInfo.Param] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "condition", &condition)
    try c.enumeration(2, "truth", &truth)
    try c.string(3, "words", &words)
    try c.string(4, "reason", &reason)
    try c.message(5, "params", &params)
  }
}
