public import PCRMCore
public import ProtobufCodec

/// A day that is not worked, or is worked although it would be a holiday.
///
/// ```proto
/// message HolidayRecord {
///   string id = 1;
///   int64 version = 2;
///   CivilDate day = 3;
///   string name = 4;
///   string office_id = 5;
///   bool worked = 6;
///   HolidaySource source = 7;
///   string source_name = 8;
///   bool substitute = 9;
///   google.protobuf.Timestamp create_time = 10;
/// }
/// ```
public struct HolidayRecord: Message {
  public static let protoName = "pcrm.v1.HolidayRecord"

  /// UUID; empty where the day is reckoned.
  public var id = HolidayID()
  /// Output only; 0 where the day is reckoned.
  public var version: Int64 = 0
  /// The day. Required.
  public var day: CivilDate?
  /// Its name, 1 to 200 characters. Required.
  public var name = ""
  /// Whose it is. Empty = of the whole agency.
  public var officeID = UnitID()
  /// The day is worked: no holiday of the agency or reckoned one counts there.
  public var worked = false
  /// Output only. Where it comes from.
  public var source = HolidaySource.unspecified
  /// Output only. For one that was loaded: the name of the source.
  public var sourceName = ""
  /// Output only. It stands in for another that fell on a weekend or on a second holiday.
  public var substitute = false
  /// Output only. When it was recorded.
  public var createTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.message(3, "day", &day)
    try c.string(4, "name", &name)
    try c.text(5, "office_id", &officeID)
    try c.bool(6, "worked", &worked)
    try c.enumeration(7, "source", &source)
    try c.string(8, "source_name", &sourceName)
    try c.bool(9, "substitute", &substitute)
    try c.message(10, "create_time", &createTime)
  }
}

/// Where a holiday comes from.
public struct HolidaySource: OpenEnum {
  public static let protoName = "pcrm.v1.HolidaySource"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = HolidaySource(rawValue: 0)
  /// The law, by which it can be reckoned from the calendar.
  public static let reckoned = HolidaySource(rawValue: 1)
  /// A file.
  public static let loaded = HolidaySource(rawValue: 2)
  /// Somebody wrote it down.
  public static let recorded = HolidaySource(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "HOLIDAY_SOURCE_UNSPECIFIED"),
    (1, "HOLIDAY_SOURCE_RECKONED"),
    (2, "HOLIDAY_SOURCE_LOADED"),
    (3, "HOLIDAY_SOURCE_RECORDED"),
  ]
}
