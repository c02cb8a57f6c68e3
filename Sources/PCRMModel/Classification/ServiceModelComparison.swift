public import PCRMCore
public import ProtobufCodec

/// Asks to compare service models.
///
/// ```proto
/// message CompareServiceModelsRequest {
///   CivilDate day = 1;
///   string case_type = 2;
///   repeated string office_ids = 3;
/// }
/// ```
public struct CompareServiceModelsRequest: Message {
  public static let protoName = "pcrm.v1.CompareServiceModelsRequest"

  /// The day on which the offices' models are looked at. Absent = today.
  public var day: CivilDate?
  /// Only cases of this type.
  public var caseType = ""
  /// Only these offices; empty = every one.
  public var officeIDs: [UnitID] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "day", &day)
    try c.string(2, "case_type", &caseType)
    try c.text(3, "office_ids", &officeIDs)
  }
}

/// Service models beside each other.
///
/// ```proto
/// message CompareServiceModelsResponse {
///   repeated ServiceModelCount models = 1;
/// }
/// ```
public struct CompareServiceModelsResponse: Message {
  public static let protoName = "pcrm.v1.CompareServiceModelsResponse"

  /// One row a model.
  public var models: [ServiceModelCount] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "models", &models)
  }
}

/// How the open cases of one service model are classified.
///
/// ```proto
/// message ServiceModelCount {
///   string service_model = 1;
///   int32 office_count = 2;
///   int64 case_count = 3;
///   repeated SupportGroupCount support_groups = 4;
///   repeated ManagementLevelCount management_levels = 5;
/// }
/// ```
public struct ServiceModelCount: Message {
  public static let protoName = "pcrm.v1.ServiceModelCount"

  /// The model's code; empty for offices without one, and cases without an office.
  public var serviceModel = ""
  /// Offices with open cases.
  public var officeCount: Int32 = 0
  /// Open cases.
  public var caseCount: Int64 = 0
  /// Cases by support group.
  public var supportGroups: [SupportGroupCount] = []
  /// Cases by management level, intensive and general always apart.
  public var managementLevels: [ManagementLevelCount] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "service_model", &serviceModel)
    try c.int32(2, "office_count", &officeCount)
    try c.int64(3, "case_count", &caseCount)
    try c.message(4, "support_groups", &supportGroups)
    try c.message(5, "management_levels", &managementLevels)
  }
}

/// Cases of one support group.
///
/// ```proto
/// message SupportGroupCount {
///   SupportGroup support_group = 1;
///   int64 case_count = 2;
///   int64 proposed_count = 3;
///   int64 overridden_count = 4;
/// }
/// ```
public struct SupportGroupCount: Message {
  public static let protoName = "pcrm.v1.SupportGroupCount"

  /// The group; unspecified for none yet.
  public var supportGroup = SupportGroup.unspecified
  /// Cases that carry it.
  public var caseCount: Int64 = 0
  /// Proposals for it that wait for sign-off.
  public var proposedCount: Int64 = 0
  /// Cases that carry it by an override.
  public var overriddenCount: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "support_group", &supportGroup)
    try c.int64(2, "case_count", &caseCount)
    try c.int64(3, "proposed_count", &proposedCount)
    try c.int64(4, "overridden_count", &overriddenCount)
  }
}

/// Cases of one management level.
///
/// ```proto
/// message ManagementLevelCount {
///   ManagementLevel management_level = 1;
///   int64 case_count = 2;
///   int64 proposed_count = 3;
///   int64 overridden_count = 4;
/// }
/// ```
public struct ManagementLevelCount: Message {
  public static let protoName = "pcrm.v1.ManagementLevelCount"

  /// The level; unspecified for none yet.
  public var managementLevel = ManagementLevel.unspecified
  /// Cases that carry it.
  public var caseCount: Int64 = 0
  /// Proposals for it that wait for sign-off.
  public var proposedCount: Int64 = 0
  /// Cases that carry it by an override.
  public var overriddenCount: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "management_level", &managementLevel)
    try c.int64(2, "case_count", &caseCount)
    try c.int64(3, "proposed_count", &proposedCount)
    try c.int64(4, "overridden_count", &overriddenCount)
  }
}
