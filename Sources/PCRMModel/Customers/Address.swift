public import ProtobufCodec

/// A place where the customer lives, works or gets post.
///
/// No text is longer than 300 characters.
///
/// ```proto
/// message Address {
///   AddressKind kind = 1;
///   string country_code = 2;
///   string postal_code = 3;
///   string region = 4;
///   string locality = 5;
///   string road_address = 6;
///   string detail = 7;
///   string legal_district_code = 8;
///   Coordinates coordinates = 9;
///   string label = 10;
///   bool primary = 11;
/// }
/// ```
public struct Address: Message {
  public static let protoName = "pcrm.v1.Address"

  /// What happens there. Required.
  public var kind = AddressKind.unspecified
  /// Country, ISO 3166-1, two capital letters. Empty = KR.
  public var countryCode = ""
  /// Postal code, for example "04524".
  public var postalCode = ""
  /// Province or metropolitan city, for example "서울특별시".
  public var region = ""
  /// City, county or district, for example "중구".
  public var locality = ""
  /// Road and number, for example "세종대로 110".
  public var roadAddress = ""
  /// Building, floor, flat, for example "101동 1203호".
  public var detail = ""
  /// Code of the legal district (법정동코드), ten digits.
  public var legalDistrictCode = ""
  /// Where it is; absent when it was not geocoded.
  public var coordinates: Coordinates?
  /// What people call it. At most 64 characters.
  public var label = ""
  /// The one to use first. At most one.
  public var primary = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "kind", &kind)
    try c.string(2, "country_code", &countryCode)
    try c.string(3, "postal_code", &postalCode)
    try c.string(4, "region", &region)
    try c.string(5, "locality", &locality)
    try c.string(6, "road_address", &roadAddress)
    try c.string(7, "detail", &detail)
    try c.string(8, "legal_district_code", &legalDistrictCode)
    try c.message(9, "coordinates", &coordinates)
    try c.string(10, "label", &label)
    try c.bool(11, "primary", &primary)
  }
}

/// What happens at an address.
public struct AddressKind: OpenEnum {
  public static let protoName = "pcrm.v1.AddressKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = AddressKind(rawValue: 0)
  /// The customer lives there.
  public static let home = AddressKind(rawValue: 1)
  /// The customer works there.
  public static let work = AddressKind(rawValue: 2)
  /// Post goes there.
  public static let post = AddressKind(rawValue: 3)
  /// The customer is there for some time: a hospital, a relative's home.
  public static let stay = AddressKind(rawValue: 4)
  /// An organisation's seat.
  public static let seat = AddressKind(rawValue: 5)
  /// Anything else; see the label.
  public static let other = AddressKind(rawValue: 6)

  public static let names: [(Int32, String)] = [
    (0, "ADDRESS_KIND_UNSPECIFIED"),
    (1, "ADDRESS_KIND_HOME"),
    (2, "ADDRESS_KIND_WORK"),
    (3, "ADDRESS_KIND_POST"),
    (4, "ADDRESS_KIND_STAY"),
    (5, "ADDRESS_KIND_SEAT"),
    (6, "ADDRESS_KIND_OTHER"),
  ]
}
