public import ProtobufCodec

/// Why somebody does not work at a time.
///
/// ```proto
/// message WorkingRefusal {
///   WorkingRefusalKind kind = 1;
///   string name = 2;
///   google.protobuf.Timestamp start_time = 3;
///   google.protobuf.Timestamp end_time = 4;
/// }
/// ```
public struct WorkingRefusal: Message {
  public static let protoName = "pcrm.v1.WorkingRefusal"

  /// Why.
  public var kind = WorkingRefusalKind.unspecified
  /// The holiday's name.
  public var name = ""
  /// From when on that is so. Absent = since ever, or not told.
  public var startTime: Timestamp?
  /// Until when. Absent = open, or not told.
  public var endTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "kind", &kind)
    try c.string(2, "name", &name)
    try c.message(3, "start_time", &startTime)
    try c.message(4, "end_time", &endTime)
  }
}

/// Reasons for not working, the one that weighs most last.
public struct WorkingRefusalKind: OpenEnum {
  public static let protoName = "pcrm.v1.WorkingRefusalKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = WorkingRefusalKind(rawValue: 0)
  /// Outside of the hours.
  public static let hours = WorkingRefusalKind(rawValue: 1)
  /// In a break.
  public static let `break` = WorkingRefusalKind(rawValue: 2)
  /// On a holiday.
  public static let holiday = WorkingRefusalKind(rawValue: 3)
  /// The person is away. No visit is planned then, not even on purpose.
  public static let absent = WorkingRefusalKind(rawValue: 4)
  /// The person does not work here then. No visit is planned then, not even on purpose.
  public static let inactive = WorkingRefusalKind(rawValue: 5)

  public static let names: [(Int32, String)] = [
    (0, "WORKING_REFUSAL_KIND_UNSPECIFIED"),
    (1, "WORKING_REFUSAL_KIND_HOURS"),
    (2, "WORKING_REFUSAL_KIND_BREAK"),
    (3, "WORKING_REFUSAL_KIND_HOLIDAY"),
    (4, "WORKING_REFUSAL_KIND_ABSENT"),
    (5, "WORKING_REFUSAL_KIND_INACTIVE"),
  ]
}
