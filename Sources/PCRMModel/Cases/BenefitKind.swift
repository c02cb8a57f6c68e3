public import ProtobufCodec

/// Something that is decided on a case and may change later: an average wage, a benefit.
///
/// ```proto
/// message BenefitKind {
///   string code = 1;
///   string title = 2;
///   string service = 3;
///   string decision = 4;
///   repeated string reopens = 16;
/// }
/// ```
public struct BenefitKind: Message {
  public static let protoName = "pcrm.v1.BenefitKind"

  /// Code, for example "average_wage". Required.
  public var code = ""
  /// Name, 1 to 200 characters. Required.
  public var title = ""
  /// Code of the service that it is, for its basis. Empty = none.
  public var service = ""
  /// Code of the decision that setting it is, for authority limits. Empty = none.
  public var decision = ""
  /// Codes of the kinds that have to be decided anew when this one changes. The links make no
  /// circle.
  public var reopens: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "title", &title)
    try c.string(3, "service", &service)
    try c.string(4, "decision", &decision)
    try c.string(16, "reopens", &reopens)
  }
}
