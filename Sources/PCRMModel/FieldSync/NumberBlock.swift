public import ProtobufCodec

/// Readable numbers that a device may give out by itself.
///
/// ```proto
/// message NumberBlock {
///   string series = 1;
///   int64 first = 2;
///   int32 count = 3;
///   string prefix = 4;
///   int32 digits = 5;
/// }
/// ```
public struct NumberBlock: Message {
  public static let protoName = "pcrm.v1.NumberBlock"

  /// The series, 1 to 64 of a–z, 0–9, "_", "-" and ".", for example "receipt".
  public var series = ""
  /// First number of the block.
  public var first: Int64 = 0
  /// How many.
  public var count: Int32 = 0
  /// What stands before a number, for example "2026-".
  public var prefix = ""
  /// Digits that a number has at least; shorter ones begin with zeros.
  public var digits: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "series", &series)
    try c.int64(2, "first", &first)
    try c.int32(3, "count", &count)
    try c.string(4, "prefix", &prefix)
    try c.int32(5, "digits", &digits)
  }
}
