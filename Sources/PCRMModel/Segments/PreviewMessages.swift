public import ProtobufCodec

/// Asks for whom a rule would be true.
///
/// ```proto
/// message PreviewSegmentRequest {
///   string rule = 1;
///   string segment = 2;
/// }
/// ```
public struct PreviewSegmentRequest: Message {
  public static let protoName = "pcrm.v1.PreviewSegmentRequest"

  /// The rule. Empty = the rule of the segment.
  public var rule = ""
  /// The segment whose members to compare with. Empty = none: everybody would enter.
  public var segment = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "rule", &rule)
    try c.string(2, "segment", &segment)
  }
}

/// For whom a rule would be true.
///
/// ```proto
/// message PreviewSegmentResponse {
///   SegmentCount count = 1;
///   repeated string facts = 2;
///   repeated string uses = 3;
///   bool uses_time = 4;
/// }
/// ```
public struct PreviewSegmentResponse: Message {
  public static let protoName = "pcrm.v1.PreviewSegmentResponse"

  /// The figures.
  public var count: SegmentCount?
  /// Facts that the rule asks about.
  public var facts: [String] = []
  /// Segments that it names.
  public var uses: [String] = []
  /// Whether time alone can change who is in.
  public var usesTime = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "count", &count)
    try c.string(2, "facts", &facts)
    try c.string(3, "uses", &uses)
    try c.bool(4, "uses_time", &usesTime)
  }
}
