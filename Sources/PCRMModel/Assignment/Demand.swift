public import PCRMCore
public import ProtobufCodec

/// What a customer demanded that could not simply be done.
///
/// ```proto
/// message Demand {
///   string id = 1;
///   string customer_id = 2;
///   string case_id = 3;
///   DemandKind kind = 4;
///   string decision = 5;
///   int64 amount_won = 6;
///   string note = 7;
///   google.protobuf.Timestamp record_time = 8;
///   string recorded_by = 9;
/// }
/// ```
public struct Demand: Message {
  public static let protoName = "pcrm.v1.Demand"

  /// UUID. A client may choose it.
  public var id = DemandID()
  /// The customer. Required.
  public var customerID = CustomerID()
  /// The case; may be empty.
  public var caseID = CaseID()
  /// Why it could not. Required.
  public var kind = DemandKind.unspecified
  /// Code of the decision or task it was about: 1 to 64 of a–z, 0–9, "_", "-" and "."; may be
  /// empty.
  public var decision = ""
  /// What was demanded, in won; 0 = no amount.
  public var amountWon: Int64 = 0
  /// What was demanded, at most 500 characters.
  public var note = ""
  /// Output only. When it was recorded.
  public var recordTime: Timestamp?
  /// Output only. Principal who recorded it.
  public var recordedBy = PrincipalID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.text(2, "customer_id", &customerID)
    try c.text(3, "case_id", &caseID)
    try c.enumeration(4, "kind", &kind)
    try c.string(5, "decision", &decision)
    try c.int64(6, "amount_won", &amountWon)
    try c.string(7, "note", &note)
    try c.message(8, "record_time", &recordTime)
    try c.text(9, "recorded_by", &recordedBy)
  }
}

/// Why a demand could not simply be done.
public struct DemandKind: OpenEnum {
  public static let protoName = "pcrm.v1.DemandKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write; in a filter: every kind.
  public static let unspecified = DemandKind(rawValue: 0)
  /// No rule covers it.
  public static let beyondRule = DemandKind(rawValue: 1)
  /// It exceeds the authority of whoever heard it.
  public static let beyondAuthority = DemandKind(rawValue: 2)
  /// It would skip a procedure.
  public static let skipsProcedure = DemandKind(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "DEMAND_KIND_UNSPECIFIED"),
    (1, "DEMAND_KIND_BEYOND_RULE"),
    (2, "DEMAND_KIND_BEYOND_AUTHORITY"),
    (3, "DEMAND_KIND_SKIPS_PROCEDURE"),
  ]
}
