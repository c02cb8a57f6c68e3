import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension AssignmentService {
  @Sendable
  func whoIsInCharge(
    _ request: WhoIsInChargeRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> InCharge {
    let document = try reader.caseRecord(request.caseID, field: "case_id", caller)
    return try reader.inCharge(of: document, at: request.at)
  }

  @Sendable
  func listDuties(
    _ request: ListDutiesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListDutiesResponse {
    let page = try context.pages.page(request, caller)
    if !request.caseID.isEmpty {
      _ = try reader.caseRecord(request.caseID, field: "case_id", caller)
    }
    var rows = PageBuilder<Duty>(page)
    try reader.duties(request, after: page.afterID(), caller) {
      (duty, isReached) throws(Status) in
      isReached ? rows.add(duty, at: duty.id.position) : rows.pass(at: duty.id.position)
    }
    var response = ListDutiesResponse()
    response.duties = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func listUncoveredDuties(
    _ request: ListUncoveredDutiesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListUncoveredDutiesResponse {
    let page = try context.pages.page(request, caller)
    var rows = PageBuilder<Duty>(page)
    try reader.dutiesOfAbsentWorkers(after: page.afterID(), caller) {
      (duty, isReached) throws(Status) in
      guard isReached else { return rows.pass(at: duty.id.position) }
      let document = try reader.caseRecord(duty.caseID, field: "case_id", caller)
      guard try reader.inCharge(of: document, at: nil).uncovered else {
        return rows.pass(at: duty.id.position)
      }
      return rows.add(duty, at: duty.id.position)
    }
    var response = ListUncoveredDutiesResponse()
    response.duties = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func continuity(
    _ request: GetContinuityRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Continuity {
    if !request.caseID.isEmpty {
      _ = try reader.caseRecord(request.caseID, field: "case_id", caller)
    }
    let from = request.fromTime?.microseconds ?? .min
    let to = request.toTime?.microseconds ?? reader.now.microseconds
    if let start = request.fromTime, start.microseconds >= to {
      throw .malformed("to_time", "later than from_time")
    }
    return try reader.continuity(request, from: from, to: to, caller)
  }

  @Sendable
  func assignCase(
    _ request: AssignCaseRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Duty {
    let reason = request.reason.composed
    try TextRules.checkRequired(reason, "reason", max: 500)
    let document = try writer.reader.caseRecord(request.caseID, field: "case_id", caller)
    let worker = try writer.reader.checkWorker(request.staffID, of: document, "staff_id")
    try writer.reader.checkStaffReach(worker.id, caller, "staff_id")
    let receiver = try writer.reader.receiver(worker, of: document)
    context.access.changed()
    _ = try writer.reader.consent(for: receiver.reach, of: document.customerID)
    return try writer.moveDuty(
      on: document, to: worker.id, by: caller, reason: reason,
      office: receiver.reach == .office ? UnitID() : receiver.office
    ).duty
  }
}
