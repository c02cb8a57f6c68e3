import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage

@testable import PCRM

/// What the tests of visit reports call and make, in few words.
extension TestCaller {
  /// Calls a method of the visit report service.
  func reports<Request: Message, Response: Message>(
    _ method: String, _ request: Request, as type: Response.Type = Response.self
  ) throws -> Response {
    try call("pcrm.v1.VisitReportService/\(method)", request)
  }

  /// Why a method of the visit report service is refused; nil when it is not.
  func reportsRefusal<Request: Message>(_ method: String, _ request: Request) throws -> Refusal? {
    try refused("pcrm.v1.VisitReportService/\(method)", request)
  }

  func file(
    _ visit: VisitID, _ change: (inout FileReportRequest) -> Void = { _ in }
  ) throws -> FileReportResponse {
    try reports("FileReport", FileReportRequest.about(visit, change))
  }

  func amend(
    _ report: VisitReport, reason: String = "a slip", _ change: (inout VisitReport) -> Void
  ) throws -> VisitReport {
    var report = report
    change(&report)
    return try reports(
      "AmendReport",
      AmendReportRequest.made {
        $0.report = report
        $0.reason = reason
      })
  }

  func report(_ visit: VisitID, version: Int64 = 0) throws -> VisitReport {
    try reports(
      "GetReport",
      GetReportRequest.made {
        $0.visitID = visit
        $0.version = version
      })
  }

