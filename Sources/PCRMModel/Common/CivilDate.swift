public import ProtobufCodec

/// A day without a time or zone.
///
/// ```proto
/// message CivilDate {
///   int32 year = 1;
///   int32 month = 2;
///   int32 day = 3;
///   Calendar calendar = 4;
/// }
/// ```
public struct CivilDate: Message {
  public static let protoName = "pcrm.v1.CivilDate"

  /// 1 to 9999; 0 when only the birthday is known.
  public var year: Int32 = 0
  /// 1 to 12; 0 when only the year is known.
  public var month: Int32 = 0
  /// 1 to 31; 0 when the day is not known.
  public var day: Int32 = 0
  /// The calendar in which year, month and day are counted. Unspecified means solar. Lunar days are
  /// allowed in birth dates only.
  public var calendar = Calendar.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "year", &year)
    try c.int32(2, "month", &month)
    try c.int32(3, "day", &day)
    try c.enumeration(4, "calendar", &calendar)
  }
}
