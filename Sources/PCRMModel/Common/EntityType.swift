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
  /// Case.
  public static let `case` = EntityType(rawValue: 9)
  /// CaseType, by version.
  public static let caseType = EntityType(rawValue: 10)
  /// Touchpoint that is due on a case.
  public static let touchpoint = EntityType(rawValue: 11)
  /// Classification.
  public static let classification = EntityType(rawValue: 12)
  /// Segment.
  public static let segment = EntityType(rawValue: 13)
  /// A customer entered (created) or left (deleted) a segment; the key is the customer.
  public static let membership = EntityType(rawValue: 14)
  /// Duty of a member of staff on a case.
  public static let duty = EntityType(rawValue: 15)
  /// Absence with its deputies.
  public static let absence = EntityType(rawValue: 16)
  /// HandOver.
  public static let handOver = EntityType(rawValue: 17)
  /// Programme of adoption.
  public static let programme = EntityType(rawValue: 18)
  /// Adoption of a customer by a member of staff.
  public static let adoption = EntityType(rawValue: 19)
  /// Duty matrix or authority limits, by version.
  public static let assignmentRule = EntityType(rawValue: 20)
  /// Proposal of who takes over what.
  public static let proposal = EntityType(rawValue: 21)
  /// Reassignment of many cases or adoptions.
  public static let reassignment = EntityType(rawValue: 22)
  /// Load weights or staffing assumptions, by version.
  public static let loadRule = EntityType(rawValue: 23)
  /// Classification scheme, need weights or service models, by version.
  public static let classificationRule = EntityType(rawValue: 24)
  /// Demand that could not simply be done.
  public static let demand = EntityType(rawValue: 25)

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
    (9, "ENTITY_TYPE_CASE"),
    (10, "ENTITY_TYPE_CASE_TYPE"),
    (11, "ENTITY_TYPE_TOUCHPOINT"),
    (12, "ENTITY_TYPE_CLASSIFICATION"),
    (13, "ENTITY_TYPE_SEGMENT"),
    (14, "ENTITY_TYPE_MEMBERSHIP"),
    (15, "ENTITY_TYPE_DUTY"),
    (16, "ENTITY_TYPE_ABSENCE"),
    (17, "ENTITY_TYPE_HAND_OVER"),
    (18, "ENTITY_TYPE_PROGRAMME"),
    (19, "ENTITY_TYPE_ADOPTION"),
    (20, "ENTITY_TYPE_ASSIGNMENT_RULE"),
    (21, "ENTITY_TYPE_PROPOSAL"),
    (22, "ENTITY_TYPE_REASSIGNMENT"),
    (23, "ENTITY_TYPE_LOAD_RULE"),
    (24, "ENTITY_TYPE_CLASSIFICATION_RULE"),
    (25, "ENTITY_TYPE_DEMAND"),
  ]
}
