public import ProtobufCodec

/// One field that the agency declared itself.
///
/// ```proto
/// message Extension {
///   string name = 1;
///   oneof value {
///     string text = 2;
///     int64 integer = 3;
///     string decimal = 4;
///     bool boolean = 5;
///     CivilDate date = 6;
///     google.protobuf.Timestamp time = 7;
///   }
/// }
/// ```
public struct Extension: Message {
  public static let protoName = "pcrm.v1.Extension"

  /// The value, of the type that the schema declares. Required.
  public enum Value: Sendable, Equatable {
    /// For TEXT and CHOICE.
    case text(String)
    /// For INTEGER.
    case integer(Int64)
    /// For DECIMAL: digits with a point, for example "-12.50"; at most 40 characters, kept as
    /// given.
    case decimal(String)
    /// For BOOLEAN.
    case boolean(Bool)
    /// For DATE.
    case date(CivilDate)
    /// For TIME.
    case time(Timestamp)
  }

  /// Name as in the schema, for example "blood_group".
  public var name = ""
  /// The value, of the type that the schema declares. Required.
  public var value: Value?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.oneofString(
      2, "text", &value,
      { if case .text(let v)? = $0 { v } else { nil } }, Value.text)
    try c.oneofInt64(
      3, "integer", &value,
      { if case .integer(let v)? = $0 { v } else { nil } }, Value.integer)
    try c.oneofString(
      4, "decimal", &value,
      { if case .decimal(let v)? = $0 { v } else { nil } }, Value.decimal)
    try c.oneofBool(
      5, "boolean", &value,
      { if case .boolean(let v)? = $0 { v } else { nil } }, Value.boolean)
    try c.oneof(
      6, "date", &value,
      { if case .date(let v)? = $0 { v } else { nil } }, Value.date)
    try c.oneof(
      7, "time", &value,
      { if case .time(let v)? = $0 { v } else { nil } }, Value.time)
  }
}
