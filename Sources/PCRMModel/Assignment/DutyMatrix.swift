public import PCRMCore
public import ProtobufCodec

/// Which team does what, and when: a document that is applied as a whole.
///
/// ```proto
/// message DutyMatrix {
///   int64 version = 1;
///   string note = 2;
///   google.protobuf.Timestamp create_time = 3;
///   string created_by = 4;
///   HandOverRules hand_over = 5;
///   repeated DutyTeam teams = 16;
///   repeated DutyKind duties = 17;
///   repeated DutyRow rows = 18;
/// }
/// ```
public struct DutyMatrix: Message {
  public static let protoName = "pcrm.v1.DutyMatrix"

  /// Output only. 1, 2, 3, …
  public var version: Int64 = 0
  /// What changed, for the list of versions, at most 500 characters.
  public var note = ""
  /// Output only. When it was applied.
  public var createTime: Timestamp?
  /// Output only. Principal who applied it.
  public var createdBy = PrincipalID()
  /// How cases are handed over.
  public var handOver: HandOverRules?
  /// The kinds of team that there are, at most 100.
  public var teams: [DutyTeam] = []
  /// What there is to do, at most 200. A duty that no row gives to a team is unowned.
  public var duties: [DutyKind] = []
  /// Who does it, at most 1,000.
  public var rows: [DutyRow] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.string(2, "note", &note)
    try c.message(3, "create_time", &createTime)
    try c.text(4, "created_by", &createdBy)
    try c.message(5, "hand_over", &handOver)
    try c.message(16, "teams", &teams)
    try c.message(17, "duties", &duties)
    try c.message(18, "rows", &rows)
  }
}

/// How cases are handed over.
///
/// ```proto
/// message HandOverRules {
///   string consent_purpose = 1;
///   string partner_consent_purpose = 2;
///   int32 hours = 3;
/// }
/// ```
public struct HandOverRules: Message {
  public static let protoName = "pcrm.v1.HandOverRules"

  /// Purpose of the consent that a hand-over to another office needs. Empty = "hand_over".
  public var consentPurpose = ""
  /// Purpose of the consent that a hand-over to a partner needs. Empty = "hand_over_partner".
  public var partnerConsentPurpose = ""
  /// Hours after which a proposal expires, at most 8,760. 0 = 72.
  public var hours: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "consent_purpose", &consentPurpose)
    try c.string(2, "partner_consent_purpose", &partnerConsentPurpose)
    try c.int32(3, "hours", &hours)
  }
}

/// A kind of team, with the units that do its work.
///
/// ```proto
/// message DutyTeam {
///   string code = 1;
///   string name = 2;
///   CivilDate valid_from = 3;
///   CivilDate valid_to = 4;
///   repeated string unit_codes = 16;
/// }
/// ```
public struct DutyTeam: Message {
  public static let protoName = "pcrm.v1.DutyTeam"

  /// Code: 1 to 64 of a–z, 0–9, "_", "-" and ".", for example "care_support". Required, unique.
  public var code = ""
  /// Name, 1 to 200 characters. Required.
  public var name = ""
  /// First day. Absent = since ever.
  public var validFrom: CivilDate?
  /// The day on which there is no such team any more. Absent = open.
  public var validTo: CivilDate?
  /// Codes of the units, at most 1,000, as a rule one an office.
  public var unitCodes: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "name", &name)
    try c.message(3, "valid_from", &validFrom)
    try c.message(4, "valid_to", &validTo)
    try c.string(16, "unit_codes", &unitCodes)
  }
}

/// Something that teams do.
///
/// ```proto
/// message DutyKind {
///   string code = 1;
///   string name = 2;
///   string case_type = 3;
///   CivilDate valid_from = 4;
///   CivilDate valid_to = 5;
///   repeated string stages = 16;
/// }
/// ```
public struct DutyKind: Message {
  public static let protoName = "pcrm.v1.DutyKind"

  /// Code: 1 to 64 of a–z, 0–9, "_", "-" and ".", for example "undue_payment". Required, unique.
  public var code = ""
  /// Name, 1 to 200 characters. Required.
  public var name = ""
  /// Only for cases of this type; empty = every type.
  public var caseType = ""
  /// First day on which it is to be done. Absent = since ever.
  public var validFrom: CivilDate?
  /// The day on which it is no longer to be done. Absent = open.
  public var validTo: CivilDate?
  /// Stages at which it is to be done; empty = it does not depend on the stage.
  public var stages: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "name", &name)
    try c.string(3, "case_type", &caseType)
    try c.message(4, "valid_from", &validFrom)
    try c.message(5, "valid_to", &validTo)
    try c.string(16, "stages", &stages)
  }
}

/// Which teams do something, and when.
///
/// ```proto
/// message DutyRow {
///   string duty = 1;
///   string case_type = 2;
///   bool joint = 3;
///   CivilDate valid_from = 4;
///   CivilDate valid_to = 5;
///   repeated string stages = 16;
///   repeated string teams = 17;
///   repeated string office_codes = 18;
/// }
/// ```
public struct DutyRow: Message {
  public static let protoName = "pcrm.v1.DutyRow"

  /// Code of the duty. Required.
  public var duty = ""
  /// Only for cases of this type; empty = every type.
  public var caseType = ""
  /// Whether several teams do it together. A row without it has one team.
  public var joint = false
  /// First day. Absent = since ever.
  public var validFrom: CivilDate?
  /// The day on which it no longer holds. Absent = open.
  public var validTo: CivilDate?
  /// Only at these stages; empty = every stage.
  public var stages: [String] = []
  /// Codes of the teams: one, or several when joint.
  public var teams: [String] = []
  /// Codes of offices where it holds, in the place of rows without offices; empty = everywhere.
  public var officeCodes: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "duty", &duty)
    try c.string(2, "case_type", &caseType)
    try c.bool(3, "joint", &joint)
    try c.message(4, "valid_from", &validFrom)
    try c.message(5, "valid_to", &validTo)
    try c.string(16, "stages", &stages)
    try c.string(17, "teams", &teams)
    try c.string(18, "office_codes", &officeCodes)
  }
}

/// One duty on a day, with those who do it.
///
/// ```proto
/// message DutyEntry {
///   string duty = 1;
///   string duty_name = 2;
///   string case_type = 3;
///   string stage = 4;
///   bool joint = 5;
///   bool unowned = 6;
///   repeated string teams = 16;
///   repeated string unit_ids = 17;
/// }
/// ```
public struct DutyEntry: Message {
  public static let protoName = "pcrm.v1.DutyEntry"

  /// Code of the duty.
  public var duty = ""
  /// Name of the duty.
  public var dutyName = ""
  /// The case type that it is about; empty = every type.
  public var caseType = ""
  /// The stage; empty = it does not depend on the stage.
  public var stage = ""
  /// Whether several teams do it together.
  public var joint = false
  /// Whether no team does it.
  public var unowned = false
  /// Codes of the teams.
  public var teams: [String] = []
  /// For a case: the units of its office that do it. A team without a unit there is missing.
  public var unitIDs: [UnitID] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "duty", &duty)
    try c.string(2, "duty_name", &dutyName)
    try c.string(3, "case_type", &caseType)
    try c.string(4, "stage", &stage)
    try c.bool(5, "joint", &joint)
    try c.bool(6, "unowned", &unowned)
    try c.string(16, "teams", &teams)
    try c.text(17, "unit_ids", &unitIDs)
  }
}
