public import ProtobufCodec

/// One way to reach the customer.
///
/// ```proto
/// message ContactPoint {
///   ContactPointKind kind = 1;
///   string value = 2;
///   string label = 3;
///   string purpose = 4;
///   bool primary = 5;
///   bool do_not_contact = 6;
///   repeated ContactWindow preferred_hours = 7;
/// }
/// ```
public struct ContactPoint: Message {
  public static let protoName = "pcrm.v1.ContactPoint"

  /// What it is. Required.
  public var kind = ContactPointKind.unspecified
  /// Number or address as the customer gave it, at most 320 characters. Required. Phone numbers are
  /// found however they are punctuated: "010-1234-5678" is "+82 10 1234 5678".
  public var value = ""
  /// What people call it, for example "work". At most 64 characters.
  public var label = ""
  /// What it may be used for: a code of the agency, for example "notice" or "emergency". Empty =
  /// everything. At most 64 characters.
  public var purpose = ""
  /// The one to try first among those of its kind. At most one per kind.
  public var primary = false
  /// Keep it, but do not use it.
  public var doNotContact = false
  /// When the customer wants to be reached here. Empty = any time. At most 14.
  public var preferredHours: [ContactWindow] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "kind", &kind)
    try c.string(2, "value", &value)
    try c.string(3, "label", &label)
    try c.string(4, "purpose", &purpose)
    try c.bool(5, "primary", &primary)
    try c.bool(6, "do_not_contact", &doNotContact)
    try c.message(7, "preferred_hours", &preferredHours)
  }
}

/// Hours of some days of the week, in the time zone of the customer's home office.
///
/// ```proto
/// message ContactWindow {
///   int32 from_minute = 1;
///   int32 to_minute = 2;
///   repeated Weekday weekdays = 3;
/// }
/// ```
public struct ContactWindow: Message {
  public static let protoName = "pcrm.v1.ContactWindow"

  /// First minute of the day, 0 to 1,439. 19:00 is 1,140.
  public var fromMinute: Int32 = 0
  /// The minute that is no longer in it, 1 to 1,440; greater than from_minute.
  public var toMinute: Int32 = 0
  /// The days; empty = every day.
  public var weekdays: [Weekday] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "from_minute", &fromMinute)
    try c.int32(2, "to_minute", &toMinute)
    try c.enumeration(3, "weekdays", &weekdays)
  }
}

/// What a contact point is.
public struct ContactPointKind: OpenEnum {
  public static let protoName = "pcrm.v1.ContactPointKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = ContactPointKind(rawValue: 0)
  /// Landline.
  public static let phone = ContactPointKind(rawValue: 1)
  /// Mobile phone.
  public static let mobile = ContactPointKind(rawValue: 2)
  /// E-mail address.
  public static let email = ContactPointKind(rawValue: 3)
  /// Fax number.
  public static let fax = ContactPointKind(rawValue: 4)
  /// A postal address on one line, or a post-box, when it is not worth an Address.
  public static let post = ContactPointKind(rawValue: 5)
  /// Web page.
  public static let web = ContactPointKind(rawValue: 6)
  /// Account of a messenger, for example "kakao:name".
  public static let messenger = ContactPointKind(rawValue: 7)

  public static let names: [(Int32, String)] = [
    (0, "CONTACT_POINT_KIND_UNSPECIFIED"),
    (1, "CONTACT_POINT_KIND_PHONE"),
    (2, "CONTACT_POINT_KIND_MOBILE"),
    (3, "CONTACT_POINT_KIND_EMAIL"),
    (4, "CONTACT_POINT_KIND_FAX"),
    (5, "CONTACT_POINT_KIND_POST"),
    (6, "CONTACT_POINT_KIND_WEB"),
    (7, "CONTACT_POINT_KIND_MESSENGER"),
  ]
}
