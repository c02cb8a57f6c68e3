import Foundation
import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Storage

/// What the tests of series and plans call and make, in few words.
extension TestCaller {
  /// Calls a method of the plan service with a request that is filled in.
  func plans<Request: Message, Response: Message>(
    _ method: String, _ type: Request.Type, as response: Response.Type = Response.self,
    _ set: (inout Request) -> Void = { _ in }
  ) throws -> Response {
    var request = Request()
    set(&request)
    return try call("pcrm.v1.VisitPlanService/\(method)", request)
  }

  /// Why a call of the plan service is refused; nil when it is not.
  func plansRefusal<Request: Message>(
    _ method: String, _ type: Request.Type, _ set: (inout Request) -> Void = { _ in }
  ) throws -> Refusal? {
    var request = Request()
    set(&request)
    return try refused("pcrm.v1.VisitPlanService/\(method)", request)
  }

  func createSeries(_ series: VisitSeries) throws -> VisitSeries {
    try plans("CreateSeries", CreateSeriesRequest.self) { $0.series = series }
  }

  func series(_ id: SeriesID) throws -> VisitSeries {
    try plans("GetSeries", GetSeriesRequest.self) { $0.id = id }
  }

  func updateSeries(
    _ id: SeriesID, from time: Timestamp? = nil, _ set: (inout VisitSeries) -> Void
  ) throws -> VisitSeries {
    try plans("UpdateSeries", UpdateSeriesRequest.self) {
      var series = VisitSeries()
      series.id = id
      set(&series)
      $0.series = series
      $0.fromOccurrenceTime = time
    }
  }

  func editOccurrence(
    _ id: SeriesID, _ time: Timestamp?, _ set: (inout EditOccurrenceRequest) -> Void
  ) throws -> SeriesOccurrence {
    try plans("EditOccurrence", EditOccurrenceRequest.self) {
      $0.seriesID = id
      $0.occurrenceTime = time
      $0.reason = "the customer asked for it"
      set(&$0)
    }
  }

  func occurrences(of id: SeriesID) throws -> [SeriesOccurrence] {
    var found: [SeriesOccurrence] = []
    var token = ""
    repeat {
      let page: ListOccurrencesResponse = try plans(
        "ListOccurrences", ListOccurrencesRequest.self
      ) {
        $0.seriesID = id
        $0.pageToken = token
        $0.pageSize = 30
      }
      found += page.occurrences
      token = page.nextPageToken
    } while !token.isEmpty
    return found
  }

  func apply(_ plans: VisitPlan..., dryRun: Bool = false) throws -> ApplyVisitPlansResponse {
    try self.plans("ApplyVisitPlans", ApplyVisitPlansRequest.self) {
      var document = VisitPlanDocument()
      document.visitPlans = plans
      $0.document = document
      $0.dryRun = dryRun
    }
  }

  func previewPlan(_ code: String) throws -> VisitPlanPreview {
    try plans("PreviewVisitPlan", PreviewVisitPlanRequest.self) {
      $0.code = code
      $0.linesMax = 1000
    }
  }

  func startRun(_ code: String) throws -> VisitPlanRun {
    try plans("StartVisitPlanRun", StartVisitPlanRunRequest.self) { $0.code = code }
  }

  func planRun(_ id: VisitPlanRunID) throws -> VisitPlanRun {
    try plans("GetVisitPlanRun", GetVisitPlanRunRequest.self) { $0.id = id }
  }

  func planLines(of id: VisitPlanRunID) throws -> [VisitPlanLine] {
    var found: [VisitPlanLine] = []
    var token = ""
    repeat {
      let page: ListVisitPlanLinesResponse = try plans(
        "ListVisitPlanLines", ListVisitPlanLinesRequest.self
      ) {
        $0.runID = id
        $0.pageToken = token
        $0.pageSize = 100
      }
      found += page.lines
      token = page.nextPageToken
    } while !token.isEmpty
    return found
  }

  /// Calls a method of the visit service with a request that is filled in.
  func onVisit<Request: Message>(
    _ method: String, _ type: Request.Type, _ set: (inout Request) -> Void
  ) throws -> Visit {
    var request = Request()
    set(&request)
    return try call("pcrm.v1.VisitService/\(method)", request)
  }

  /// Every visit that passes the filters.
  func allVisits(_ set: (inout ListVisitsRequest) -> Void = { _ in }) throws -> [Visit] {
    var request = ListVisitsRequest()
    request.pageSize = 500
    set(&request)
    var found: [Visit] = []
    repeat {
      let page: ListVisitsResponse = try call("pcrm.v1.VisitService/ListVisits", request)
      found += page.visits
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  /// Books somebody's time with another customer.
  func book(
    _ staff: StaffID, _ customer: CustomerID, _ start: Timestamp, minutes: Int64 = 60
  ) throws -> Visit {
    try onVisit("CreateVisit", CreateVisitRequest.self) {
      var visit = Visit()
      visit.customerID = customer
      visit.staffID = staff
      visit.purpose = "other"
      visit.startTime = start
      visit.endTime = start.adding(seconds: minutes * 60)
      $0.visit = visit
    }
  }

  func pin(_ visit: Visit) throws -> Visit {
    try onVisit("UpdateVisit", UpdateVisitRequest.self) {
      var pinned = Visit()
      pinned.id = visit.id
      pinned.pinned = true
      $0.visit = pinned
    }
  }
}

extension PCRMFixture {
  /// Does everything that is due, with a start of the store as a program makes it.
  func settle() throws {
    let runner = runner()
    var rounds = 0
    while runner.runRound() > 0 && rounds < 2000 { rounds += 1 }
  }

  /// A series on Tuesdays at ten, an hour long.
  func weekly(
    _ customer: CustomerID, _ staff: StaffID, _ set: (inout VisitSeries) -> Void = { _ in }
  ) throws -> VisitSeries {
    var series = VisitSeries()
    series.customerID = customer
    series.staffID = staff
    series.purpose = "good_customer"
    series.rule = "FREQ=WEEKLY;BYDAY=TU"
    series.start = "20260303T100000"
    series.durationMinutes = 60
    set(&series)
    return try admin.createSeries(series)
  }

  /// The store as a kill leaves it, under another server that carries on; afterwards asked.
  func afterAKill<T: Sendable>(
    _ ask: @escaping @Sendable (Reader) throws(Status) -> T
  ) throws -> T {
    let copy = folder.path + "/killed"
    try FileManager.default.copyItem(atPath: folder.path + "/data", toPath: copy)
    let reopened = try SQLiteDatabase.open(
      path: copy, migrations: PCRM.migrations, limits: Limits(), clock: clock,
      options: SQLiteOptions())
    defer { reopened.close() }
    let second = JobRunner(database: reopened, clock: clock)
    PCRM.handleTimers(second)
    while second.runRound() > 0 {}
    return try reopened.read(ask)
  }
}

extension Timestamp {
  /// A time in Seoul.
  static func seoul(
    _ year: Int32, _ month: Int32, _ day: Int32, _ hour: Int64, _ minute: Int64 = 0
  )
    -> Timestamp
  {
    let days = Int64(CivilDate(year, month, day).daysSince1970)
    return Timestamp(seconds: days * 86_400 + (hour - 9) * 3600 + minute * 60, nanos: 0)
  }
}
