import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension AssignmentService {
  @Sendable
  func applyAuthority(
    _ request: ApplyAuthorityLimitsRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplyRulesResponse {
    try writer.apply(
      request.limits, .authority, field: "limits", isDryRun: request.dryRun,
      base: request.baseVersion, by: caller)
  }

  @Sendable
  func authorityLimits(
    _ request: GetAuthorityLimitsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> AuthorityLimits {
    try reader.rules(.authority, version: request.version)
  }

  @Sendable
  func authority(
    _ request: CheckAuthorityRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Authority {
    try request.kind.checkKnown("kind")
    try TextRules.checkCode(request.code, "code", max: 64, others: "_-.")
    var amount: Int64?
    if case .amountWon(let won)? = request.amount { amount = won }
    return try reader.checkAuthority(
      caller, request.kind == .unspecified ? .decision : request.kind, request.code,
      amountWon: amount, field: "code")
  }

  @Sendable
  func recordDemand(
    _ request: RecordDemandRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Demand {
    guard var demand = request.demand else { throw .required("demand") }
    demand.note = demand.note.composed
    try demand.check()
    let reader = writer.reader
    let wanted = demand
    try inside("demand") { () throws(Status) in
      if !wanted.id.isEmpty {
        try wanted.id.checkClientMade("id")
        if try reader.hasDemand(wanted.id) { throw .idTaken("id") }
      }
      try reader.checkVisible(wanted.customerID, caller)
      if !wanted.caseID.isEmpty {
        let document = try reader.caseRecord(wanted.caseID, field: "case_id", caller)
        guard document.customerID == wanted.customerID else {
          throw .malformed("case_id", "a case of the customer")
        }
      }
    }
    if demand.id.isEmpty { demand.id = writer.newID() }
    demand.recordTime = Timestamp(microseconds: writer.now.microseconds)
    demand.recordedBy = caller.principal
    try writer.insert(demand)
    writer.changed(FeedEntity.demand, demand.id, version: 1, about: demand.customerID)
    return demand
  }

  @Sendable
  func listDemands(
    _ request: ListDemandsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListDemandsResponse {
    try request.kind.checkKnown("kind")
    let page = try context.pages.page(request, caller)
    if !request.customerID.isEmpty { try reader.checkVisible(request.customerID, caller) }
    var rows = PageBuilder<Demand>(page)
    try reader.demands(request, after: page.afterID(), caller) {
      (demand, isReached) throws(Status) in
      isReached ? rows.add(demand, at: demand.id.position) : rows.pass(at: demand.id.position)
    }
    var response = ListDemandsResponse()
    response.demands = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}
