public import PCRMCore
public import ProtobufCodec

/// What was done at a visit, in five parts, and beside them what a visit of adoption brings. A
/// report never changes: an amendment is a new version of it.
///
/// ```proto
/// message VisitReport {
///   string visit_id = 1;
///   int64 version = 2;
///   string customer_id = 3;
///   string case_id = 4;
///   string staff_id = 5;
///   string office_id = 6;
///   ManagementLevel management_level = 7;
///   string stage = 8;
///   int64 rules_version = 9;
///   string amend_reason = 10;
///   google.protobuf.Timestamp create_time = 11;
///   string created_by = 12;
///   google.protobuf.Timestamp visit_time = 13;
///   PetitionResult petition = 14;
///   bool no_needs = 15;
///   ContactPart contact = 16;
///   ConditionPart condition = 17;
///   PapersPart papers = 18;
///   SupportPart support = 19;
///   QuestionsPart questions = 20;
///   AdoptionPart adoption = 21;
///   repeated string needs = 32;
///   repeated string hardships = 33;
///   repeated ReportPart filled = 34;
///   repeated ReportPart required = 35;
///   int32 paperwork_count = 36;
/// }
/// ```
public struct VisitReport: Message {
  public static let protoName = "pcrm.v1.VisitReport"

  /// The visit. Required; never changes.
  public var visitID = VisitID()
  /// Output only when filing; in an amendment, the version that is amended, or 0 for the newest.
  public var version: Int64 = 0
  /// Output only. The visit's customer.
  public var customerID = CustomerID()
  /// Output only. The case that the visit was about; empty = none.
  public var caseID = CaseID()
  /// Output only. Member of staff who went.
  public var staffID = StaffID()
  /// Output only. Office that the visit counts for.
  public var officeID = UnitID()
  /// Output only. The case's management level when the report was filed.
  public var managementLevel = ManagementLevel.unspecified
  /// Output only. The case's stage when the report was filed.
  public var stage = ""
  /// Output only. Version of the report rules by which it was checked.
  public var rulesVersion: Int64 = 0
  /// Output only. Why it was amended; empty in version 1.
  public var amendReason = ""
  /// Output only. When this version was filed.
  public var createTime: Timestamp?
  /// Output only. Principal who filed this version.
  public var createdBy = PrincipalID()
  /// Output only. When the visit was planned to begin: the time for which it counts.
  public var visitTime: Timestamp?
  /// Output only. What became of the customer's petition.
  public var petition = PetitionResult.unspecified
  /// There are no needs and hardships now. Without it, and without any below, nothing is recorded
  /// of them.
  public var noNeeds = false
  /// The contact made.
  public var contact: ContactPart?
  /// The state of the condition.
  public var condition: ConditionPart?
  /// Guidance on papers.
  public var papers: PapersPart?
  /// Social and psychological support.
  public var support: SupportPart?
  /// Further questions.
  public var questions: QuestionsPart?
  /// What a visit of adoption brings.
  public var adoption: AdoptionPart?
  /// Codes of the needs that there are now, at most 200, each once. Recorded on the visit's case,
  /// among the needs of its type; without a case, among those of the report rules. An amendment
  /// does not change them: record them on the case.
  public var needs: [String] = []
  /// Codes of the hardships that there are now, like needs. Each that is not open yet becomes a
  /// Hardship, which stays open until the customer was told what was found for it.
  public var hardships: [String] = []
  /// Output only. The parts that are filled.
  public var filled: [ReportPart] = []
  /// Output only. The parts that the rules required.
  public var required: [ReportPart] = []
  /// Output only. How many pieces of paperwork were done with it.
  public var paperworkCount: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "visit_id", &visitID)
    try c.int64(2, "version", &version)
    try c.text(3, "customer_id", &customerID)
    try c.text(4, "case_id", &caseID)
    try c.text(5, "staff_id", &staffID)
    try c.text(6, "office_id", &officeID)
    try c.enumeration(7, "management_level", &managementLevel)
    try c.string(8, "stage", &stage)
    try c.int64(9, "rules_version", &rulesVersion)
    try c.string(10, "amend_reason", &amendReason)
    try c.message(11, "create_time", &createTime)
    try c.text(12, "created_by", &createdBy)
    try c.message(13, "visit_time", &visitTime)
    try c.enumeration(14, "petition", &petition)
    try c.bool(15, "no_needs", &noNeeds)
    try c.message(16, "contact", &contact)
    try c.message(17, "condition", &condition)
    try c.message(18, "papers", &papers)
    try c.message(19, "support", &support)
    try c.message(20, "questions", &questions)
    try c.message(21, "adoption", &adoption)
    try c.string(32, "needs", &needs)
    try c.string(33, "hardships", &hardships)
    try c.enumeration(34, "filled", &filled)
    try c.enumeration(35, "required", &required)
    try c.int32(36, "paperwork_count", &paperworkCount)
  }
}

/// What became of a petition at a visit.
public struct PetitionResult: OpenEnum {
  public static let protoName = "pcrm.v1.PetitionResult"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// There was none.
  public static let unspecified = PetitionResult(rawValue: 0)
  /// Its paperwork was done with the visit: solved in the same contact.
  public static let closed = PetitionResult(rawValue: 1)
  /// It was left open.
  public static let open = PetitionResult(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "PETITION_RESULT_UNSPECIFIED"),
    (1, "PETITION_RESULT_CLOSED"),
    (2, "PETITION_RESULT_OPEN"),
  ]
}
