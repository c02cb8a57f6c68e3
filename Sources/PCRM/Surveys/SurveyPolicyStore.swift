import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SurveyPolicy {
  fileprivate init(stored row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      self = try SurveyPolicy(binary: row.raw(0))
    } catch {
      throw .internalError
    }
    version = Int32(truncatingIfNeeded: row.integer(1))
    createTime = row.time(2)
    createdBy = row.id(3)
  }
}

extension Reader {
  /// The policy that holds; its defaults are filled in.
  func surveyPolicy() throws(Status) -> SurveyPolicy {
    try surveyPolicy(version: 0) ?? .initial
  }

  /// A version of the policy; 0 is the newest. Nothing while none was applied.
  func surveyPolicy(version: Int32) throws(Status) -> SurveyPolicy? {
    try first(
      """
      SELECT document, version, created_at, created_by FROM survey_policy
      WHERE $1 = 0 OR version = $1 ORDER BY version DESC LIMIT 1
      """, .integer(Int64(version))
    ) { (row) throws(Status) in try SurveyPolicy(stored: row) }
  }

  func surveyPolicyVersion() throws(Status) -> Int64 {
    try first("SELECT coalesce(max(version), 0) FROM survey_policy") { $0.integer(0) } ?? 0
  }
}

extension Writer {
  /// Stores a new version of the policy.
  mutating func insert(_ policy: SurveyPolicy, by caller: Caller) throws(Status) {
    let version = try reader.surveyPolicyVersion() + 1
    let known = try reader.first("SELECT id FROM survey_policy WHERE version = 1") {
      $0.id(0, of: SurveyID.self)
    }
    let id = known ?? newID(SurveyID.self)
    try execute(
      """
      INSERT INTO survey_policy (version, id, created_at, created_by, document)
      VALUES ($1, $2, $3, $4, $5)
      """, .integer(version), .id(id), .time(now), .id(caller.principal),
      .blob(policy.comparable.binary()))
    changed(
      FeedEntity.surveyPolicy, id, version: version, fields: version == 1 ? "" : "document")
  }
}
