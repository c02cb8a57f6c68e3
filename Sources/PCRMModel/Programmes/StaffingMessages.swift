public import PCRMCore
public import ProtobufCodec

/// Puts assumptions in force.
///
/// ```proto
/// message ApplyStaffingAssumptionsRequest {
///   string request_id = 1;
///   StaffingAssumptions assumptions = 2;
///   bool dry_run = 3;
/// }
/// ```
public struct ApplyStaffingAssumptionsRequest: Message {
  public static let protoName = "pcrm.v1.ApplyStaffingAssumptionsRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The assumptions. Required.
  public var assumptions: StaffingAssumptions?
  /// Only tell what would change.
  public var dryRun = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "assumptions", &assumptions)
    try c.bool(3, "dry_run", &dryRun)
  }
}

/// What applying assumptions changed.
///
/// ```proto
/// message ApplyStaffingAssumptionsResponse {
///   int64 version = 1;
///   repeated ConfigChange changes = 2;
/// }
/// ```
public struct ApplyStaffingAssumptionsResponse: Message {
  public static let protoName = "pcrm.v1.ApplyStaffingAssumptionsResponse"

  /// The version that holds now.
  public var version: Int64 = 0
  /// Each difference.
  public var changes: [ConfigChange] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.message(2, "changes", &changes)
  }
}

/// Asks for a version of the assumptions.
///
/// ```proto
/// message GetStaffingAssumptionsRequest {
///   int64 version = 1;
/// }
/// ```
public struct GetStaffingAssumptionsRequest: Message {
  public static let protoName = "pcrm.v1.GetStaffingAssumptionsRequest"

  /// The version; 0 = the one that holds.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
  }
}

/// Asks for the staff needed.
///
/// ```proto
/// message GetStaffingNeedRequest {
///   string office_id = 1;
///   JobGroup job_group = 2;
/// }
/// ```
public struct GetStaffingNeedRequest: Message {
  public static let protoName = "pcrm.v1.GetStaffingNeedRequest"

  /// Only this office. Empty = all within the caller's scope.
  public var officeID = UnitID()
  /// Only this job group.
  public var jobGroup = JobGroup.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "office_id", &officeID)
    try c.enumeration(2, "job_group", &jobGroup)
  }
}

/// The staff needed.
///
/// ```proto
/// message GetStaffingNeedResponse {
///   StaffingAssumptions assumptions = 1;
///   repeated StaffingNeed needs = 2;
/// }
/// ```
public struct GetStaffingNeedResponse: Message {
  public static let protoName = "pcrm.v1.GetStaffingNeedResponse"

  /// What the figures rest on.
  public var assumptions: StaffingAssumptions?
  /// By office, and by job group within it.
  public var needs: [StaffingNeed] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "assumptions", &assumptions)
    try c.message(2, "needs", &needs)
  }
}

/// The staff that an office needs in a job group.
///
/// ```proto
/// message StaffingNeed {
///   string office_id = 1;
///   JobGroup job_group = 2;
///   int32 case_count = 3;
///   int64 case_minutes = 4;
///   int64 target_minutes = 5;
///   int64 staff_minutes = 6;
///   int32 staff_count = 7;
///   int64 needed_permille = 8;
///   int64 missing_minutes = 9;
///   bool target_above_capacity = 10;
///   repeated StaffingPart parts = 16;
/// }
/// ```
public struct StaffingNeed: Message {
  public static let protoName = "pcrm.v1.StaffingNeed"

  /// The office. Empty = cases and staff without one.
  public var officeID = UnitID()
  /// The job group.
  public var jobGroup = JobGroup.unspecified
  /// Cases that take the group's time.
  public var caseCount: Int32 = 0
  /// Minutes a month that they take.
  public var caseMinutes: Int64 = 0
  /// Minutes a month that the targets ask of the staff there is.
  public var targetMinutes: Int64 = 0
  /// Minutes a month that the staff there is has.
  public var staffMinutes: Int64 = 0
  /// Staff there is.
  public var staffCount: Int32 = 0
  /// Staff needed for the cases, in thousandths of a person.
  public var neededPermille: Int64 = 0
  /// The time that is missing, in minutes a month; 0 = none.
  public var missingMinutes: Int64 = 0
  /// The targets and the cases together ask for more time than there is.
  public var targetAboveCapacity = false
  /// What the case minutes are made of.
  public var parts: [StaffingPart] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "office_id", &officeID)
    try c.enumeration(2, "job_group", &jobGroup)
    try c.int32(3, "case_count", &caseCount)
    try c.int64(4, "case_minutes", &caseMinutes)
    try c.int64(5, "target_minutes", &targetMinutes)
    try c.int64(6, "staff_minutes", &staffMinutes)
    try c.int32(7, "staff_count", &staffCount)
    try c.int64(8, "needed_permille", &neededPermille)
    try c.int64(9, "missing_minutes", &missingMinutes)
    try c.bool(10, "target_above_capacity", &targetAboveCapacity)
    try c.message(16, "parts", &parts)
  }
}

/// A part of the time that cases take.
///
/// ```proto
/// message StaffingPart {
///   string name = 1;
///   int32 case_count = 2;
///   int64 minutes = 3;
/// }
/// ```
public struct StaffingPart: Message {
  public static let protoName = "pcrm.v1.StaffingPart"

  /// The item's name.
  public var name = ""
  /// Cases.
  public var caseCount: Int32 = 0
  /// Minutes a month.
  public var minutes: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int32(2, "case_count", &caseCount)
    try c.int64(3, "minutes", &minutes)
  }
}
