import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension AssignmentService {
  @Sendable
  func proposeHandOver(
    _ request: ProposeHandOverRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> HandOver {
    var handOver = HandOver()
    handOver.reason = request.reason.composed
    try TextRules.checkRequired(handOver.reason, "reason", max: 500)
    let reader = writer.reader
    let document = try reader.caseRecord(request.caseID, field: "case_id", caller)
    let worker = try reader.checkMayPropose(document, caller)
    let receiver = try reader.checkAddressee(request, of: document, worker: worker)
    if try reader.pendingHandOver(of: document.id) != nil {
      throw .precondition(
        "HAND_OVER_PENDING", "case_id", "a hand-over waits for an answer; withdraw it first")
    }
    handOver.consentID =
      try reader.consent(for: receiver.reach, of: document.customerID) ?? ConsentID()
    handOver.reach = receiver.reach
    handOver.id = writer.newID()
    handOver.version = 1
    handOver.caseID = document.id
    handOver.customerID = document.customerID
    handOver.fromStaffID = worker
    handOver.toStaffID = request.toStaffID
    handOver.toTeamID = request.toTeamID
    handOver.state = .proposed
    handOver.movesCustomer = request.movesCustomer
    handOver.proposeTime = Timestamp(microseconds: writer.now.microseconds)
    handOver.proposedBy = caller.principal
    handOver.expireTime = try reader.expiry(request.expireTime)
    try writer.insert(handOver)
    if let time = handOver.expireTime {
      try writer.schedule(HandOverExpiry.kind, key: HandOverExpiry.key(handOver.id), at: time)
    }
    writer.changed(FeedEntity.handOver, handOver.id, version: 1, about: handOver.customerID)
    return handOver
  }

  @Sendable
  func acceptHandOver(
    _ request: AcceptHandOverRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> HandOver {
    let reader = writer.reader
    let handOver = try reader.handOver(request.id, version: request.version, openTo: caller)
    try reader.checkIsAddressee(of: handOver, caller)
    // Whoever takes a case over need not reach its customer yet.
    var wide = caller
    wide.scope = .all
    let document = try reader.caseRecord(handOver.caseID, field: "id", wide)
    let worker = try reader.checkWorker(caller.staff, of: document, "id")
    let receiver = try reader.receiver(worker, of: document)
    _ = try reader.consent(for: receiver.reach, of: document.customerID)
    let decided = try writer.decide(
      handOver, .accepted, reason: "", by: caller.principal, accepted: worker.id)
    context.access.changed()
    let leaves = receiver.reach != .office
    try writer.moveDuty(
      on: document, to: worker.id, cause: .handedOver, by: caller, reason: handOver.reason,
      office: leaves ? receiver.office : UnitID(), field: "id")
    if leaves && handOver.movesCustomer && !receiver.office.isEmpty {
      let office = receiver.office
      try writer.edit(document.customerID, by: caller) { (customer, _) throws(Status) in
        customer.homeOfficeID = office
      }
    }
    return decided
  }

  @Sendable
  func declineHandOver(
    _ request: DeclineHandOverRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> HandOver {
    let reason = request.reason.composed
    if request.id.isEmpty { throw .required("id") }
    try TextRules.checkRequired(reason, "reason", max: 500)
    let handOver = try writer.reader.handOver(
      request.id, version: request.version, openTo: caller)
    try writer.reader.checkIsAddressee(of: handOver, caller)
    return try writer.decide(handOver, .declined, reason: reason, by: caller.principal)
  }

  @Sendable
  func withdrawHandOver(
    _ request: WithdrawHandOverRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> HandOver {
    let reason = request.reason.composed
    try TextRules.check(reason, "reason", max: 500)
    let handOver = try writer.reader.handOver(
      request.id, version: request.version, openTo: caller)
    let isWorker = !caller.staff.isEmpty && caller.staff == handOver.fromStaffID
    guard
      isWorker || caller.principal == handOver.proposedBy || caller.permissions.contains(.assign)
    else {
      throw .notYours("id", "only who proposed it or the case worker may withdraw it")
    }
    return try writer.decide(handOver, .withdrawn, reason: reason, by: caller.principal)
  }

  @Sendable
  func handOver(
    _ request: GetHandOverRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> HandOver {
    try reader.handOver(request.id, "id", caller)
  }

  @Sendable
  func listHandOvers(
    _ request: ListHandOversRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListHandOversResponse {
    try request.state.checkKnown("state")
    let page = try context.pages.page(request, caller)
    let team = try reader.team(of: caller)
    var rows = PageBuilder<HandOver>(page)
    try reader.handOvers(request, after: page.afterID(), caller) {
      (handOver, isReached) throws(Status) in
      guard isReached || handOver.concerns(caller.staff, of: team) else {
        return rows.pass(at: handOver.id.position)
      }
      return rows.add(handOver, at: handOver.id.position)
    }
    var response = ListHandOversResponse()
    response.handOvers = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}
