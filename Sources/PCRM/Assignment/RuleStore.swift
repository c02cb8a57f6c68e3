import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A kind of configuration of this feature: its number in the table, and its key in the feed.
struct RuleKind<Document: ConfigDocument>: Sendable {
  /// What the key of such a document is the key of.
  enum Entity {}

  let number: Int64

  /// There is one document a kind, so its key is a constant.
  var key: ID<Entity> { ID(high: 0x7000, low: 0x8000_0000_0000_0000 | UInt64(number)) }
}

extension RuleKind<QualificationRules> {
  static var qualification: Self { Self(number: 1) }
}

extension RuleKind<DutyMatrix> {
  static var dutyMatrix: Self { Self(number: 2) }
}

extension RuleKind<AuthorityLimits> {
  static var authority: Self { Self(number: 3) }
}

extension Reader {
  /// The newest document of a kind; an empty one while none was applied.
  func rules<Document>(_ kind: RuleKind<Document>) throws(Status) -> Document {
    try first(
      """
      SELECT version, created_at, created_by, document FROM assignment_rule
      WHERE kind = $1 ORDER BY version DESC LIMIT 1
      """, .integer(kind.number)
    ) { (row) throws(Status) in try Document(stored: row) } ?? Document()
  }

  /// One version of a document; 0 is the newest.
  func rules<Document>(
    _ kind: RuleKind<Document>, version: Int64
  ) throws(Status) -> Document {
    if version < 0 { throw .outOfRange("version", min: 0, max: Int64.max) }
    let found = try first(
      """
      SELECT version, created_at, created_by, document FROM assignment_rule
      WHERE kind = $1 AND ($2 = 0 OR version = $2) ORDER BY version DESC LIMIT 1
      """, .integer(kind.number), .integer(version)
    ) { (row) throws(Status) in try Document(stored: row) }
    guard let found else { throw .notFound("version", "no such version was applied") }
    return found
  }
}

extension Writer {
  /// Applies a document as the newest version, or tells what applying it would change. One that changes nothing makes
  /// no version.
  mutating func apply<Document>(
    _ draft: Document?, _ kind: RuleKind<Document>, field: String, isDryRun: Bool, base: Int64,
    by caller: Caller
  ) throws(Status) -> ApplyRulesResponse {
    guard let draft else { throw .required(field) }
    var document = draft.content
    try document.check(field)
    let stored = try reader.rules(kind)
    if base != 0 && base != stored.version {
      throw Status(
        .aborted, "base_version: the plan was made for version \(base); plan again",
        ErrorInfo(reason: "PLAN_OUTDATED", field: "base_version")
      ).with("stored", String(stored.version))
    }
    var response = ApplyRulesResponse()
    response.changes = document.changes(since: stored.content)
    response.version = stored.version
    if isDryRun || document == stored.content { return response }
    document.version = stored.version + 1
    response.version = document.version
    try execute(
      """
      INSERT INTO assignment_rule (kind, version, created_at, created_by, document)
      VALUES ($1, $2, $3, $4, $5)
      """, .integer(kind.number), .integer(document.version), .time(now), .id(caller.principal),
      .blob(document.content.binary()))
    changed(
      FeedEntity.assignmentRule, kind.key, version: document.version,
      fields: document.version == 1 ? "" : "document")
    return response
  }
}

extension ConfigDocument {
  fileprivate init(stored row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      self = try Self(binary: row.raw(3))
    } catch {
      throw .internalError
    }
    version = row.integer(0)
    createTime = row.time(1)
    createdBy = row.id(2)
  }
}
