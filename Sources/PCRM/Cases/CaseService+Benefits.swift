import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What is decided on a case, and what has to be decided anew when something it rests on changes.
extension CaseService {
  @Sendable
  func decideBenefit(
    _ request: DecideBenefitRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> DecideBenefitResponse {
    let document = try writer.reader.caseRecord(request.caseID, field: "case_id", caller)
    try document.checkNotClosed("case_id")
    let type = try writer.reader.caseType(of: document)
    if request.kind.isEmpty { throw .required("kind") }
    guard let kind = type.benefitKind(request.kind) else {
      throw .referenceMissing("kind", "benefit kind in the case's type")
    }
    try request.check()
    let stored = try writer.reader.benefits(of: document.id)
    let earlier = stored.first { $0.kind == kind.code }
    try Status.check(version: request.version, stored: earlier?.version ?? 0)
    try writer.reader.checkDecision(kind.decision, request.amountWon, caller, "kind")
    let time = Timestamp(microseconds: writer.now.microseconds)
    var benefit = Benefit()
    benefit.kind = kind.code
    benefit.version = (earlier?.version ?? 0) + 1
    benefit.state = .decided
    benefit.amountWon = request.amountWon
    benefit.validFrom = request.validFrom
    benefit.reason = request.reason
    benefit.decideTime = time
    benefit.decidedBy = caller.principal
    try writer.put(benefit, on: document)
    var event = CaseEvent(.benefit, at: time, to: kind.code)
    event.from = earlier.map { String($0.amountWon) } ?? ""
    event.reason = request.reason
    event.note = String(benefit.amountWon)
    try writer.append(event, to: document, by: caller)
    var response = DecideBenefitResponse()
    response.benefit = benefit
    response.customerID = document.customerID
    if let earlier, benefit.differs(from: earlier) {
      response.reopened = try writer.reopen(
        stored.filter { kind.reopens.contains($0.kind) }, because: kind.code, on: document,
        by: caller)
    }
    return response
  }

  @Sendable
  func benefits(
    _ request: ListBenefitsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListBenefitsResponse {
    try request.state.checkKnown("state")
    let document = try reader.caseRecord(request.caseID, field: "case_id", caller)
    var response = ListBenefitsResponse()
    response.benefits = try reader.benefits(of: document.id).filter {
      request.state.rawValue == 0 || $0.state == request.state
    }
    response.customerID = document.customerID
    return response
  }
}

extension DecideBenefitRequest {
  fileprivate func check() throws(Status) {
    let most: Int64 = 1_000_000_000_000
    if !(0...most).contains(amountWon) { throw .outOfRange("amount_won", min: 0, max: most) }
    guard let validFrom else { throw .required("valid_from") }
    try validFrom.checkDay("valid_from")
    try TextRules.checkRequired(reason, "reason", max: 500)
  }
}

extension Benefit {
  /// Whether what others rest on is another than before.
  fileprivate func differs(from earlier: Benefit) -> Bool {
    amountWon != earlier.amountWon || validFrom != earlier.validFrom
  }
}

extension Reader {
  /// The benefits of a case in the order of their kinds.
  fileprivate func benefits(of id: CaseID) throws(Status) -> [Benefit] {
    try all("SELECT benefit FROM case_benefit WHERE case_id = $1 ORDER BY kind", .id(id)) {
      (row) throws(Status) in
      do throws(DecodingFailure) {
        return try Benefit(binary: row.raw(0))
      } catch {
        throw .internalError
      }
    }
  }
}

extension Writer {
  /// Reopens those that were decided; those that are open already stay so.
  fileprivate mutating func reopen(
    _ benefits: [Benefit], because kind: String, on document: Case, by caller: Caller
  ) throws(Status) -> [Benefit] {
    var reopened: [Benefit] = []
    for benefit in benefits where benefit.state == .decided {
      var copy = benefit
      copy.version += 1
      copy.state = .reopened
      copy.reopenedBy = kind
      copy.reopenTime = Timestamp(microseconds: now.microseconds)
      try put(copy, on: document)
      let event = CaseEvent(.benefitReopened, at: now, from: kind, to: copy.kind)
      try append(event, to: document, by: caller)
      reopened.append(copy)
    }
    return reopened
  }

  fileprivate mutating func put(_ benefit: Benefit, on document: Case) throws(Status) {
    try execute(
      """
      INSERT INTO case_benefit VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (case_id, kind) DO UPDATE
      SET version = excluded.version, state = excluded.state, amount_won = excluded.amount_won,
        benefit = excluded.benefit
      """, .id(document.id), .text(benefit.kind), .integer(benefit.version),
      .id(document.customerID), .enumeration(benefit.state), .integer(benefit.amountWon),
      .blob(benefit.binary()))
    let isNew = benefit.version == 1
    let fields = benefit.state == .reopened ? "state" : "state,amount_won,valid_from"
    changed(
      FeedEntity.benefit, document.id, version: benefit.version, fields: isNew ? "" : fields)
  }
}
