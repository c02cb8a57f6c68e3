import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Nothing of visits out of reach is told or changed.
struct ReportScopeTests {
  @Test func outOfReach() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let care = try world.cases.inCare()
      try world.admin.applyVisitRules(.made { $0.callBacks = .sampling(1000) })
      let visit = try world.visit(case: care.id)
      let open = try world.visit(case: care.id)
      let filed = try world.admin.file(visit.id) {
        $0.report?.hardships = ["debt"]
        $0.followUps = [world.followUp(24)]
      }
      let (task, call) = (filed.tasks[0], filed.tasks[1])
      let hardship = try #require(filed.hardships.first)
      let other = try pcrm.office("부산지사")
      let stranger = try pcrm.staff("최지우", in: other)
      let callers = [
        try pcrm.caller(as: .manager, scope: .office, office: other),
        try pcrm.caller(as: .field, scope: .own, staff: stranger),
      ]
      for caller in callers {
        func hidden<R: Message>(_ method: String, _ field: String, _ request: R) throws {
          let refusal = try caller.reportsRefusal(method, request)
          #expect(refusal == Refusal(.notFound, "NOT_FOUND", field), "\(method)")
        }
        try hidden("FileReport", "report.visit_id", FileReportRequest.about(open.id))
        try hidden(
          "AmendReport", "report.visit_id",
          AmendReportRequest.made {
            $0.report = filed.report
            $0.reason = "why"
          })
        try hidden("GetReport", "visit_id", GetReportRequest.made { $0.visitID = visit.id })
        try hidden(
          "ListReportVersions", "visit_id",
          ListReportVersionsRequest.made { $0.visitID = visit.id })
        try hidden(
          "GetRequiredParts", "visit_id", GetRequiredPartsRequest.made { $0.visitID = visit.id })
        try hidden(
          "RecordResource", "hardship_id",
          RecordResourceRequest.made {
            $0.hardshipID = hardship.id
            $0.resource = "fund"
          })
        try hidden(
          "TellHardship", "hardship_id",
          TellHardshipRequest.made {
            $0.hardshipID = hardship.id
            $0.channel = .phone
          })
        try hidden(
          "CompleteVisitTask", "id", CompleteVisitTaskRequest.made { $0.id = task.id })
        try hidden(
          "DropVisitTask", "id",
          DropVisitTaskRequest.made {
            $0.id = task.id
            $0.reason = "why"
          })
        try hidden(
          "RecordCallBack", "id",
          RecordCallBackRequest.made {
            $0.id = call.id
            $0.result = .made { $0.reached = true }
          })
        #expect(try caller.tasks().isEmpty && (try caller.hardships().isEmpty))
        #expect(try caller.tasks { $0.visitID = visit.id }.isEmpty)
        #expect(try caller.listReports { $0.customerID = world.customer }.isEmpty)
        #expect(try caller.listReports { $0.staffID = world.worker }.isEmpty)
      }
      #expect(try world.admin.tasks { $0.state = .open }.count == 2, "nothing was changed")
    }
  }

  /// Would catch a visitor who cannot report on the own visit because the customer is another's.
  @Test func ownVisit() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let care = try world.cases.inCare()
      let adopter = try pcrm.staff("정수빈", in: try pcrm.office("본사"))
      let visit = try world.visit(case: care.id) { $0.staffID = adopter }
      let caller = try pcrm.caller(as: .field, scope: .own, staff: adopter)
      let filed = try caller.file(visit.id) {
        $0.report?.hardships = ["debt"]
        $0.followUps = [world.followUp(24)]
      }
      #expect(filed.visit?.state == .done && filed.hardships.count == 1)
      #expect(try caller.report(visit.id) == filed.report)
      #expect(try caller.tasks().count == 1)
      #expect(try caller.complete(filed.tasks[0].id).state == .done)
      let paperwork = try world.visit { $0.staffID = adopter }
      let refusal = try caller.reportsRefusal(
        "FileReport",
        FileReportRequest.about(paperwork.id) { $0.paperwork = [.close(care.id)] })
      #expect(
        refusal == Refusal(.notFound, "NOT_FOUND", "paperwork[0].close.id"),
        "a case out of reach stays so, unless the visit is about it")
    }
  }

  /// Would catch reports of others' visits, and calls without their permission.
  @Test func permissions() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let care = try world.cases.inCare()
      let visit = try world.visit(case: care.id)
      let colleague = try pcrm.staff("정수빈", in: world.cases.office)
      let field = try pcrm.caller(
        as: .field, scope: .office, staff: colleague, office: world.cases.office)
      let missing = "PERMISSION_MISSING"
      #expect(
        try field.reportsRefusal("FileReport", FileReportRequest.about(visit.id))?.reason
          == missing, "a visit of somebody else")
      let auditor = try pcrm.caller(as: .auditor)
      #expect(
        try auditor.reportsRefusal("FileReport", FileReportRequest.about(visit.id))?.reason
          == missing)
      _ = try world.admin.file(visit.id)
      #expect(try auditor.report(visit.id).version == 1)
      #expect(
        try field.reportsRefusal(
          "ApplyVisitRules",
          ApplyVisitRulesRequest.made { $0.rules = .made { $0.report = .strict } })?.reason
          == missing)
    }
  }

  /// Would catch a watcher who learns of reports, tasks and hardships of customers out of reach.
  @Test func feed() throws {
    try withPCRM { pcrm in
      let world = try ReportWorld(pcrm)
      let care = try world.cases.inCare()
      try world.admin.applyVisitRules(.made { $0.callBacks = .sampling(1000) })
      let visit = try world.visit(case: care.id)
      _ = try world.admin.file(visit.id) {
        $0.report?.hardships = ["debt"]
        $0.followUps = [world.followUp(24)]
      }
      let request = WatchChangesRequest.made {
        $0.stopAtEnd = true
        $0.entityTypes = [.visitReport, .visitTask, .hardship, .callBack]
      }
      func seen(_ caller: TestCaller) throws -> Set<EntityType> {
        Set(
          try caller.stream("pcrm.v1.CustomerService/WatchChanges", request)
            .all(WatchChangesResponse.self).flatMap(\.changes).map(\.entityType))
      }
      #expect(try seen(world.admin) == [.visitReport, .visitTask, .hardship, .callBack])
      let near = try pcrm.caller(as: .integration, scope: .office, office: world.cases.office)
      #expect(try seen(near) == [.visitReport, .visitTask, .hardship, .callBack])
      let far = try pcrm.caller(as: .integration, scope: .office, office: try pcrm.office("부산지사"))
      #expect(try seen(far).isEmpty)
    }
  }
}
