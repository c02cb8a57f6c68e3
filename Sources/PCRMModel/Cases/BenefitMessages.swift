public import PCRMCore
public import ProtobufCodec

/// Asks to decide a benefit.
///
/// ```proto
/// message DecideBenefitRequest {
///   string request_id = 1;
///   string case_id = 2;
///   string kind = 3;
///   int64 version = 4;
///   int64 amount_won = 5;
///   CivilDate valid_from = 6;
///   string reason = 7;
/// }
/// ```
public struct DecideBenefitRequest: Message {
  public static let protoName = "pcrm.v1.DecideBenefitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case's id. Required.
  public var caseID = CaseID()
  /// Code of the kind. Required.
  public var kind = ""
  /// The benefit's version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// The amount, in won, 0 to 1,000,000,000,000.
  public var amountWon: Int64 = 0
  /// First day for which it holds. Required.
  public var validFrom: CivilDate?
  /// Why, 1 to 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "case_id", &caseID)
    try c.string(3, "kind", &kind)
    try c.int64(4, "version", &version)
    try c.int64(5, "amount_won", &amountWon)
    try c.message(6, "valid_from", &validFrom)
    try c.string(7, "reason", &reason)
  }
}

/// What was decided, and what has to be decided anew.
///
/// ```proto
/// message DecideBenefitResponse {
///   Benefit benefit = 1;
///   repeated Benefit reopened = 2;
///   string customer_id = 3;
/// }
/// ```
public struct DecideBenefitResponse: Message {
  public static let protoName = "pcrm.v1.DecideBenefitResponse"

  /// The benefit.
  public var benefit: Benefit?
  /// The benefits that were reopened by it.
  public var reopened: [Benefit] = []
  /// The case's customer.
  public var customerID = CustomerID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "benefit", &benefit)
    try c.message(2, "reopened", &reopened)
    try c.text(3, "customer_id", &customerID)
  }
}

/// Asks for the benefits of a case.
///
/// ```proto
/// message ListBenefitsRequest {
///   string case_id = 1;
///   BenefitState state = 2;
/// }
/// ```
public struct ListBenefitsRequest: Message {
  public static let protoName = "pcrm.v1.ListBenefitsRequest"

  /// The case's id. Required.
  public var caseID = CaseID()
  /// Only in this state.
  public var state = BenefitState.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "case_id", &caseID)
    try c.enumeration(2, "state", &state)
  }
}

/// The benefits of a case.
///
/// ```proto
/// message ListBenefitsResponse {
///   repeated Benefit benefits = 1;
///   string customer_id = 2;
/// }
/// ```
public struct ListBenefitsResponse: Message {
  public static let protoName = "pcrm.v1.ListBenefitsResponse"

  /// The benefits.
  public var benefits: [Benefit] = []
  /// The case's customer.
  public var customerID = CustomerID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "benefits", &benefits)
    try c.text(2, "customer_id", &customerID)
  }
}
