import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Questionnaire {
  fileprivate init(stored row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      self = try Questionnaire(binary: row.raw(0))
    } catch {
      throw .internalError
    }
    used = row.bool(1)
  }

  /// The title in the questionnaire's first language.
  var mainTitle: String {
    let language = defaultLanguage.isEmpty ? languages.first ?? "" : defaultLanguage
    return (title.first { $0.language == language } ?? title.first)?.text ?? ""
  }
}

extension Reader {
  /// A version of a questionnaire; 0 is the newest.
  func questionnaire(_ name: String, version: Int64 = 0) throws(Status) -> Questionnaire? {
    try first(
      """
      SELECT document, used FROM questionnaire
      WHERE name = $1 AND ($2 = 0 OR version = $2) ORDER BY version DESC LIMIT 1
      """, .text(name), .integer(version)
    ) { (row) throws(Status) in try Questionnaire(stored: row) }
  }

  /// One page of the newest versions, in the order of names.
  func questionnaires(_ page: Page) throws(Status) -> PageBuilder<QuestionnaireInfo> {
    var rows = PageBuilder<QuestionnaireInfo>(page)
    try each(
      """
      SELECT id, name, version, title, questions, used, created_at, created_by
      FROM questionnaire q
      WHERE name > $1
        AND version = (SELECT max(newer.version) FROM questionnaire newer WHERE newer.name = q.name)
      ORDER BY name LIMIT $2
      """,
      [.text(String(decoding: page.after, as: UTF8.self)), .integer(Int64(page.size) + 1)]
    ) { (row) throws(Status) in
      let info = QuestionnaireInfo(row)
      return rows.add(info, at: Array(info.name.utf8))
    }
    return rows
  }

  /// One page of a questionnaire's versions, newest first.
  func questionnaireVersions(
    _ name: String, _ page: Page
  ) throws(Status) -> PageBuilder<QuestionnaireInfo> {
    var rows = PageBuilder<QuestionnaireInfo>(page)
    try each(
      """
      SELECT id, name, version, title, questions, used, created_at, created_by
      FROM questionnaire WHERE name = $1 AND version < $2 ORDER BY version DESC LIMIT $3
      """,
      [.text(name), .integer(page.afterNumber ?? .max), .integer(Int64(page.size) + 1)]
    ) { (row) throws(Status) in
      let info = QuestionnaireInfo(row)
      return rows.add(info, at: info.version.position)
    }
    return rows
  }

  /// What was renamed from one version to a later one: each place then, and where it is afterwards.
  func renames(
    of name: String, from earlier: Int64, to later: Int64
  ) throws(Status) -> [String: String] {
    var places: [String: String] = [:]
    try each(
      """
      SELECT renames FROM questionnaire WHERE name = $1 AND version > $2 AND version <= $3
      ORDER BY version
      """, [.text(name), .integer(earlier), .integer(later)]
    ) { (row) throws(Status) in
      let request: PutQuestionnaireRequest
      do throws(DecodingFailure) {
        request = try PutQuestionnaireRequest(binary: row.raw(0))
      } catch {
        throw .internalError
      }
      var next = places
      for rename in request.renames {
        let origin = places.first { $0.value == rename.before }?.key ?? rename.before
        next[origin] = rename.after
      }
      places = next
      return true
    }
    return places
  }
}

extension QuestionnaireInfo {
  fileprivate init(_ row: any Row) {
    self.init()
    id = row.id(0)
    name = row.text(1)
    version = row.integer(2)
    title = row.text(3)
    questions = Int32(truncatingIfNeeded: row.integer(4))
    used = row.bool(5)
    createTime = row.time(6)
    createdBy = row.id(7)
  }
}

extension Writer {
  /// Stores a version, in place of the same one if no wave asks that.
  mutating func put(
    _ questionnaire: Questionnaire, renames: [QuestionRename]
  ) throws(Status) {
    var kept = PutQuestionnaireRequest()
    kept.renames = renames
    let count = try execute(
      """
      INSERT INTO questionnaire (name, version, id, used, title, questions, created_at, created_by,
        renames, document)
      VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (name, version) DO UPDATE
      SET title = excluded.title, questions = excluded.questions,
        created_at = excluded.created_at, created_by = excluded.created_by,
        renames = excluded.renames, document = excluded.document
      WHERE questionnaire.used = 0
      """, .text(questionnaire.name), .integer(questionnaire.version), .id(questionnaire.id),
      .text(questionnaire.mainTitle),
      .integer(Int64(QuestionPath.all(of: questionnaire).count)),
      .time(questionnaire.createTime), .id(questionnaire.createdBy), .blob(kept.binary()),
      .blob(questionnaire.binary()))
    if count != 1 { throw .internalError }
    changed(
      FeedEntity.questionnaire, questionnaire.id, version: questionnaire.version,
      fields: questionnaire.version == 1 ? "" : "items")
  }

  /// Notes that a wave asks a version: from then on it never changes.
  func markUsed(_ name: String, version: Int64) throws(Status) {
    try execute(
      "UPDATE questionnaire SET used = 1 WHERE name = $1 AND version = $2 AND used = 0",
      .text(name), .integer(version))
  }
}
