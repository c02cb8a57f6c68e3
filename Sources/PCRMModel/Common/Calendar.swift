public import ProtobufCodec

/// Calendars in use for birth dates.
public struct Calendar: OpenEnum {
  public static let protoName = "pcrm.v1.Calendar"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Read as solar.
  public static let unspecified = Calendar(rawValue: 0)
  /// Gregorian.
  public static let solar = Calendar(rawValue: 1)
  /// Korean lunar calendar, ordinary month.
  public static let lunar = Calendar(rawValue: 2)
  /// Korean lunar calendar, leap month of that number.
  public static let lunarLeap = Calendar(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "CALENDAR_UNSPECIFIED"),
    (1, "CALENDAR_SOLAR"),
    (2, "CALENDAR_LUNAR"),
    (3, "CALENDAR_LUNAR_LEAP"),
  ]
}
