import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension ProgrammeService {
  @Sendable
  func adoptCustomer(
    _ request: AdoptCustomerRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Adoption {
    try TextRules.check(request.reason, "reason", max: 500)
    try TextRules.check(request.waiverReason, "waiver_reason", max: 500)
    let programme = try writer.reader.programme(request.programmeID, "programme_id")
    try writer.reader.checkReached(request.customerID, "customer_id", caller)
    guard try writer.reader.member(request.staffID, "staff_id").isReached(by: caller) else {
      throw Status(
        .permissionDenied, "staff_id: the member of staff is not within your scope",
        ErrorInfo(reason: "OUT_OF_SCOPE", field: "staff_id"))
    }
    let wish = AdoptionWish(
      customer: request.customerID, staff: request.staffID, reason: request.reason,
      waiver: request.waiverReason)
    return try writer.adopt(wish, programme, by: caller)
  }

  @Sendable
  func releaseAdoption(
    _ request: ReleaseAdoptionRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Adoption {
    try TextRules.checkRequired(request.reason, "reason", max: 500)
    var adoption = try writer.reader.adoption(request.id, "id", caller)
    try Status.check(version: request.version, stored: adoption.version)
    if adoption.endTime != nil {
      throw .precondition("ALREADY_ENDED", "id", "the adoption has ended")
    }
    adoption.version += 1
    adoption.endTime = Timestamp(microseconds: writer.now.microseconds)
    adoption.endReason = request.reason
    try writer.end(adoption)
    writer.changed(
      FeedEntity.adoption, adoption.id, version: adoption.version,
      fields: "end_time,end_reason", about: adoption.customerID)
    return adoption
  }

  @Sendable
  func listAdoptions(
    _ request: ListAdoptionsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListAdoptionsResponse {
    let page = try context.pages.page(request, caller)
    let rows = try reader.adoptions(request, page, caller)
    var response = ListAdoptionsResponse()
    response.adoptions = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}
