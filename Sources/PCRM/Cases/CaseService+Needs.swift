import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Needs and hardships, as they were found at one time after another.
extension CaseService {
  @Sendable
  func recordNeeds(
    _ request: RecordNeedsRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> NeedRecord {
    let document = try writer.reader.caseRecord(request.caseID, field: "case_id", caller)
    var record = NeedRecord()
    record.needs = request.needs
    record.hardships = request.hardships
    record.touchpointID = request.touchpointID
    return try writer.record(record, on: document, by: caller).record
  }

  @Sendable
  func needs(
    _ request: ListNeedsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListNeedsResponse {
    let page = try context.pages.page(request, caller)
    let document = try reader.caseRecord(request.caseID, field: "case_id", caller)
    var rows = PageBuilder<NeedRecord>(page)
    try reader.needs(of: document.id, after: page.afterNumber ?? 0) { (record) throws(Status) in
      rows.add(record, at: record.number.position)
    }
    var response = ListNeedsResponse()
    response.records = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}

extension Reader {
  fileprivate func lastNeeds(of id: CaseID) throws(Status) -> NeedRecord? {
    try first(
      "SELECT record FROM case_need WHERE case_id = $1 ORDER BY number DESC LIMIT 1", .id(id)
    ) { (row) throws(Status) in try NeedRecord(stored: row.raw(0)) }
  }

  fileprivate func needs(
    of id: CaseID, after: Int64, row take: (NeedRecord) throws(Status) -> Bool
  ) throws(Status) {
    try each(
      "SELECT record FROM case_need WHERE case_id = $1 AND number > $2 ORDER BY number",
      [.id(id), .integer(after)]
    ) { (row) throws(Status) in try take(try NeedRecord(stored: row.raw(0))) }
  }
}

extension Writer {
  /// Records what there is of needs and hardships now, and opens the hardships that were not there the time before.
  ///
  /// - Parameter draft: needs, hardships, and the touchpoint and visit at which they were found.
  mutating func record(
    _ draft: NeedRecord, on document: Case, by caller: Caller
  ) throws(Status) -> (record: NeedRecord, opened: [Hardship]) {
    try document.checkNotClosed("case_id")
    var record = draft
    try record.check(against: try reader.caseType(of: document))
    if !record.touchpointID.isEmpty {
      let touchpoint = try reader.touchpoint(record.touchpointID)
      if touchpoint?.caseID != document.id {
        throw .referenceMissing("touchpoint_id", "touchpoint of this case")
      }
    }
    let earlier = try reader.lastNeeds(of: document.id)
    record.number = (earlier?.number ?? 0) + 1
    record.time = Timestamp(microseconds: now.microseconds)
    record.stage = document.stage
    record.recordedBy = caller.principal
    record.customerID = document.customerID
    record.compare(with: earlier)
    try insert(record, on: document)
    var event = CaseEvent(.needs, at: now)
    event.from = record.disappeared.joined(separator: ",")
    event.to = record.appeared.joined(separator: ",")
    try append(event, to: document, by: caller)
    var next = document
    next.needs = record.needs
    next.hardships = record.hardships
    let fields =
      (next.needs == document.needs ? [] : ["needs"])
      + (next.hardships == document.hardships ? [] : ["hardships"])
    if !fields.isEmpty {
      try updateCase(next, from: document, fields: fields, by: caller)
    }
    var found = Hardship()
    found.customerID = document.customerID
    found.caseID = document.id
    found.visitID = record.visitID
    found.stage = document.stage
    found.staffID = caller.staff
    found.officeID = document.officeID
    let before = Set(earlier?.hardships ?? [])
    let appeared = record.hardships.filter { !before.contains($0) }
    return (record, try openHardships(appeared, like: found))
  }

  fileprivate mutating func insert(_ record: NeedRecord, on document: Case) throws(Status) {
    try execute(
      "INSERT INTO case_need VALUES ($1, $2, $3, $4, $5)", .id(document.id),
      .integer(record.number), .id(document.customerID), .time(record.time),
      .blob(record.binary()))
    changed(FeedEntity.needRecord, document.id, version: 1)
  }
}

extension NeedRecord {
  fileprivate init(stored bytes: UnsafeRawBufferPointer) throws(Status) {
    do throws(DecodingFailure) {
      try self.init(binary: bytes)
    } catch {
      throw .internalError
    }
  }
}
