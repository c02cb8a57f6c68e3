import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Survey {
  fileprivate init(stored row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      self = try Survey(binary: row.raw(0))
    } catch {
      throw .internalError
    }
  }
}

extension Reader {
  func survey(_ id: SurveyID) throws(Status) -> Survey? {
    try first("SELECT document FROM survey WHERE id = $1", .id(id)) {
      (row) throws(Status) in try Survey(stored: row)
    }
  }

  func survey(named name: String) throws(Status) -> Survey? {
    try first("SELECT document FROM survey WHERE name = $1", .text(name)) {
      (row) throws(Status) in try Survey(stored: row)
    }
  }

  /// One page of the surveys that a caller sees, in the order of their names.
  func surveys(
    _ request: ListSurveysRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<Survey> {
    var rows = PageBuilder<Survey>(page)
    try each(
      """
      SELECT document FROM survey
      WHERE name > $1 AND ($2 = 0 OR mode = $2) AND ($3 IS NULL OR unit = $3)
        AND ($4 = 1 OR retired = 0)
      ORDER BY name
      """,
      [
        .text(String(decoding: page.after, as: UTF8.self)), .enumeration(request.mode),
        .id(request.unitID), .bool(request.includeRetired),
      ]
    ) { (row) throws(Status) in
      let survey = try Survey(stored: row)
      let place = Array(survey.name.utf8)
      if try !sees(survey.unitID, caller) { return rows.pass(at: place) }
      return rows.add(survey, at: place)
    }
    return rows
  }
}

extension Writer {
  mutating func insert(_ survey: Survey) throws(Status) {
    try execute(
      """
      INSERT INTO survey (id, version, name, mode, unit, retired, document)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """, .id(survey.id), .integer(survey.version), .text(survey.name),
      .enumeration(survey.mode), .id(survey.unitID), .bool(survey.retired),
      .blob(survey.binary()))
    changed(FeedEntity.survey, survey.id, version: survey.version)
  }

  mutating func update(_ survey: Survey, fields: String) throws(Status) {
    try execute(
      "UPDATE survey SET version = $2, retired = $3, document = $4 WHERE id = $1",
      .id(survey.id), .integer(survey.version), .bool(survey.retired), .blob(survey.binary()))
    changed(FeedEntity.survey, survey.id, version: survey.version, fields: fields)
  }
}
