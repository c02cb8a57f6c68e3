public import ProtobufCodec

/// Kinds of resources, as the change feed and the audit log name them.
public struct EntityType: OpenEnum {
  public static let protoName = "pcrm.v1.EntityType"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every kind.
  public static let unspecified = EntityType(rawValue: 0)
  /// Customer.
  public static let customer = EntityType(rawValue: 1)
  /// Relation.
  public static let relation = EntityType(rawValue: 2)
  /// Consent.
  public static let consent = EntityType(rawValue: 3)
  /// Unit.
  public static let unit = EntityType(rawValue: 4)
  /// Staff.
  public static let staff = EntityType(rawValue: 5)
  /// Principal.
  public static let principal = EntityType(rawValue: 6)
  /// Token.
  public static let token = EntityType(rawValue: 7)
  /// ExtensionSchema.
  public static let extensionSchema = EntityType(rawValue: 8)

  public static let names: [(Int32, String)] = [
    (0, "ENTITY_TYPE_UNSPECIFIED"),
    (1, "ENTITY_TYPE_CUSTOMER"),
    (2, "ENTITY_TYPE_RELATION"),
    (3, "ENTITY_TYPE_CONSENT"),
    (4, "ENTITY_TYPE_UNIT"),
    (5, "ENTITY_TYPE_STAFF"),
    (6, "ENTITY_TYPE_PRINCIPAL"),
    (7, "ENTITY_TYPE_TOKEN"),
    (8, "ENTITY_TYPE_EXTENSION_SCHEMA"),
  ]
}
