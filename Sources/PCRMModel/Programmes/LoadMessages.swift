public import PCRMCore
public import ProtobufCodec

/// Asks for a load. Exactly one of the ids is required.
///
/// ```proto
/// message GetLoadRequest {
///   string staff_id = 1;
///   string unit_id = 2;
/// }
/// ```
public struct GetLoadRequest: Message {
  public static let protoName = "pcrm.v1.GetLoadRequest"

  /// A member of staff.
  public var staffID = StaffID()
  /// A team, or an office.
  public var unitID = UnitID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.text(2, "unit_id", &unitID)
  }
}

/// Asks for a page of loads.
///
/// ```proto
/// message ListLoadsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string office_id = 3;
///   string team_id = 4;
///   JobGroup job_group = 5;
/// }
/// ```
public struct ListLoadsRequest: Message {
  public static let protoName = "pcrm.v1.ListLoadsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only staff of this office.
  public var officeID = UnitID()
  /// Only staff of this team.
  public var teamID = UnitID()
  /// Only staff of this job group.
  public var jobGroup = JobGroup.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "office_id", &officeID)
    try c.text(4, "team_id", &teamID)
    try c.enumeration(5, "job_group", &jobGroup)
  }
}

/// A page of loads.
///
/// ```proto
/// message ListLoadsResponse {
///   repeated StaffLoad loads = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListLoadsResponse: Message {
  public static let protoName = "pcrm.v1.ListLoadsResponse"

  /// The loads.
  public var loads: [StaffLoad] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "loads", &loads)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
