public import ProtobufCodec

/// What to do after a try that failed.
///
/// ```proto
/// message NextTry {
///   Channel channel = 1;
///   google.protobuf.Timestamp not_before = 2;
///   bool other_weekday = 3;
///   bool other_time = 4;
///   bool give_up = 5;
///   int64 rule_version = 6;
/// }
/// ```
public struct NextTry: Message {
  public static let protoName = "pcrm.v1.NextTry"

  /// How.
  public var channel = Channel.unspecified
  /// Not before.
  public var notBefore: Timestamp?
  /// Another weekday than those tried.
  public var otherWeekday = false
  /// Another time of the day than those tried.
  public var otherTime = false
  /// Give up: no further try.
  public var giveUp = false
  /// Version of the rule that says so.
  public var ruleVersion: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "channel", &channel)
    try c.message(2, "not_before", &notBefore)
    try c.bool(3, "other_weekday", &otherWeekday)
    try c.bool(4, "other_time", &otherTime)
    try c.bool(5, "give_up", &giveUp)
    try c.int64(6, "rule_version", &ruleVersion)
  }
}
