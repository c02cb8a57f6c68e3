public import PCRMCore
public import ProtobufCodec

/// A person who works for the agency or a vendor.
///
/// ```proto
/// message Staff {
///   string id = 1;
///   int64 version = 2;
///   string name = 3;
///   string employee_number = 4;
///   JobGroup job_group = 5;
///   string office_id = 6;
///   string team_id = 7;
///   Coordinates home_coordinates = 8;
///   CivilDate active_from = 9;
///   CivilDate active_to = 10;
///   google.protobuf.Timestamp create_time = 11;
///   google.protobuf.Timestamp update_time = 12;
///   string email = 13;
///   repeated string skills = 16;
/// }
/// ```
public struct Staff: Message {
  public static let protoName = "pcrm.v1.Staff"

  /// UUID. A client may choose it.
  public var id = StaffID()
  /// Output only in creates; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Name, 1 to 200 characters. Required.
  public var name = ""
  /// Number in the staff register, unique, at most 32 characters; may be empty.
  public var employeeNumber = ""
  /// Job group.
  public var jobGroup = JobGroup.unspecified
  /// Unit (kind office or the like) where the person works. Empty = none.
  public var officeID = UnitID()
  /// Unit (kind team). Empty = none.
  public var teamID = UnitID()
  /// The person's home, from which visits near home are planned.
  public var homeCoordinates: Coordinates?
  /// First day at work. Absent = since ever.
  public var activeFrom: CivilDate?
  /// The day on which the person no longer works here. Absent = open.
  public var activeTo: CivilDate?
  /// Output only. When it was created here.
  public var createTime: Timestamp?
  /// Output only. When it was last changed.
  public var updateTime: Timestamp?
  /// E-mail address at work, at most 320 characters; may be empty. Surveys among staff go there.
  public var email = ""
  /// What the person is able to do: codes of the agency, at most 50, each of 1 to 64 of a–z, 0–9,
  /// "_", "-" and "."
  public var skills: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.string(3, "name", &name)
    try c.string(4, "employee_number", &employeeNumber)
    try c.enumeration(5, "job_group", &jobGroup)
    try c.text(6, "office_id", &officeID)
    try c.text(7, "team_id", &teamID)
    try c.message(8, "home_coordinates", &homeCoordinates)
    try c.message(9, "active_from", &activeFrom)
    try c.message(10, "active_to", &activeTo)
    try c.message(11, "create_time", &createTime)
    try c.message(12, "update_time", &updateTime)
    try c.string(13, "email", &email)
    try c.string(16, "skills", &skills)
  }
}

/// Job groups of those who serve customers.
public struct JobGroup: OpenEnum {
  public static let protoName = "pcrm.v1.JobGroup"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// None of them; in a filter: every group.
  public static let unspecified = JobGroup(rawValue: 0)
  /// General.
  public static let general = JobGroup(rawValue: 1)
  /// Medical.
  public static let medical = JobGroup(rawValue: 2)
  /// Rehabilitation.
  public static let rehabilitation = JobGroup(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "JOB_GROUP_UNSPECIFIED"),
    (1, "JOB_GROUP_GENERAL"),
    (2, "JOB_GROUP_MEDICAL"),
    (3, "JOB_GROUP_REHABILITATION"),
  ]
}
