import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ScoreModel {
  fileprivate init(row: any Row) throws(Status) {
    self = try ScoreModel(stored: row.raw(0))
    version = row.integer(1)
    id = row.id(2)
    createTime = row.time(3)
    createdBy = row.id(4)
  }
}

extension Reader {
  /// A version of a score model; 0 is the newest. Nil where there is none.
  func scoreModel(_ name: String, version: Int64 = 0) throws(Status) -> ScoreModel? {
    try first(
      """
      SELECT document, version, id, created_at, created_by FROM score_model
      WHERE name = $1 AND ($2 = 0 OR version = $2) ORDER BY version DESC LIMIT 1
      """, .text(name), .integer(version)
    ) { (row) throws(Status) in try ScoreModel(row: row) }
  }

  /// The model by which a wave is counted: its survey's, in the version that it was opened with.
  func scoreModel(of wave: SurveyWave) throws(Status) -> ScoreModel? {
    guard let name = try survey(wave.surveyID)?.scoreModel, !name.isEmpty else { return nil }
    return try scoreModel(name, version: Int64(wave.scoreModelVersion))
  }

  /// One page of the newest versions, in the order of their names.
  func scoreModels(_ page: Page) throws(Status) -> PageBuilder<ScoreModel> {
    var rows = PageBuilder<ScoreModel>(page)
    try each(
      """
      SELECT document, version, id, created_at, created_by, name FROM score_model AS m
      WHERE name > $1 AND NOT EXISTS (
        SELECT 1 FROM score_model AS later WHERE later.name = m.name AND later.version > m.version)
      ORDER BY name LIMIT $2
      """,
      [.text(String(decoding: page.after, as: UTF8.self)), .integer(Int64(page.size) + 1)]
    ) { (row) throws(Status) in
      rows.add(try ScoreModel(row: row), at: Array(row.text(5).utf8))
    }
    return rows
  }
}

extension Writer {
  /// Stores a model as the newest version of its name.
  mutating func insert(_ model: ScoreModel, by caller: Caller) throws(Status) {
    let known = try reader.scoreModel(model.name)?.id
    let id = known ?? newID(ScoreModelID.self)
    try execute(
      """
      INSERT INTO score_model (name, version, id, created_at, created_by, document)
      VALUES ($1, $2, $3, $4, $5, $6)
      """, .text(model.name), .integer(model.version), .id(id), .time(now),
      .id(caller.principal), .blob(model.content.binary()))
    changed(
      FeedEntity.scoreModel, id, version: model.version,
      fields: model.version == 1 ? "" : "document")
  }
}
