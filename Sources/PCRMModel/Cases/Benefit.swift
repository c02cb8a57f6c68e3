public import PCRMCore
public import ProtobufCodec

/// Something decided on a case, as it stands.
///
/// ```proto
/// message Benefit {
///   string kind = 1;
///   int64 version = 2;
///   BenefitState state = 3;
///   int64 amount_won = 4;
///   CivilDate valid_from = 5;
///   string reason = 6;
///   google.protobuf.Timestamp decide_time = 7;
///   string decided_by = 8;
///   string reopened_by = 9;
///   google.protobuf.Timestamp reopen_time = 10;
/// }
/// ```
public struct Benefit: Message {
  public static let protoName = "pcrm.v1.Benefit"

  /// Code of its kind.
  public var kind = ""
  /// One more with every change.
  public var version: Int64 = 0
  /// Whether it holds.
  public var state = BenefitState.unspecified
  /// The amount, in won.
  public var amountWon: Int64 = 0
  /// First day for which it holds.
  public var validFrom: CivilDate?
  /// Why it was decided so.
  public var reason = ""
  /// When it was last decided.
  public var decideTime: Timestamp?
  /// Principal who decided it.
  public var decidedBy = PrincipalID()
  /// The kind whose change reopened it; empty while it holds.
  public var reopenedBy = ""
  /// When it was reopened; absent while it holds.
  public var reopenTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "kind", &kind)
    try c.int64(2, "version", &version)
    try c.enumeration(3, "state", &state)
    try c.int64(4, "amount_won", &amountWon)
    try c.message(5, "valid_from", &validFrom)
    try c.string(6, "reason", &reason)
    try c.message(7, "decide_time", &decideTime)
    try c.text(8, "decided_by", &decidedBy)
    try c.string(9, "reopened_by", &reopenedBy)
    try c.message(10, "reopen_time", &reopenTime)
  }
}

/// Whether a benefit holds.
public struct BenefitState: OpenEnum {
  public static let protoName = "pcrm.v1.BenefitState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: both.
  public static let unspecified = BenefitState(rawValue: 0)
  /// It was decided.
  public static let decided = BenefitState(rawValue: 1)
  /// Something that it rests on has changed: it has to be decided anew.
  public static let reopened = BenefitState(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "BENEFIT_STATE_UNSPECIFIED"),
    (1, "BENEFIT_STATE_DECIDED"),
    (2, "BENEFIT_STATE_REOPENED"),
  ]
}
