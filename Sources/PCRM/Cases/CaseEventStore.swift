import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension CaseEvent {
  /// An entry about a case as it is afterwards.
  init(_ kind: CaseEventKind, at time: Timestamp, from: String = "", to: String = "") {
    self.init()
    self.kind = kind
    self.time = time
    self.from = from
    self.to = to
  }
}

extension Reader {
  /// Walks a case's history, oldest first, from after a number.
  func caseEvents(
    of id: CaseID, kind: CaseEventKind, after: Int64, row take: (CaseEvent) throws(Status) -> Bool
  ) throws(Status) {
    try each(
      """
      SELECT number, event FROM case_event
      WHERE case_id = $1 AND number > $2 AND ($3 = 0 OR kind = $3) ORDER BY number
      """, [.id(id), .integer(after), .enumeration(kind)]
    ) { (row) throws(Status) in
      var event = CaseEvent()
      do throws(DecodingFailure) {
        event = try CaseEvent(binary: row.raw(1))
      } catch {
        throw .internalError
      }
      event.number = row.integer(0)
      return try take(event)
    }
  }
}

extension Writer {
  /// Adds an entry to a case's history; stage, phase, time and author of the record are filled in.
  func append(_ event: CaseEvent, to document: Case, by caller: Caller) throws(Status) {
    var stored = event
    stored.stage = document.stage
    stored.phase = document.phase
    stored.customerID = document.customerID
    stored.recordTime = Timestamp(microseconds: now.microseconds)
    stored.recordedBy = caller.principal
    try execute(
      """
      INSERT INTO case_event
      SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 FROM case_event WHERE case_id = $1
      """, .id(document.id), .id(document.customerID), .enumeration(event.kind),
      .time(event.time), .blob(stored.binary()))
  }
}

extension CaseService {
  @Sendable
  func caseEvents(
    _ request: ListCaseEventsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListCaseEventsResponse {
    let page = try context.pages.page(request, caller)
    try request.kind.checkKnown("kind")
    let document = try reader.caseRecord(request.caseID, field: "case_id", caller)
    var rows = PageBuilder<CaseEvent>(page)
    try reader.caseEvents(
      of: document.id, kind: request.kind, after: page.afterNumber ?? 0
    ) { (event) throws(Status) in rows.add(event, at: event.number.position) }
    var response = ListCaseEventsResponse()
    response.events = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}
