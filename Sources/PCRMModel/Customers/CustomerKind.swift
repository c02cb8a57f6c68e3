public import ProtobufCodec

/// Whether the customer is one human being.
public struct CustomerKind: OpenEnum {
  public static let protoName = "pcrm.v1.CustomerKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: both.
  public static let unspecified = CustomerKind(rawValue: 0)
  /// A human being.
  public static let person = CustomerKind(rawValue: 1)
  /// An employer, hospital, association …
  public static let organisation = CustomerKind(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "CUSTOMER_KIND_UNSPECIFIED"),
    (1, "CUSTOMER_KIND_PERSON"),
    (2, "CUSTOMER_KIND_ORGANISATION"),
  ]
}

/// Sex as registered.
public struct Sex: OpenEnum {
  public static let protoName = "pcrm.v1.Sex"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not known or not recorded.
  public static let unspecified = Sex(rawValue: 0)
  /// Female.
  public static let female = Sex(rawValue: 1)
  /// Male.
  public static let male = Sex(rawValue: 2)
  /// Neither.
  public static let other = Sex(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "SEX_UNSPECIFIED"),
    (1, "SEX_FEMALE"),
    (2, "SEX_MALE"),
    (3, "SEX_OTHER"),
  ]
}
