import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension VisitReportService {
  @Sendable
  func fileReport(
    _ request: FileReportRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> FileReportResponse {
    var filing = try ReportFiling(request, CaseService(context: context), caller)
    return try filing.carryOut(&writer)
  }

  @Sendable
  func amendReport(
    _ request: AmendReportRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> VisitReport {
    guard let draft = request.report else { throw .required("report") }
    let visit = try writer.reader.visitToChange(
      draft.visitID, version: 0, field: "report.visit_id", caller)
    guard let stored = try writer.reader.report(of: visit.id) else {
      throw .noReport("report.visit_id")
    }
    try Status.check(version: draft.version, stored: stored.version)
    try TextRules.checkRequired(request.reason, "reason", max: 500)
    let rules: ReportRules = try writer.reader.current()
    var amended = stored
    amended.contact = draft.contact
    amended.condition = draft.condition
    amended.papers = draft.papers
    amended.support = draft.support
    amended.questions = draft.questions
    amended.adoption = draft.adoption
    if amended == stored {
      throw .precondition("NOTHING_CHANGED", "report", "says what the report says already")
    }
    try amended.check(information: rules.information.map(\.code))
    // What the report had to have when it was filed it must still have.
    amended.filled = amended.filledParts
    try Status.checkParts(
      amended.filled, required: stored.required, version: stored.rulesVersion, "report")
    if amended.adoption?.gifts != stored.adoption?.gifts {
      try writer.reader.checkGifts(amended, rules)
    }
    amended.petition = amended.petitionResult
    amended.version = stored.version + 1
    amended.amendReason = request.reason
    amended.createTime = Timestamp(microseconds: writer.now.microseconds)
    amended.createdBy = caller.principal
    try writer.store(amended, by: caller)
    return amended
  }

  @Sendable
  func report(
    _ request: GetReportRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> VisitReport {
    let visit = try reader.visit(request.visitID, field: "visit_id", caller)
    if request.version < 0 { throw .outOfRange("version", min: 0, max: Int64.max) }
    guard let newest = try reader.report(of: visit.id) else { throw .noReport("visit_id") }
    if request.version == 0 || request.version == newest.version { return newest }
    guard let version = try reader.report(of: visit.id, version: request.version) else {
      throw .notFound("version", "the report has no such version")
    }
    return version
  }

  @Sendable
  func listReports(
    _ request: ListReportsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListReportsResponse {
    if request.customerID.isEmpty && request.caseID.isEmpty && request.staffID.isEmpty
      && request.officeID.isEmpty
    {
      throw .required("customer_id")
    }
    let page = try context.pages.page(request, caller)
    let found = try reader.reports(request, page, caller)
    var response = ListReportsResponse()
    response.reports = found.rows.items
    response.nextPageToken = found.token(context.pages, request, caller)
    return response
  }

  @Sendable
  func listReportVersions(
    _ request: ListReportVersionsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListReportVersionsResponse {
    let page = try context.pages.page(request, caller)
    let visit = try reader.visit(request.visitID, field: "visit_id", caller)
    var rows = PageBuilder<VisitReport>(page)
    try reader.reportVersions(of: visit.id, after: page.afterNumber ?? 0) {
      (report) throws(Status) in rows.add(report, at: report.version.position)
    }
    var response = ListReportVersionsResponse()
    response.reports = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func requiredParts(
    _ request: GetRequiredPartsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> GetRequiredPartsResponse {
    let visit = try reader.visit(request.visitID, field: "visit_id", caller)
    let requirements = try reader.requirements(of: visit)
    var response = GetRequiredPartsResponse()
    response.parts = requirements.parts
    response.rulesVersion = requirements.rules.version
    response.requirements = requirements.rules.requirements(of: requirements.profile).map(\.code)
    return response
  }
}

extension Status {
  /// The visit has no report.
  fileprivate static func noReport(_ field: String) -> Status {
    Status.notFound(field, "the visit has no report").with("entity", "visit_report")
  }
}
