import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

/// A visit, its report and the paperwork in one call.
struct ReportFilingTests {
  /// Would catch a visit that stays open, a report that says less than was filed, or paperwork that is left undone.
  @Test func everythingAtOnce() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let care = try world.cases.inCare()
      _ = try world.admin.checkQuality(care.id, "papers")
      let planned = try world.admin.touchpoints { $0.caseID = care.id }
      let own = try #require(planned.first { $0.code == "visit" })
      let letter = try #require(planned.first { $0.code == "letter" })
      try world.manage(care.id, .intensive)
      let visit = try world.visit(case: care.id) { $0.touchpointID = own.id }
      let filed = try world.admin.file(visit.id) {
        $0.report?.needs = ["job"]
        $0.report?.hardships = ["debt"]
        $0.followUps = [world.followUp(24)]
        $0.paperwork = [
          .touchpoint {
            $0.touchpointID = own.id
            $0.rating = .better
          },
          .touchpoint {
            $0.touchpointID = letter.id
            $0.servicesGiven = ["decision"]
          },
          .advance(care.id, to: "rehab", exit: "healed"),
        ]
      }
      #expect(filed.visit?.state == .done)
      #expect(try world.admin.visit(visit.id).state == .done)
      let report = try #require(filed.report)
      #expect(report == (try world.admin.report(visit.id)))
      #expect(report.version == 1 && report.stage == "first_care")
      #expect(report.managementLevel == .intensive && report.petition == .closed)
      #expect(report.filled.count == 5 && report.required.count == 5)
      #expect(report.paperworkCount == 3 && report.visitTime == visit.startTime)
      #expect(filed.tasks.map(\.kind) == [.followUp])
      #expect(filed.tasks.first?.staffID == world.worker)
      #expect(filed.hardships.map(\.code) == ["debt"])
      #expect(filed.hardships.first?.stage == "first_care")
      #expect(filed.cases.map(\.stage) == ["rehab"])
      #expect(filed.touchpoints.map(\.code) == ["visit", "letter"])
      #expect(filed.touchpoints.allSatisfy { $0.state == .done })
      #expect(filed.touchpoints.first?.rating == .better, "what was said of it is what is kept")
      #expect(filed.touchpoints.first?.channel == .visit)
      let needs: ListNeedsResponse = try world.admin.cases("ListNeeds", ListNeedsRequest.self) {
        $0.caseID = care.id
      }
      #expect(needs.records.map(\.visitID) == [visit.id])
      #expect(needs.records.map(\.stage) == ["first_care"], "the stage in which the visit was")
      #expect(try world.admin.caseRecord(care.id).hardships == ["debt"])
    }
  }

  /// Would catch any part of a filing that is written although a later one is refused.
  @Test func allOrNothing() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let care = try world.cases.inCare()
      _ = try world.admin.checkQuality(care.id, "papers")
      let letter = try #require(
        try world.admin.touchpoints { $0.caseID = care.id }.first { $0.code == "letter" })
      let visit = try world.visit(case: care.id)
      try world.admin.applyVisitRules(.made { $0.callBacks = .sampling(1000) })
      let before = try world.traces()
      var request = FileReportRequest.about(visit.id) {
        $0.report?.hardships = ["debt"]
        $0.report?.adoption = .made { $0.gifts = [.made { $0.what = "tea" }] }
        $0.followUps = [world.followUp(24)]
        $0.paperwork = [
          .touchpoint { $0.touchpointID = letter.id },
          .advance(care.id, to: "rehab", exit: "healed"),
          .close(care.id),
        ]
        $0.toldHardshipIDs = [HardshipID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0001)]
      }
      let last = try world.admin.reportsRefusal("FileReport", request)
      #expect(last == Refusal(.failedPrecondition, "REFERENCE_MISSING", "told_hardship_ids[0]"))
      #expect(try world.traces() == before, "the last part was refused")
      request.toldHardshipIDs = []
      request.paperwork.append(.close(care.id))
      let paper = try world.admin.reportsRefusal("FileReport", request)
      #expect(paper == Refusal(.failedPrecondition, "CASE_CLOSED", "paperwork[3].close.id"))
      #expect(try world.traces() == before, "the last piece of paperwork was refused")
      #expect(try world.admin.visit(visit.id).state == .planned)
      request.paperwork.removeLast()
      let filed: FileReportResponse = try world.admin.reports("FileReport", request)
      #expect(filed.cases.map(\.status) == [.closed])
      #expect(filed.tasks.map(\.kind) == [.followUp, .callBack])
    }
  }

  /// Would catch a repeat of a request that files, or asks, twice.
  @Test func repeated() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let visit = try world.visit()
      let request = FileReportRequest.about(visit.id) {
        $0.requestID = RequestID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0007)
        $0.followUps = [world.followUp(2)]
      }
      let first: FileReportResponse = try world.admin.reports("FileReport", request)
      let second: FileReportResponse = try world.admin.reports("FileReport", request)
      #expect(first == second)
      #expect(try world.admin.tasks { $0.visitID = visit.id }.count == 1)
    }
  }

  /// Would catch a report that is asked for before the visit, or cannot be filed after it.
  @Test func afterTheVisit() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let visit = try world.visit()
      let done: Visit = try world.admin.call(
        "pcrm.v1.VisitService/CompleteVisit", CompleteVisitRequest.made { $0.id = visit.id })
      #expect(done.state == .done)
      let filed = try world.admin.file(visit.id)
      #expect(filed.visit == done, "the visit has ended already and stays as it is")
      let cancelled = try world.visit()
      let _: Visit = try world.admin.call(
        "pcrm.v1.VisitService/CancelVisit",
        CancelVisitRequest.made {
          $0.id = cancelled.id
          $0.reason = "rain"
        })
      let refusal = try world.admin.reportsRefusal(
        "FileReport", FileReportRequest.about(cancelled.id))
      #expect(refusal == Refusal(.failedPrecondition, "VISIT_ENDED", "report.visit_id"))
    }
  }

  /// Would catch a visit that is ended without the report that it needs.
  @Test func endingWithout() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let care = try world.cases.inCare()
      try world.manage(care.id, .general)
      let visit = try world.visit(case: care.id)
      let parts: GetRequiredPartsResponse = try world.admin.reports(
        "GetRequiredParts", GetRequiredPartsRequest.made { $0.visitID = visit.id })
      #expect(parts.parts == [.contact, .condition, .papers] && parts.requirements == ["general"])
      let refusal = try world.admin.refused(
        "pcrm.v1.VisitService/CompleteVisit", CompleteVisitRequest.made { $0.id = visit.id })
      #expect(refusal == Refusal(.failedPrecondition, "PARTS_MISSING", "id"))
      #expect(try world.admin.file(visit.id).visit?.state == .done)
    }
  }

  /// Would catch an amendment that overwrites, or that changes what only filing may.
  @Test func amending() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let care = try world.cases.inCare()
      try world.manage(care.id, .intensive)
      let visit = try world.visit(case: care.id)
      let first = try #require(
        try world.admin.file(visit.id) {
          $0.report?.needs = ["job"]
          $0.paperwork = [.touchpoint { $0.caseID = care.id }]
        }.report)
      pcrm.clock.advance(seconds: 60)
      let second = try world.admin.amend(first, reason: "the rating was wrong") {
        $0.condition?.rating = .worse
        $0.papers?.petitionOpen = true
        $0.needs = ["housing"]
      }
      #expect(second.version == 2 && second.amendReason == "the rating was wrong")
      #expect(second.condition?.rating == .worse && second.needs == ["job"])
      #expect(first.petition == .closed && second.petition == .open)
      #expect(try world.admin.report(visit.id) == second)
      #expect(try world.admin.report(visit.id, version: 1) == first)
      let versions: ListReportVersionsResponse = try world.admin.reports(
        "ListReportVersions", ListReportVersionsRequest.made { $0.visitID = visit.id })
      #expect(versions.reports == [first, second])
      #expect(try world.admin.listReports { $0.customerID = world.customer } == [second])
      func refused(_ change: (inout AmendReportRequest) -> Void) throws -> Refusal? {
        try world.admin.reportsRefusal(
          "AmendReport",
          AmendReportRequest.made {
            $0.report = second
            $0.report?.condition?.note = "changed"
            $0.reason = "why"
            change(&$0)
          })
      }
      #expect(
        try refused { $0.report = nil } == Refusal(.invalidArgument, "FIELD_REQUIRED", "report"))
      #expect(
        try refused { $0.reason = " " } == Refusal(.invalidArgument, "FIELD_REQUIRED", "reason"))
      #expect(
        try refused { $0.report?.version = 1 } == Refusal(.aborted, "VERSION_MISMATCH", "version"))
      #expect(
        try refused { $0.report = second }
          == Refusal(.failedPrecondition, "NOTHING_CHANGED", "report"))
      #expect(
        try refused { $0.report?.support = nil }
          == Refusal(.failedPrecondition, "PARTS_MISSING", "report"))
      #expect(
        try refused { $0.report?.visitID = VisitID(high: 1, low: 2) }
          == Refusal(.notFound, "NOT_FOUND", "report.visit_id"))
      let other = try world.visit()
      #expect(
        try refused { $0.report?.visitID = other.id }
          == Refusal(.notFound, "NOT_FOUND", "report.visit_id"), "it has no report yet")
      #expect(try world.admin.report(visit.id) == second)
    }
  }

  /// Would catch texts of a report in the feed, in the audit log or in an error.
  @Test func textsStayInReports() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let visit = try world.visit()
      let secret = "비밀문구"
      let filed = try world.admin.file(visit.id) {
        $0.report?.contact?.note = secret
        $0.report?.questions = .made { $0.questions = [.made { $0.text = secret }] }
        $0.followUps = [world.followUp(1, secret)]
      }
      _ = try world.admin.amend(try #require(filed.report), reason: secret) {
        $0.contact?.met = secret
      }
      pcrm.clock.advance(seconds: 7200)
      pcrm.runTimers()
      _ = try world.admin.complete(try #require(filed.tasks.first?.id))
      let refusal = try world.admin.refusal(
        "pcrm.v1.VisitReportService/FileReport",
        FileReportRequest.about(visit.id) {
          $0.report?.contact?.note = String(repeating: secret, count: 500)
        })
      #expect(refusal?.message.contains(secret) == false)
      let found = try pcrm.database.read { (reader) throws(Status) in
        var texts: [String] = []
        for sql: SQL in [
          "SELECT fields FROM feed", "SELECT method || reason || peer FROM audit",
        ] { texts += try reader.all(sql) { $0.text(0) } }
        return texts
      }
      #expect(!found.isEmpty)
      #expect(!found.contains { $0.contains(secret) })
    }
  }
}
