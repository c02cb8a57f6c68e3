public import ProtobufCodec

/// What the related customer is to the first one.
public struct RelationKind: OpenEnum {
  public static let protoName = "pcrm.v1.RelationKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write; in a filter: every kind.
  public static let unspecified = RelationKind(rawValue: 0)
  /// Husband or wife.
  public static let spouse = RelationKind(rawValue: 1)
  /// Father or mother. A child is the same relation seen from the other end.
  public static let parent = RelationKind(rawValue: 2)
  /// Brother or sister.
  public static let sibling = RelationKind(rawValue: 3)
  /// Other relative.
  public static let relative = RelationKind(rawValue: 4)
  /// Lives in the same household.
  public static let household = RelationKind(rawValue: 5)
  /// Legal guardian.
  public static let guardian = RelationKind(rawValue: 6)
  /// Cares for the customer.
  public static let caregiver = RelationKind(rawValue: 7)
  /// May act for the customer.
  public static let representative = RelationKind(rawValue: 8)
  /// Employs the customer.
  public static let employer = RelationKind(rawValue: 9)
  /// Treats the customer.
  public static let hospital = RelationKind(rawValue: 10)
  /// Organisation that the customer is part of.
  public static let parentOrganisation = RelationKind(rawValue: 11)
  /// Anything else; see the note.
  public static let other = RelationKind(rawValue: 12)

  public static let names: [(Int32, String)] = [
    (0, "RELATION_KIND_UNSPECIFIED"),
    (1, "RELATION_KIND_SPOUSE"),
    (2, "RELATION_KIND_PARENT"),
    (3, "RELATION_KIND_SIBLING"),
    (4, "RELATION_KIND_RELATIVE"),
    (5, "RELATION_KIND_HOUSEHOLD"),
    (6, "RELATION_KIND_GUARDIAN"),
    (7, "RELATION_KIND_CAREGIVER"),
    (8, "RELATION_KIND_REPRESENTATIVE"),
    (9, "RELATION_KIND_EMPLOYER"),
    (10, "RELATION_KIND_HOSPITAL"),
    (11, "RELATION_KIND_PARENT_ORGANISATION"),
    (12, "RELATION_KIND_OTHER"),
  ]
}
