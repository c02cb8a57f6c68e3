public import ProtobufCodec

/// Support groups of outreach (never to be mixed up with the management level).
public struct SupportGroup: OpenEnum {
  public static let protoName = "pcrm.v1.SupportGroup"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not classified yet; in a filter: every group.
  public static let unspecified = SupportGroup(rawValue: 0)
  /// None of the others.
  public static let general = SupportGroup(rawValue: 1)
  /// Newly approved or re-approved care (우선지원).
  public static let priority = SupportGroup(rawValue: 2)
  /// Certain diseases, or care of a year or longer (집중지원).
  public static let intensive = SupportGroup(rawValue: 3)
  /// Others that were selected (병행지원).
  public static let parallel = SupportGroup(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "SUPPORT_GROUP_UNSPECIFIED"),
    (1, "SUPPORT_GROUP_GENERAL"),
    (2, "SUPPORT_GROUP_PRIORITY"),
    (3, "SUPPORT_GROUP_INTENSIVE"),
    (4, "SUPPORT_GROUP_PARALLEL"),
  ]
}

/// Management levels of tailored service, by severity.
public struct ManagementLevel: OpenEnum {
  public static let protoName = "pcrm.v1.ManagementLevel"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not classified yet; in a filter: every level.
  public static let unspecified = ManagementLevel(rawValue: 0)
  /// General management (일반관리).
  public static let general = ManagementLevel(rawValue: 1)
  /// Intensive management (집중관리).
  public static let intensive = ManagementLevel(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "MANAGEMENT_LEVEL_UNSPECIFIED"),
    (1, "MANAGEMENT_LEVEL_GENERAL"),
    (2, "MANAGEMENT_LEVEL_INTENSIVE"),
  ]
}
