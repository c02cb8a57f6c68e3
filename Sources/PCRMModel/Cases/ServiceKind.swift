public import ProtobufCodec

/// Something that may be given to a customer, with its basis.
///
/// ```proto
/// message ServiceKind {
///   string code = 1;
///   string title = 2;
///   ServiceBasis basis = 3;
///   string law = 4;
///   string article = 5;
///   int32 takes_days = 6;
///   int32 most_per_case = 7;
///   repeated string stages = 16;
///   repeated string excludes = 17;
/// }
/// ```
public struct ServiceKind: Message {
  public static let protoName = "pcrm.v1.ServiceKind"

  /// Code. Required.
  public var code = ""
  /// Name, 1 to 200 characters. Required.
  public var title = ""
  /// Whether a law asks for it. Required.
  public var basis = ServiceBasis.unspecified
  /// The law, at most 200 characters. Required when statutory, refused when extra.
  public var law = ""
  /// The law's article, at most 200 characters. Required when statutory, refused when extra.
  public var article = ""
  /// Days for which giving it holds up the case, 0 to 3,650. An extra service that would hold up
  /// the case beyond the deadline of a statutory touchpoint is refused.
  public var takesDays: Int32 = 0
  /// How often it may be given on one case; 0 = any number of times.
  public var mostPerCase: Int32 = 0
  /// Codes of the stages in which it may be given. Empty = in all.
  public var stages: [String] = []
  /// Codes of services that it may not follow on the same case.
  public var excludes: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "title", &title)
    try c.enumeration(3, "basis", &basis)
    try c.string(4, "law", &law)
    try c.string(5, "article", &article)
    try c.int32(6, "takes_days", &takesDays)
    try c.int32(7, "most_per_case", &mostPerCase)
    try c.string(16, "stages", &stages)
    try c.string(17, "excludes", &excludes)
  }
}

/// On what a service rests.
public struct ServiceBasis: OpenEnum {
  public static let protoName = "pcrm.v1.ServiceBasis"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write; in a filter: both.
  public static let unspecified = ServiceBasis(rawValue: 0)
  /// A law asks for it (법적).
  public static let statutory = ServiceBasis(rawValue: 1)
  /// It is given beyond the law (가외적).
  public static let extra = ServiceBasis(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "SERVICE_BASIS_UNSPECIFIED"),
    (1, "SERVICE_BASIS_STATUTORY"),
    (2, "SERVICE_BASIS_EXTRA"),
  ]
}
