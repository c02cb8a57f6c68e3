import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ProgrammeService {
  @Sendable
  func startReassignment(
    _ request: StartReassignmentRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Reassignment {
    guard var work = request.reassignment else { throw .required("reassignment") }
    try work.check()
    var stored = StoredReassignment(work: work)
    if work.proposalID.isEmpty {
      stored.office = try writer.reader.checkOwners(of: work, caller)
      work.itemCount = Int32(clamping: try writer.reader.itemCount(of: work))
    } else {
      let proposal = try writer.reader.proposal(
        work.proposalID, "reassignment.proposal_id", caller)
      if proposal.state != .ready {
        throw .planOutdated("reassignment.proposal_id", "the proposal was carried out before")
      }
      work.itemCount = proposal.lineCount - proposal.unplacedCount
      stored.office = proposal.officeID
      _ = try writer.markApplied(proposal, by: caller)
    }
    work.id = writer.newID()
    work.version = 1
    work.state = .running
    work.movedCount = 0
    work.refusedCount = 0
    work.createdBy = caller.principal
    work.createTime = Timestamp(microseconds: writer.now.microseconds)
    work.endTime = nil
    stored.work = work
    try writer.insert(stored)
    writer.changed(FeedEntity.reassignment, work.id, version: 1)
    try writer.schedule(
      ReassignmentRun.kind, key: ReassignmentRun.key(work.id), at: writer.now)
    return work
  }

  @Sendable
  func reassignment(
    _ request: GetReassignmentRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Reassignment {
    try reader.reassignment(request.id, "id", caller).work
  }

  @Sendable
  func listReassignments(
    _ request: ListReassignmentsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListReassignmentsResponse {
    try request.state.checkKnown("state")
    let page = try context.pages.page(request, caller)
    let rows = try reader.reassignments(request, page, caller)
    var response = ListReassignmentsResponse()
    response.reassignments = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func listReassignmentItems(
    _ request: ListReassignmentItemsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListReassignmentItemsResponse {
    _ = try reader.reassignment(request.reassignmentID, "reassignment_id", caller)
    let page = try context.pages.page(request, caller)
    let rows = try reader.reassignmentItems(request, page)
    var response = ListReassignmentItemsResponse()
    response.items = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func steerReassignment(
    _ request: SteerReassignmentRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Reassignment {
    try request.state.checkRequired("state")
    if request.state == .done { throw .malformed("state", "RUNNING, PAUSED or CANCELLED") }
    var stored = try writer.reader.reassignment(request.id, "id", caller)
    try Status.check(version: request.version, stored: stored.work.version)
    if stored.work.state == request.state { return stored.work }
    if stored.work.endTime != nil {
      throw .precondition("ALREADY_ENDED", "id", "the reassignment has ended")
    }
    let key = ReassignmentRun.key(stored.work.id)
    stored.work.state = request.state
    stored.work.version += 1
    if request.state == .running {
      try writer.schedule(ReassignmentRun.kind, key: key, at: writer.now)
    } else {
      try writer.unschedule(ReassignmentRun.kind, key: key)
    }
    if request.state == .cancelled {
      stored.work.endTime = Timestamp(microseconds: writer.now.microseconds)
    }
    try writer.update(stored)
    writer.changed(
      FeedEntity.reassignment, stored.work.id, version: stored.work.version,
      fields: request.state == .cancelled ? "state,end_time" : "state")
    return stored.work
  }
}

extension Reassignment {
  fileprivate func check(_ field: String = "reassignment") throws(Status) {
    let sources = [
      !fromStaffID.isEmpty, !fromTeamID.isEmpty, !fromOfficeID.isEmpty, !proposalID.isEmpty,
    ]
    let count = sources.count { $0 }
    if count == 0 { throw .required("\(field).from_staff_id") }
    if count > 1 {
      throw .malformed(
        "\(field).from_staff_id",
        "the only one of from_staff_id, from_team_id, from_office_id and proposal_id")
    }
    try TextRules.checkRequired(reason, "\(field).reason", max: 500)
    try TextRules.check(caseType, "\(field).case_type", max: 64)
    if proposalID.isEmpty {
      if toStaffID.isEmpty { throw .required("\(field).to_staff_id") }
    } else {
      if !toStaffID.isEmpty { throw .malformed("\(field).to_staff_id", "empty with a proposal") }
      if !caseType.isEmpty { throw .malformed("\(field).case_type", "empty with a proposal") }
    }
  }
}

extension Reader {
  /// Refuses work of somebody, or for somebody, out of the caller's reach.
  ///
  /// - Returns: the office that the work is about.
  fileprivate func checkOwners(
    of work: Reassignment, _ caller: Caller
  ) throws(Status) -> UnitID {
    let target = try member(work.toStaffID, "reassignment.to_staff_id")
    guard target.isReached(by: caller) else {
      throw Status(
        .permissionDenied,
        "reassignment.to_staff_id: the member of staff is not within your scope",
        ErrorInfo(reason: "OUT_OF_SCOPE", field: "reassignment.to_staff_id"))
    }
    if !work.fromStaffID.isEmpty {
      let owner = try member(work.fromStaffID, "reassignment.from_staff_id")
      guard owner.isReached(by: caller) else {
        throw .notFound("reassignment.from_staff_id", "there is no such member of staff")
      }
      if owner.id == target.id {
        throw .malformed("reassignment.to_staff_id", "somebody else than from_staff_id")
      }
      return owner.office
    }
    let unit = work.fromTeamID.isEmpty ? work.fromOfficeID : work.fromTeamID
    let field = work.fromTeamID.isEmpty ? "from_office_id" : "from_team_id"
    guard try hasUnit(unit), caller.reaches(unit: unit) else {
      throw .notFound("reassignment.\(field)", "there is no such unit")
    }
    return unit
  }
}
