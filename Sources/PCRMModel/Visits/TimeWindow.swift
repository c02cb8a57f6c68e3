public import ProtobufCodec

/// From an instant to an instant that it no longer holds.
///
/// ```proto
/// message TimeWindow {
///   google.protobuf.Timestamp from = 1;
///   google.protobuf.Timestamp to = 2;
/// }
/// ```
public struct TimeWindow: Message {
  public static let protoName = "pcrm.v1.TimeWindow"

  /// Required.
  public var from: Timestamp?
  /// Later than `from`. Required.
  public var to: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "from", &from)
    try c.message(2, "to", &to)
  }
}
