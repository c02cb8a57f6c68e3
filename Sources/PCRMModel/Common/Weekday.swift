public import ProtobufCodec

/// Days of the week, numbered as ISO 8601 does.
public struct Weekday: OpenEnum {
  public static let protoName = "pcrm.v1.Weekday"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not stated.
  public static let unspecified = Weekday(rawValue: 0)
  /// Monday.
  public static let monday = Weekday(rawValue: 1)
  /// Tuesday.
  public static let tuesday = Weekday(rawValue: 2)
  /// Wednesday.
  public static let wednesday = Weekday(rawValue: 3)
  /// Thursday.
  public static let thursday = Weekday(rawValue: 4)
  /// Friday.
  public static let friday = Weekday(rawValue: 5)
  /// Saturday.
  public static let saturday = Weekday(rawValue: 6)
  /// Sunday.
  public static let sunday = Weekday(rawValue: 7)

  public static let names: [(Int32, String)] = [
    (0, "WEEKDAY_UNSPECIFIED"),
    (1, "WEEKDAY_MONDAY"),
    (2, "WEEKDAY_TUESDAY"),
    (3, "WEEKDAY_WEDNESDAY"),
    (4, "WEEKDAY_THURSDAY"),
    (5, "WEEKDAY_FRIDAY"),
    (6, "WEEKDAY_SATURDAY"),
    (7, "WEEKDAY_SUNDAY"),
  ]
}
