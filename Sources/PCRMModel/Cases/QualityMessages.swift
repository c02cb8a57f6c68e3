public import PCRMCore
public import ProtobufCodec

/// Asks to record a check.
///
/// ```proto
/// message CheckQualityPointRequest {
///   string request_id = 1;
///   string case_id = 2;
///   string code = 3;
///   QualityResult result = 4;
///   string note = 5;
/// }
/// ```
public struct CheckQualityPointRequest: Message {
  public static let protoName = "pcrm.v1.CheckQualityPointRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case's id. Required.
  public var caseID = CaseID()
  /// Code of a quality point of the present stage. Required.
  public var code = ""
  /// What was found. Required.
  public var result = QualityResult.unspecified
  /// What is to be noted, at most 500 characters.
  public var note = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "case_id", &caseID)
    try c.string(3, "code", &code)
    try c.enumeration(4, "result", &result)
    try c.string(5, "note", &note)
  }
}

/// Asks for the quality points of a case.
///
/// ```proto
/// message ListQualityPointsRequest {
///   string case_id = 1;
/// }
/// ```
public struct ListQualityPointsRequest: Message {
  public static let protoName = "pcrm.v1.ListQualityPointsRequest"

  /// The case's id. Required.
  public var caseID = CaseID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "case_id", &caseID)
  }
}

/// The quality points of a case.
///
/// ```proto
/// message ListQualityPointsResponse {
///   repeated QualityCheck points = 1;
///   string customer_id = 2;
/// }
/// ```
public struct ListQualityPointsResponse: Message {
  public static let protoName = "pcrm.v1.ListQualityPointsResponse"

  /// The points.
  public var points: [QualityCheck] = []
  /// The case's customer.
  public var customerID = CustomerID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "points", &points)
    try c.text(2, "customer_id", &customerID)
  }
}
