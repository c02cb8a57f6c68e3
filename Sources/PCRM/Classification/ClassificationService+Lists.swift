import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ClassificationService {
  @Sendable
  func classification(
    _ request: GetClassificationRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Classification {
    try reader.classification(request.id, field: "id", caller)
  }

  @Sendable
  func caseClassification(
    _ request: GetCaseClassificationRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> CaseClassification {
    let subject = try reader.caseRecord(request.caseID, field: "case_id", caller)
    var answer = CaseClassification()
    answer.caseID = subject.id
    answer.customerID = subject.customerID
    if let time = request.at, time.microseconds < reader.now.microseconds {
      answer.support = try reader.classified(subject, .supportGroup, at: time)
      answer.management = try reader.classified(subject, .managementLevel, at: time)
      let latest = [answer.support?.inForce, answer.management?.inForce].compactMap { $0 }
        .max { ($0.createTime?.microseconds ?? 0) < ($1.createTime?.microseconds ?? 0) }
      answer.needScore = latest?.needScore ?? 0
      answer.weightsVersion = latest?.weightsVersion ?? 0
      answer.needs = latest?.needs ?? []
    } else {
      answer.support = try reader.classified(subject, .supportGroup)
      answer.management = try reader.classified(subject, .managementLevel)
      if let book = try reader.classificationBook() {
        let evaluation = try CaseEvaluation(subject, book, reader, at: reader.now)
        let score = try evaluation.needScore()
        answer.needScore = score?.total ?? 0
        answer.weightsVersion = score?.version ?? 0
        answer.needs = score?.parts ?? []
      }
    }
    answer.supportGroup = answer.support?.inForce?.supportGroup ?? .unspecified
    answer.managementLevel = answer.management?.inForce?.managementLevel ?? .unspecified
    return answer
  }

  @Sendable
  func classifications(
    _ request: ListClassificationsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListClassificationsResponse {
    try request.kind.checkKnown("kind")
    let page = try context.pages.page(request, caller)
    let subject = try reader.caseRecord(request.caseID, field: "case_id", caller)
    var rows = PageBuilder<Classification>(page)
    let before =
      page.after.isEmpty
      ? Value.key(high: .max, low: .max) : .place(page.afterID(ClassificationID.self))
    try reader.each(
      """
      SELECT document FROM classification
      WHERE customer = $1 AND case_id = $2 AND ($3 = 0 OR kind = $3) AND id < $4
      ORDER BY id DESC LIMIT $5
      """,
      [
        .id(subject.customerID), .id(subject.id), .enumeration(request.kind), before,
        .integer(Int64(page.size) + 1),
      ]
    ) { (row) throws(Status) in
      let decision = try Classification(stored: row.raw(0))
      return rows.add(decision, at: decision.id.position)
    }
    var response = ListClassificationsResponse()
    response.classifications = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func events(
    _ request: ListClassificationEventsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListClassificationEventsResponse {
    try request.kind.checkKnown("kind")
    let page = try context.pages.page(request, caller)
    let subject = try reader.caseRecord(request.caseID, field: "case_id", caller)
    let place = Self.numbers(page.after, count: 3) ?? [.min, 0, 0]
    var rows = PageBuilder<ClassificationEvent>(page)
    try reader.each(
      """
      SELECT kind, number, at, event, classification, principal, reason, in_force, result
      FROM classification_event
      WHERE customer = $1 AND case_id = $2 AND ($3 = 0 OR kind = $3)
        AND (at, kind, number) > ($4, $5, $6)
      ORDER BY at, kind, number LIMIT $7
      """,
      [
        .id(subject.customerID), .id(subject.id), .enumeration(request.kind),
        .integer(place[0]), .integer(place[1]), .integer(place[2]),
        .integer(Int64(page.size) + 1),
      ]
    ) { (row) throws(Status) in
      var event = ClassificationEvent(row)
      event.customerID = subject.customerID
      return rows.add(
        event, at: row.integer(2).position + row.integer(0).position + row.integer(1).position)
    }
    var response = ListClassificationEventsResponse()
    response.events = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  /// The numbers of which a place consists; nil for the first page.
  static func numbers(_ place: [UInt8], count: Int) -> [Int64]? {
    guard place.count == 8 * count else { return nil }
    return (0..<count).map { index in
      place[(8 * index)..<(8 * index + 8)].reduce(0) { $0 << 8 | Int64($1) }
    }
  }
}

extension Reader {
  /// What is decided about one kind, now.
  fileprivate func classified(
    _ subject: Case, _ kind: ClassificationKind
  ) throws(Status) -> KindClassification {
    let ledger = try ledger(subject, kind, by: PrincipalID())
    let due = try due(subject.id, kind)
    var answer = KindClassification()
    answer.inForce = ledger.inForce
    answer.overridden = ledger.override == nil ? nil : ledger.standing
    answer.proposed = ledger.proposed
    answer.dueSince = due?.dueSince
    answer.dueCause = due?.cause ?? ""
    return answer
  }

  /// What was in force of one kind at a time: the last event until then tells.
  func classified(
    _ subject: Case, _ kind: ClassificationKind, at time: Timestamp
  ) throws(Status) -> KindClassification {
    let id = try first(
      """
      SELECT in_force FROM classification_event
      WHERE customer = $1 AND case_id = $2 AND kind = $3 AND at <= $4
      ORDER BY number DESC LIMIT 1
      """, .id(subject.customerID), .id(subject.id), .enumeration(kind), .time(time)
    ) { $0.id(0, of: ClassificationID.self) }
    var answer = KindClassification()
    answer.inForce = try classification(id ?? ClassificationID())
    return answer
  }
}
