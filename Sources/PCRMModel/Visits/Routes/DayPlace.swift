public import ProtobufCodec

/// Where a day begins or ends.
public struct DayPlace: OpenEnum {
  public static let protoName = "pcrm.v1.DayPlace"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// As the rules say.
  public static let unspecified = DayPlace(rawValue: 0)
  /// The office of the member of staff.
  public static let office = DayPlace(rawValue: 1)
  /// Its home; the office when nobody knows where it lives.
  public static let home = DayPlace(rawValue: 2)
  /// Nowhere in particular: at the first visit, or at the last.
  public static let anywhere = DayPlace(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "DAY_PLACE_UNSPECIFIED"),
    (1, "DAY_PLACE_OFFICE"),
    (2, "DAY_PLACE_HOME"),
    (3, "DAY_PLACE_ANYWHERE"),
  ]
}
