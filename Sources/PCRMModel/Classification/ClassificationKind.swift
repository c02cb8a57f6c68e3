public import ProtobufCodec

/// What a classification decides. The two are never mixed.
public struct ClassificationKind: OpenEnum {
  public static let protoName = "pcrm.v1.ClassificationKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write; in a filter: either.
  public static let unspecified = ClassificationKind(rawValue: 0)
  /// The support group: priority, intensive, parallel, general (우선 / 집중 / 병행지원).
  public static let supportGroup = ClassificationKind(rawValue: 1)
  /// The management level: intensive, general (집중관리 / 일반관리).
  public static let managementLevel = ClassificationKind(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "CLASSIFICATION_KIND_UNSPECIFIED"),
    (1, "CLASSIFICATION_KIND_SUPPORT_GROUP"),
    (2, "CLASSIFICATION_KIND_MANAGEMENT_LEVEL"),
  ]
}
