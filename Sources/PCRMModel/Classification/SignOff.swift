public import PCRMCore
public import ProtobufCodec

/// What a team decided about a proposal.
///
/// ```proto
/// message SignOff {
///   string team_id = 1;
///   CivilDate day = 2;
///   string note = 3;
///   bool is_agreed = 4;
///   string recorded_by = 5;
///   google.protobuf.Timestamp record_time = 6;
///   repeated SignOffMember members = 7;
/// }
/// ```
public struct SignOff: Message {
  public static let protoName = "pcrm.v1.SignOff"

  /// The team. Required.
  public var teamID = UnitID()
  /// The day of the meeting: today or earlier. Required.
  public var day: CivilDate?
  /// Remark of the meeting, at most 1,000 characters.
  public var note = ""
  /// Output only. Whether the proposal was agreed to.
  public var isAgreed = false
  /// Output only. The principal who recorded it.
  public var recordedBy = PrincipalID()
  /// Output only. When it was recorded.
  public var recordTime: Timestamp?
  /// Who was present and what each said: 1 to 50. At least one is of the team.
  public var members: [SignOffMember] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "team_id", &teamID)
    try c.message(2, "day", &day)
    try c.string(3, "note", &note)
    try c.bool(4, "is_agreed", &isAgreed)
    try c.text(5, "recorded_by", &recordedBy)
    try c.message(6, "record_time", &recordTime)
    try c.message(7, "members", &members)
  }
}

/// A member of staff at a team's meeting.
///
/// ```proto
/// message SignOffMember {
///   string staff_id = 1;
///   bool dissents = 2;
///   string remark = 3;
/// }
/// ```
public struct SignOffMember: Message {
  public static let protoName = "pcrm.v1.SignOffMember"

  /// The member of staff. Required.
  public var staffID = StaffID()
  /// Whether the member dissents.
  public var dissents = false
  /// Why, at most 500 characters. Required with `dissents`.
  public var remark = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.bool(2, "dissents", &dissents)
    try c.string(3, "remark", &remark)
  }
}
