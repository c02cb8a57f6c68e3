import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitService {
  @Sendable
  func recordAttempt(
    _ request: RecordAttemptRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> VisitAttempt {
    guard let draft = request.attempt else { throw .required("attempt") }
    return try inside("attempt") { () throws(Status) in
      let stored = try writer.reader.visitToChange(
        draft.visitID, version: 0, field: "visit_id", caller)
      return try writer.record(draft, on: stored, by: caller)
    }
  }

  @Sendable
  func attempts(
    _ request: ListAttemptsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListAttemptsResponse {
    let page = try context.pages.page(request, caller)
    if !request.visitID.isEmpty {
      _ = try reader.visit(request.visitID, field: "visit_id", caller)
    }
    var rows = PageBuilder<VisitAttempt>(page)
    let end = try reader.walkAttempts(request, caller, after: TimePlace(page.after)) {
      (attempt) throws(Status) in
      rows.add(
        attempt, at: TimePlace(attempt.time?.microseconds ?? 0, attempt.id).position)
    }
    var response = ListAttemptsResponse()
    response.attempts = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    if let end, response.nextPageToken.isEmpty {
      response.nextPageToken = context.pages.token(after: end.position, of: request, caller)
    }
    return response
  }
}

extension Writer {
  /// Records a try on a visit, which knows of it from then on.
  ///
  /// - Parameter isEvidence: it was made, and is kept even if the visit had been cancelled.
  mutating func record(
    _ draft: VisitAttempt, on stored: Visit, isEvidence: Bool = false, by caller: Caller
  ) throws(Status) -> VisitAttempt {
    let states = VisitLife.triable + (isEvidence ? [.cancelled] : [])
    try VisitLife.check(stored.state, among: states, to: "attempted", "visit_id")
    try draft.check()
    var attempt = try reader.attempt(draft, on: stored)
    if attempt.id.isEmpty { attempt.id = newID() }
    attempt.nextTry = try reader.nextTry(after: attempt, on: stored)
    try connection.run(
      "INSERT INTO attempt VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      AttemptRow.values(attempt)
    ) { (_) throws(Status) in true }
    changed(FeedEntity.attempt, attempt.id, version: 1, about: attempt.customerID)
    var visit = stored
    visit.attempts += 1
    var fields = ["attempts"]
    if attempt.relationship.rawValue != 0 && attempt.relationship != visit.relationship {
      visit.relationship = attempt.relationship
      fields.append("relationship")
    }
    if let time = attempt.time {
      fields += attempt.outcome.isMeeting ? visit.meet(at: time) : visit.tried(at: time)
    }
    try updateVisit(visit, from: stored, fields: fields, by: caller)
    return attempt
  }
}

extension Reader {
  /// The try as it is stored, but for its key when the caller chose none.
  fileprivate func attempt(
    _ draft: VisitAttempt, on visit: Visit
  ) throws(Status) -> VisitAttempt {
    var attempt = draft
    if !draft.id.isEmpty {
      try draft.id.checkClientMade("id")
      if try hasAttempt(draft.id) { throw .idTaken("id") }
    }
    if draft.time == nil { throw .required("time") }
    attempt.time = try EffectTime.of(draft.time, now: now, notBefore: visit.earliest, "time")
    if visit.attempts >= VisitAttempt.perVisitMax {
      throw Status(
        .resourceExhausted, "visit_id: a visit may have \(VisitAttempt.perVisitMax) tries",
        ErrorInfo(reason: "CAP_REACHED", field: "visit_id")
      ).with("max", String(VisitAttempt.perVisitMax))
    }
    attempt.number = visit.attempts + 1
    attempt.customerID = visit.customerID
    if draft.staffID.isEmpty {
      attempt.staffID = visit.staffID
    } else if try !hasStaff(draft.staffID) {
      throw .referenceMissing("staff_id", "member of staff")
    }
    if draft.channel.rawValue == 0 { attempt.channel = .visit }
    attempt.nextTry = nil
    attempt.createTime = Timestamp(microseconds: now.microseconds)
    return attempt
  }
}
