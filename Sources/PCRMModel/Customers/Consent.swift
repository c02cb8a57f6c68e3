public import PCRMCore
public import ProtobufCodec

/// One entry in a customer's history of consents.
///
/// Entries are added, never changed. For a purpose and a channel the newest entry among those for
/// that channel and those for every channel decides.
///
/// ```proto
/// message Consent {
///   string id = 1;
///   string customer_id = 2;
///   string purpose = 3;
///   Channel channel = 4;
///   ConsentState state = 5;
///   string text_version = 6;
///   string source = 7;
///   google.protobuf.Timestamp decide_time = 8;
///   google.protobuf.Timestamp record_time = 9;
///   string recorded_by = 10;
/// }
/// ```
public struct Consent: Message {
  public static let protoName = "pcrm.v1.Consent"

  /// UUID. A client may choose it.
  public var id = ConsentID()
  /// The customer who decided. Required.
  public var customerID = CustomerID()
  /// What the data or the channel is used for: a code of the agency, 1 to 64 of a–z, 0–9, "_", "-"
  /// and ".", for example "satisfaction_survey". Required.
  public var purpose = ""
  /// The channel that it is about; unspecified = every channel.
  public var channel = Channel.unspecified
  /// Given or withdrawn. Required.
  public var state = ConsentState.unspecified
  /// Version of the text that the customer saw, for example "2026-03". Required when given; at most
  /// 64 characters.
  public var textVersion = ""
  /// How the agency knows: "paper form 12", "call", … At most 200 characters.
  public var source = ""
  /// When the customer decided. Absent = now; not in the future.
  public var decideTime: Timestamp?
  /// Output only. When it was recorded; the order of the history.
  public var recordTime: Timestamp?
  /// Output only. Principal who recorded it.
  public var recordedBy = PrincipalID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.text(2, "customer_id", &customerID)
    try c.string(3, "purpose", &purpose)
    try c.enumeration(4, "channel", &channel)
    try c.enumeration(5, "state", &state)
    try c.string(6, "text_version", &textVersion)
    try c.string(7, "source", &source)
    try c.message(8, "decide_time", &decideTime)
    try c.message(9, "record_time", &recordTime)
    try c.text(10, "recorded_by", &recordedBy)
  }
}

/// What the customer decided.
public struct ConsentState: OpenEnum {
  public static let protoName = "pcrm.v1.ConsentState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = ConsentState(rawValue: 0)
  /// The customer agrees.
  public static let given = ConsentState(rawValue: 1)
  /// The customer no longer agrees, or never did.
  public static let withdrawn = ConsentState(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "CONSENT_STATE_UNSPECIFIED"),
    (1, "CONSENT_STATE_GIVEN"),
    (2, "CONSENT_STATE_WITHDRAWN"),
  ]
}