  /// All reports that a list has, page by page.
  func listReports(
    size: Int32 = 0, _ change: (inout ListReportsRequest) -> Void
  ) throws -> [VisitReport] {
    var request = ListReportsRequest.made(change)
    request.pageSize = size
    var found: [VisitReport] = []
    repeat {
      let page: ListReportsResponse = try reports("ListReports", request)
      found += page.reports
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  /// All tasks that a list has, page by page.
  func tasks(
    size: Int32 = 0, _ change: (inout ListVisitTasksRequest) -> Void = { _ in }
  ) throws -> [VisitTask] {
    var request = ListVisitTasksRequest.made(change)
    request.pageSize = size
    var found: [VisitTask] = []
    repeat {
      let page: ListVisitTasksResponse = try reports("ListVisitTasks", request)
      found += page.tasks
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  /// All hardships that a list has, page by page.
  func hardships(
    size: Int32 = 0, _ change: (inout ListHardshipsRequest) -> Void = { _ in }
  ) throws -> [Hardship] {
    var request = ListHardshipsRequest.made(change)
    request.pageSize = size
    var found: [Hardship] = []
    repeat {
      let page: ListHardshipsResponse = try reports("ListHardships", request)
      found += page.hardships
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  func find(_ id: HardshipID, _ resource: String = "긴급복지") throws -> Hardship {
    try reports(
      "RecordResource",
      RecordResourceRequest.made {
        $0.hardshipID = id
        $0.resource = resource
        $0.nothingFound = resource.isEmpty
      })
  }

  func complete(_ id: VisitTaskID) throws -> VisitTask {
    try reports(
      "CompleteVisitTask",
      CompleteVisitTaskRequest.made {
        $0.id = id
        $0.result = "done as agreed"
      })
  }

  func quality(
    _ from: Timestamp, _ before: Timestamp,
    _ change: (inout GetVisitQualityRequest) -> Void = { _ in }
  ) throws -> GetVisitQualityResponse {
    try reports(
      "GetVisitQuality",
      GetVisitQualityRequest.made {
        $0.fromTime = from
        $0.beforeTime = before
        change(&$0)
      })
  }

  @discardableResult
  func applyVisitRules(_ rules: VisitRules, dryRun: Bool = false) throws -> ApplyVisitRulesResponse
  {
    try reports(
      "ApplyVisitRules",
      ApplyVisitRulesRequest.made {
        $0.rules = rules
        $0.dryRun = dryRun
      })
  }

  func rules(_ kind: VisitRuleKind = .unspecified, version: Int64 = 0) throws -> VisitRules {
    try reports(
      "GetVisitRules",
      GetVisitRulesRequest.made {
        $0.kind = kind
        $0.version = version
      })
  }

  func plan(_ visit: Visit) throws -> Visit {
    try call("pcrm.v1.VisitService/CreateVisit", CreateVisitRequest.made { $0.visit = visit })
  }
}

extension FileReportRequest {
  static func about(_ visit: VisitID, _ change: (inout Self) -> Void = { _ in }) -> Self {
    made {
      $0.report = .about(visit)
      change(&$0)
    }
  }
}

extension VisitReport {
  /// A report with all five parts.
  static func about(_ visit: VisitID) -> VisitReport {
    made {
      $0.visitID = visit
      $0.contact = .made {
        $0.outcome = .inside
        $0.relationship = .welcome
        $0.met = "customer and mother"
      }
      $0.condition = .made { $0.rating = .asExpected }
      $0.papers = .made {
        $0.papers = [
          .made {
            $0.code = "sick_pay_claim"
            $0.step = .filledIn
          }
        ]
      }
      $0.support = .made { $0.kinds = [.psychological] }
      $0.questions = .made { $0.none = true }
    }
  }
}

extension Paperwork {
  static func advance(
    _ id: CaseID, to stage: String, worker: StaffID = StaffID(), exit: String = ""
  ) -> Paperwork {
    made {
      $0.action = .advance(
        .made {
          $0.id = id
          $0.to = stage
          $0.reason = "as agreed"
          $0.exitReason = exit
          $0.caseWorkerID = worker
        })
    }
  }

  static func close(_ id: CaseID) -> Paperwork {
    made {
      $0.action = .close(
        .made {
          $0.id = id
          $0.reason = "settled"
        })
    }
  }

  static func touchpoint(_ change: (inout RecordTouchpointRequest) -> Void) -> Paperwork {
    made { $0.action = .touchpoint(.made(change)) }
  }
}

/// The world of cases, with visits in it.
struct ReportWorld {
  let pcrm: PCRMFixture
  let cases: CaseWorld
  var admin: TestCaller { cases.admin }
  var worker: StaffID { cases.worker }
  var customer: CustomerID { cases.customer }

  init(_ pcrm: PCRMFixture) throws {
    self.pcrm = pcrm
    cases = try CaseWorld(pcrm)
  }

  /// A visit that is planned an hour from now; the clock stands at its end afterwards.
  func visit(
    case id: CaseID = CaseID(), purpose: String = "first_visit",
    _ change: (inout Visit) -> Void = { _ in }
  ) throws -> Visit {
    let start = pcrm.clock.now().adding(seconds: 3600)
    let planned = try admin.plan(
      .made {
        $0.customerID = customer
        $0.staffID = worker
        $0.purpose = purpose
        $0.caseID = id
        $0.startTime = start
        $0.endTime = start.adding(seconds: 3600)
        $0.outsideHours = "as agreed"
        change(&$0)
      })
    pcrm.clock.advance(seconds: 7200)
    return planned
  }

  /// Puts a case under a management level, as a decision of classification does.
  func manage(_ id: CaseID, _ level: ManagementLevel) throws {
    try pcrm.database.write { (writer) throws(Status) in
      try writer.execute(
        "UPDATE customer_case SET management_level = $2 WHERE id = $1", .id(id),
        .enumeration(level))
    }
  }

  /// A time from now on.
  func later(hours: Int64) -> Timestamp { pcrm.clock.now().adding(seconds: hours * 3600) }

  func followUp(_ hours: Int64, _ title: String = "send the form") -> FollowUp {
    .made {
      $0.title = title
      $0.dueTime = later(hours: hours)
    }
  }

  /// How many rows the tables have that filing writes to: what is refused must leave all of them as they are.
  func traces() throws -> [String] {
    let tables = [
      "visit_report", "visit_report_version", "visit_gift", "hardship", "visit_task", "case_need",
      "case_event", "touchpoint", "visit_history", "case_history", "feed", "audit", "timer",
      "slot_claim",
    ]
    return try pcrm.database.read { (reader) throws(Status) in
      var counts: [String] = []
      for table in tables {
        let count =
          try reader.first(SQL(built: "SELECT count(*) FROM \(table)")) { $0.integer(0) } ?? -1
        counts.append("\(table) \(count)")
      }
      return counts
    }
  }
}
