import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SurveyTrigger {
  fileprivate init(stored row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      self = try SurveyTrigger(binary: row.raw(0))
    } catch {
      throw .internalError
    }
  }
}

extension Reader {
  func trigger(_ id: SurveyTriggerID) throws(Status) -> SurveyTrigger? {
    try first("SELECT document FROM survey_trigger WHERE id = $1", .id(id)) {
      (row) throws(Status) in try SurveyTrigger(stored: row)
    }
  }

  /// The triggers that wait for an event.
  func triggers(for event: SurveyEvent) throws(Status) -> [SurveyTrigger] {
    try all(
      "SELECT document FROM survey_trigger WHERE event = $1 AND retired = 0 ORDER BY id",
      .enumeration(event)
    ) { (row) throws(Status) in try SurveyTrigger(stored: row) }
  }

  func liveTriggerCount() throws(Status) -> Int {
    let count = try first("SELECT count(*) FROM survey_trigger WHERE retired = 0") {
      $0.integer(0)
    }
    return Int(count ?? 0)
  }

  /// One page of the triggers of surveys that a caller sees.
  func triggers(
    _ request: ListTriggersRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<SurveyTrigger> {
    var rows = PageBuilder<SurveyTrigger>(page)
    try each(
      """
      SELECT t.document, s.unit FROM survey_trigger t JOIN survey s ON s.id = t.survey
      WHERE t.id > $1 AND ($2 IS NULL OR t.survey = $2) AND ($3 = 1 OR t.retired = 0)
      ORDER BY t.id
      """,
      [
        .place(page.afterID(SurveyTriggerID.self)), .id(request.surveyID),
        .bool(request.includeRetired),
      ]
    ) { (row) throws(Status) in
      let trigger = try SurveyTrigger(stored: row)
      let place = trigger.id.position
      return try sees(row.id(1), caller) ? rows.add(trigger, at: place) : rows.pass(at: place)
    }
    return rows
  }

  /// Whether a customer is in a segment of a name now; a segment that is not there has nobody.
  func isMember(_ customer: CustomerID, of segment: String) throws(Status) -> Bool {
    try first(
      """
      SELECT 1 FROM membership m JOIN segment s ON s.number = m.segment
      WHERE s.name = $1 AND s.deleted_at IS NULL AND m.customer = $2
      """, .text(segment), .id(customer)
    ) { _ in true } ?? false
  }
}

extension Writer {
  mutating func insert(_ trigger: SurveyTrigger) throws(Status) {
    try execute(
      """
      INSERT INTO survey_trigger (id, version, survey, event, retired, document)
      VALUES ($1, $2, $3, $4, $5, $6)
      """, .id(trigger.id), .integer(trigger.version), .id(trigger.surveyID),
      .enumeration(trigger.event), .bool(trigger.retired), .blob(trigger.binary()))
    changed(FeedEntity.surveyTrigger, trigger.id, version: trigger.version)
  }

  mutating func update(_ trigger: SurveyTrigger, fields: String) throws(Status) {
    try execute(
      """
      UPDATE survey_trigger SET version = $2, event = $3, retired = $4, document = $5 WHERE id = $1
      """, .id(trigger.id), .integer(trigger.version), .enumeration(trigger.event),
      .bool(trigger.retired), .blob(trigger.binary()))
    changed(FeedEntity.surveyTrigger, trigger.id, version: trigger.version, fields: fields)
  }
}
