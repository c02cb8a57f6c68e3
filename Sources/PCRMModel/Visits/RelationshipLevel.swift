public import ProtobufCodec

/// How near agency and customer have come over the visits.
public struct RelationshipLevel: OpenEnum {
  public static let protoName = "pcrm.v1.RelationshipLevel"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not said.
  public static let unspecified = RelationshipLevel(rawValue: 0)
  /// They never met.
  public static let stranger = RelationshipLevel(rawValue: 1)
  /// They know each other's face.
  public static let acquainted = RelationshipLevel(rawValue: 2)
  /// The visitor is let in.
  public static let welcome = RelationshipLevel(rawValue: 3)
  /// A familiar neighbour.
  public static let familiar = RelationshipLevel(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "RELATIONSHIP_LEVEL_UNSPECIFIED"),
    (1, "RELATIONSHIP_LEVEL_STRANGER"),
    (2, "RELATIONSHIP_LEVEL_ACQUAINTED"),
    (3, "RELATIONSHIP_LEVEL_WELCOME"),
    (4, "RELATIONSHIP_LEVEL_FAMILIAR"),
  ]
}
