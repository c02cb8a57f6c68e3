import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A report on its way into the store, with all that comes with it.
struct ReportFiling {
  let request: FileReportRequest
  let report: VisitReport
  /// Does the paperwork, as it does the calls of its own.
  let service: CaseService
  let caller: Caller
  var response = FileReportResponse()

  init(
    _ request: FileReportRequest, _ service: CaseService, _ caller: Caller
  ) throws(Status) {
    guard let report = request.report else { throw .required("report") }
    self.request = request
    self.report = report.content
    self.service = service
    self.caller = caller
  }

  /// Checks what can be checked before anything is written, and then writes all of it.
  mutating func carryOut(_ writer: inout Writer) throws(Status) -> FileReportResponse {
    let stored = try writer.reader.visitToChange(
      report.visitID, version: request.visitVersion, field: "report.visit_id", caller)
    if try writer.reader.report(of: stored.id) != nil {
      throw Status(
        .alreadyExists, "report.visit_id: the visit has a report; amend it",
        ErrorInfo(reason: "REPORT_FILED", field: "report.visit_id"))
    }
    let requirements = try writer.reader.requirements(of: stored)
    try checkRequest(requirements, &writer)
    var filed = filled(from: stored, requirements)
    try writer.reader.checkGifts(filed, requirements.rules)
    // What was found at the visit belongs to the stage in which it took place, before paperwork moves the case on.
    try recordNeeds(stored, requirements, &writer)
    let own = ownTouchpoint(of: stored)
    let visit = try complete(stored, recording: own, &writer)
    try doPaperwork(visit, besides: own, &writer)
    filed.createTime = Timestamp(microseconds: writer.now.microseconds)
    filed.createdBy = caller.principal
    try writer.store(filed, by: caller)
    try tellHardships(visit, &writer)
    try makeTasks(visit, filed, requirements.profile, &writer)
    response.visit = visit
    response.report = filed
    return response
  }

  private func checkRequest(
    _ requirements: ReportRequirements, _ writer: inout Writer
  ) throws(Status) {
    try report.check(information: requirements.rules.information.map(\.code))
    try Status.checkParts(
      report.filledParts, required: requirements.parts, version: requirements.rules.version,
      "report")
    if report.tellsNeeds && requirements.document == nil {
      try requirements.rules.checkNeeds(of: report, "report")
    }
    if request.paperwork.count > 5 { throw .tooMany("paperwork", max: 5) }
    let isOnCase = report.tellsNeeds && requirements.document != nil
    if isOnCase || !request.paperwork.isEmpty { try caller.checkMay(.editCases) }
    if request.followUps.count > 20 { throw .tooMany("follow_ups", max: 20) }
    for (index, followUp) in request.followUps.enumerated() {
      let place = "follow_ups[\(index)]"
      try followUp.check(place)
      try writer.reader.checkTask(
        due: followUp.dueTime, "\(place).due_time", for: followUp.staffID, "\(place).staff_id")
    }
    for (index, asked) in (report.adoption?.supportRequests ?? []).enumerated() {
      let place = "report.adoption.support_requests[\(index)]"
      try writer.reader.checkTask(
        due: asked.dueTime, "\(place).due_time", for: asked.staffID, "\(place).staff_id")
    }
    let told = request.toldHardshipIDs
    if told.count > 50 { throw .tooMany("told_hardship_ids", max: 50) }
    for (index, id) in told.enumerated() where told[..<index].contains(id) {
      throw .duplicate("told_hardship_ids[\(index)]", "stands there already")
    }
  }

  /// The report with what the server writes, but for time and author.
  private func filled(
    from visit: Visit, _ requirements: ReportRequirements
  ) -> VisitReport {
    var filed = report
    filed.version = 1
    filed.customerID = visit.customerID
    filed.caseID = visit.caseID
    filed.staffID = visit.staffID
    filed.officeID = visit.officeID
    filed.visitTime = visit.startTime
    filed.managementLevel = requirements.profile.managementLevel
    filed.stage = requirements.document?.stage ?? ""
    filed.rulesVersion = requirements.rules.version
    filed.paperworkCount = Int32(request.paperwork.count)
    filed.petition = filed.petitionResult
    filed.filled = filed.filledParts
    filed.required = requirements.parts
    return filed
  }

  private mutating func recordNeeds(
    _ visit: Visit, _ requirements: ReportRequirements, _ writer: inout Writer
  ) throws(Status) {
    guard report.tellsNeeds else { return }
    if let document = requirements.document {
      var record = NeedRecord()
      record.needs = report.needs
      record.hardships = report.hardships
      record.visitID = visit.id
      response.hardships += try inside("report") { () throws(Status) in
        try writer.record(record, on: document, by: caller).opened
      }
      return
    }
    var found = Hardship()
    found.customerID = visit.customerID
    found.visitID = visit.id
    found.staffID = visit.staffID
    found.officeID = visit.officeID
    response.hardships += try writer.openHardships(report.hardships, like: found)
  }
}
