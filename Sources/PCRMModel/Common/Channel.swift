public import ProtobufCodec

/// Ways in which the agency and a customer meet.
public struct Channel: OpenEnum {
  public static let protoName = "pcrm.v1.Channel"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a consent: every channel.
  public static let unspecified = Channel(rawValue: 0)
  /// A call with a person.
  public static let phone = Channel(rawValue: 1)
  /// The web site.
  public static let web = Channel(rawValue: 2)
  /// The site on a mobile phone.
  public static let mobile = Channel(rawValue: 3)
  /// A call with a machine.
  public static let ivr = Channel(rawValue: 4)
  /// Text message.
  public static let sms = Channel(rawValue: 5)
  /// E-mail.
  public static let email = Channel(rawValue: 6)
  /// The agency's app.
  public static let app = Channel(rawValue: 7)
  /// A partner organisation.
  public static let partner = Channel(rawValue: 8)
  /// An office's counter.
  public static let branch = Channel(rawValue: 9)
  /// A visit at the customer's.
  public static let visit = Channel(rawValue: 10)
  /// Fax, outgoing.
  public static let fax = Channel(rawValue: 11)
  /// Letter post.
  public static let post = Channel(rawValue: 12)

  public static let names: [(Int32, String)] = [
    (0, "CHANNEL_UNSPECIFIED"),
    (1, "CHANNEL_PHONE"),
    (2, "CHANNEL_WEB"),
    (3, "CHANNEL_MOBILE"),
    (4, "CHANNEL_IVR"),
    (5, "CHANNEL_SMS"),
    (6, "CHANNEL_EMAIL"),
    (7, "CHANNEL_APP"),
    (8, "CHANNEL_PARTNER"),
    (9, "CHANNEL_BRANCH"),
    (10, "CHANNEL_VISIT"),
    (11, "CHANNEL_FAX"),
    (12, "CHANNEL_POST"),
  ]
}
