import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitReportService {
  @Sendable
  func listHardships(
    _ request: ListHardshipsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListHardshipsResponse {
    try request.state.checkKnown("state")
    let page = try context.pages.page(request, caller)
    let found = try reader.hardships(request, page, caller)
    var response = ListHardshipsResponse()
    response.hardships = found.rows.items
    response.nextPageToken = found.token(context.pages, request, caller)
    return response
  }

  @Sendable
  func recordResource(
    _ request: RecordResourceRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Hardship {
    let stored = try writer.reader.hardship(request.hardshipID, "hardship_id", caller)
    try Status.check(version: request.version, stored: stored.version)
    if request.nothingFound {
      if !request.resource.isEmpty {
        throw .malformed("nothing_found", "false where there is a resource")
      }
    } else {
      try TextRules.checkRequired(request.resource, "resource", max: 300)
    }
    try TextRules.check(request.note, "note", max: 500)
    try stored.check(.open, .found, field: "hardship_id")
    var found = stored
    found.state = .found
    found.resource = request.resource
    found.nothingFound = request.nothingFound
    found.note = request.note
    // Looking again and finding something better is a new finding.
    found.foundTime = Timestamp(microseconds: writer.now.microseconds)
    return try writer.update(found, fields: "state,resource,nothing_found,found_time,note")
  }

  @Sendable
  func tellHardship(
    _ request: TellHardshipRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Hardship {
    let stored = try writer.reader.hardship(request.hardshipID, "hardship_id", caller)
    try Status.check(version: request.version, stored: stored.version)
    try request.channel.checkRequired("channel")
    try stored.check(.found, "hardship_id")
    if !request.visitID.isEmpty {
      let visit = try writer.reader.visit(request.visitID, field: "visit_id", caller)
      if visit.customerID != stored.customerID {
        throw .referenceMissing("visit_id", "visit to this customer")
      }
    }
    let time = try EffectTime.of(
      request.time, now: writer.now, notBefore: stored.foundTime, "time")
    return try writer.tell(
      stored, at: time, request.channel, visit: request.visitID, "hardship_id")
  }
}
