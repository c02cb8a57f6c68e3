public import ProtobufCodec

/// What a unit is.
public struct UnitKind: OpenEnum {
  public static let protoName = "pcrm.v1.UnitKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write; in a filter: every kind.
  public static let unspecified = UnitKind(rawValue: 0)
  /// The head office.
  public static let headquarters = UnitKind(rawValue: 1)
  /// A region or division.
  public static let region = UnitKind(rawValue: 2)
  /// An office that serves customers (지사).
  public static let office = UnitKind(rawValue: 3)
  /// A team of an office.
  public static let team = UnitKind(rawValue: 4)
  /// A contact centre.
  public static let centre = UnitKind(rawValue: 5)
  /// An outsourcing vendor.
  public static let vendor = UnitKind(rawValue: 6)
  /// A customer support centre.
  public static let supportCentre = UnitKind(rawValue: 7)
  /// A department of the head office.
  public static let department = UnitKind(rawValue: 8)

  public static let names: [(Int32, String)] = [
    (0, "UNIT_KIND_UNSPECIFIED"),
    (1, "UNIT_KIND_HEADQUARTERS"),
    (2, "UNIT_KIND_REGION"),
    (3, "UNIT_KIND_OFFICE"),
    (4, "UNIT_KIND_TEAM"),
    (5, "UNIT_KIND_CENTRE"),
    (6, "UNIT_KIND_VENDOR"),
    (7, "UNIT_KIND_SUPPORT_CENTRE"),
    (8, "UNIT_KIND_DEPARTMENT"),
  ]
}
