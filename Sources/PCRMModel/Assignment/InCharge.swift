public import PCRMCore
public import ProtobufCodec

/// Asks who is in charge.
///
/// ```proto
/// message WhoIsInChargeRequest {
///   string case_id = 1;
///   google.protobuf.Timestamp at = 2;
/// }
/// ```
public struct WhoIsInChargeRequest: Message {
  public static let protoName = "pcrm.v1.WhoIsInChargeRequest"

  /// The case's id. Required.
  public var caseID = CaseID()
  /// The instant. Absent = now.
  public var at: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "case_id", &caseID)
    try c.message(2, "at", &at)
  }
}

/// Who is in charge of a case, and how that was found.
///
/// ```proto
/// message InCharge {
///   string case_id = 1;
///   string customer_id = 2;
///   string staff_id = 3;
///   bool uncovered = 4;
///   Duty duty = 5;
///   repeated InChargeStep steps = 16;
/// }
/// ```
public struct InCharge: Message {
  public static let protoName = "pcrm.v1.InCharge"

  /// The case.
  public var caseID = CaseID()
  /// The case's customer.
  public var customerID = CustomerID()
  /// Who is in charge. Empty = nobody, because no case worker was needed yet, or the case is
  /// closed.
  public var staffID = StaffID()
  /// Whether everybody is away: the case worker stays in charge, and somebody has to act.
  public var uncovered = false
  /// The duty that holds at that instant.
  public var duty: Duty?
  /// Who was asked in turn, the case worker first.
  public var steps: [InChargeStep] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "case_id", &caseID)
    try c.text(2, "customer_id", &customerID)
    try c.text(3, "staff_id", &staffID)
    try c.bool(4, "uncovered", &uncovered)
    try c.message(5, "duty", &duty)
    try c.message(16, "steps", &steps)
  }
}

/// One person who was asked.
///
/// ```proto
/// message InChargeStep {
///   string staff_id = 1;
///   InChargeOutcome outcome = 2;
/// }
/// ```
public struct InChargeStep: Message {
  public static let protoName = "pcrm.v1.InChargeStep"

  /// The person.
  public var staffID = StaffID()
  /// What was found.
  public var outcome = InChargeOutcome.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.enumeration(2, "outcome", &outcome)
  }
}

/// What was found about one who could be in charge.
public struct InChargeOutcome: OpenEnum {
  public static let protoName = "pcrm.v1.InChargeOutcome"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = InChargeOutcome(rawValue: 0)
  /// At work: in charge.
  public static let present = InChargeOutcome(rawValue: 1)
  /// Away.
  public static let absent = InChargeOutcome(rawValue: 2)
  /// Does not work here at that time.
  public static let inactive = InChargeOutcome(rawValue: 3)
  /// At work, and not qualified for the case.
  public static let unqualified = InChargeOutcome(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "IN_CHARGE_OUTCOME_UNSPECIFIED"),
    (1, "IN_CHARGE_OUTCOME_PRESENT"),
    (2, "IN_CHARGE_OUTCOME_ABSENT"),
    (3, "IN_CHARGE_OUTCOME_INACTIVE"),
    (4, "IN_CHARGE_OUTCOME_UNQUALIFIED"),
  ]
}
