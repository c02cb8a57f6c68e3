import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec

/// What the tests of cases call and make, in few words.
extension TestCaller {
  /// Calls a method of the case service with a request that is filled in.
  func cases<Request: Message, Response: Message>(
    _ method: String, _ type: Request.Type, as response: Response.Type = Response.self,
    _ set: (inout Request) -> Void = { _ in }
  ) throws -> Response {
    var request = Request()
    set(&request)
    return try call("pcrm.v1.CaseService/\(method)", request)
  }

  /// Why a call of the case service is refused; nil when it is not.
  func casesRefusal<Request: Message>(
    _ method: String, _ type: Request.Type, _ set: (inout Request) -> Void = { _ in }
  ) throws -> Refusal? {
    var request = Request()
    set(&request)
    return try refused("pcrm.v1.CaseService/\(method)", request)
  }

  @discardableResult
  func apply(
    _ document: CaseTypeDocument, dryRun: Bool = false
  ) throws -> ApplyCaseTypesResponse {
    try cases("ApplyCaseTypes", ApplyCaseTypesRequest.self) {
      $0.document = document
      $0.dryRun = dryRun
    }
  }

  func open(
    _ customer: CustomerID, type: String = "care", worker: StaffID = StaffID(),
    _ change: (inout OpenCaseRequest) -> Void = { _ in }
  ) throws -> CasePlan {
    try cases("OpenCase", OpenCaseRequest.self) {
      var draft = Case()
      draft.customerID = customer
      draft.type = type
      $0.case = draft
      $0.caseWorkerID = worker
      change(&$0)
    }
  }

  func advance(
    _ id: CaseID, to stage: String, worker: StaffID = StaffID(),
    _ change: (inout AdvanceCaseRequest) -> Void = { _ in }
  ) throws -> CasePlan {
    try cases("AdvanceCase", AdvanceCaseRequest.self) {
      $0.id = id
      $0.to = stage
      $0.reason = "as agreed"
      $0.caseWorkerID = worker
      change(&$0)
    }
  }

  func phase(_ id: CaseID, _ phase: String, reason: String = "injury") throws -> CasePlan {
    try cases("SetCasePhase", SetCasePhaseRequest.self) {
      $0.id = id
      $0.phase = phase
      $0.reason = reason
    }
  }

  func caseRecord(_ id: CaseID) throws -> Case {
    try cases("GetCase", GetCaseRequest.self) { $0.id = id }
  }

  func caseEvents(_ id: CaseID, _ kind: CaseEventKind = .unspecified) throws -> [CaseEvent] {
    let response: ListCaseEventsResponse = try cases("ListCaseEvents", ListCaseEventsRequest.self) {
      $0.caseID = id
      $0.kind = kind
      $0.pageSize = 1000
    }
    return response.events
  }

  /// All touchpoints that a list has, page by page.
  func touchpoints(
    size: Int32 = 0, _ change: (inout ListTouchpointsRequest) -> Void
  ) throws -> [Touchpoint] {
    var request = ListTouchpointsRequest()
    request.pageSize = size
    change(&request)
    var found: [Touchpoint] = []
    repeat {
      let page: ListTouchpointsResponse = try call("pcrm.v1.CaseService/ListTouchpoints", request)
      found += page.touchpoints
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  /// All cases that a list has, page by page.
  func listCases(
    size: Int32 = 0, _ change: (inout ListCasesRequest) -> Void = { _ in }
  ) throws -> [Case] {
    var request = ListCasesRequest()
    request.pageSize = size
    change(&request)
    var found: [Case] = []
    repeat {
      let page: ListCasesResponse = try call("pcrm.v1.CaseService/ListCases", request)
      found += page.cases
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  func checkQuality(_ id: CaseID, _ code: String) throws -> QualityCheck {
    try cases("CheckQualityPoint", CheckQualityPointRequest.self) {
      $0.caseID = id
      $0.code = code
      $0.result = .kept
    }
  }
}

/// A customer, a member of staff and the case type "care" on a new store.
struct CaseWorld {
  let pcrm: PCRMFixture
  let admin: TestCaller
  let office: UnitID
  let worker: StaffID
  let customer: CustomerID

  init(_ pcrm: PCRMFixture) throws {
    self.pcrm = pcrm
    admin = pcrm.admin
    let office = try pcrm.office()
    self.office = office
    worker = try pcrm.staff(in: office)
    customer = try pcrm.admin.create(.person().with { $0.homeOfficeID = office }).id
    try pcrm.admin.apply(try CaseTypeDocument(json: Self.care))
  }

  /// Moves the clock and answers with the time that it then shows.
  @discardableResult
  func pass(days: Int64) -> Timestamp {
    pcrm.clock.advance(seconds: days * 86_400)
    return pcrm.clock.now()
  }

  /// A case that is in the stage "first_care".
  func inCare() throws -> Case {
    let opened = try admin.open(customer)
    guard let id = opened.case?.id else { throw Status.internalError }
    guard let document = try admin.advance(id, to: "first_care", worker: worker).case else {
      throw Status.internalError
    }
    return document
  }

  /// The case type of the tests: four stages and three phases, with one of everything that a type may have.
  static let care = """
    {"case_types": [{
      "code": "care", "title": "요양",
      "number_series": {"prefix": "CARE", "digits": 4, "yearly": true},
      "severity_schemes": ["SEVERITY_SCHEME_AIS"],
      "stages": [
        {"code": "reported", "title": "신고", "may_begin": true, "may_close": true,
         "transitions": [
           {"to": "first_care", "decision": "approve_care", "approval": "APPROVAL_KIND_NEW"}],
         "touchpoints": [
           {"code": "first_call", "title": "전화", "channel": "CHANNEL_PHONE", "due_hours": 4},
           {"code": "survey", "title": "설문", "due_days": 60}]},
        {"code": "first_care", "title": "최초요양", "needs_case_worker": true,
         "transitions": [{"to": "rehab"}, {"to": "ended"}],
         "exit_reasons": [
           {"code": "healed", "title": "치유"}, {"code": "moved", "title": "전원"}],
         "quality_points": [
           {"code": "papers", "title": "서류", "required": true}, {"code": "tone", "title": "말씨"}],
         "touchpoints": [
           {"code": "visit", "title": "방문", "channel": "CHANNEL_VISIT", "due_days": 30,
            "repeat_days": 30, "repeat_max": 3},
           {"code": "letter", "title": "결정 통지", "due_days": 7, "services": ["decision"]},
           {"code": "acute_call", "title": "급성기", "due_days": 2, "phases": ["acute"]},
           {"code": "survey", "title": "설문", "due_days": 10}]},
        {"code": "rehab", "title": "재활", "needs_case_worker": true, "may_close": true,
         "transitions": [
           {"to": "first_care", "approval": "APPROVAL_KIND_REAPPROVAL"}, {"to": "ended"}],
         "touchpoints": [
           {"code": "visit", "title": "방문", "due_days": 14},
           {"code": "acute_call", "title": "전화", "due_days": 1,
            "phases": ["acute", "subacute"]}]},
        {"code": "ended", "title": "종결", "may_close": true, "close_decision": "close_case",
         "transitions": [{"to": "first_care", "approval": "APPROVAL_KIND_REAPPROVAL"}],
         "entry_reasons": [
           {"code": "recovered", "title": "회복"}, {"code": "stopped", "title": "중단"}]}],
      "phases": [
        {"code": "acute", "title": "급성기", "may_begin": true, "next": ["subacute"],
         "entry_reasons": [{"code": "injury", "title": "재해"}]},
        {"code": "subacute", "title": "아급성기", "next": ["acute", "fixed"],
         "exit_reasons": [{"code": "better", "title": "호전"}, {"code": "worse", "title": "악화"}]},
        {"code": "fixed", "title": "고정기", "may_end": true, "next": ["subacute"]}],
      "services": [
        {"code": "decision", "title": "결정 통지", "basis": "SERVICE_BASIS_STATUTORY",
         "law": "산업재해보상보험법", "article": "제41조"},
        {"code": "gift", "title": "선물", "basis": "SERVICE_BASIS_EXTRA", "most_per_case": 1},
        {"code": "course", "title": "강좌", "basis": "SERVICE_BASIS_EXTRA", "takes_days": 10},
        {"code": "trip", "title": "나들이", "basis": "SERVICE_BASIS_EXTRA", "stages": ["rehab"],
         "excludes": ["gift"]},
        {"code": "hearing", "title": "청문", "basis": "SERVICE_BASIS_STATUTORY", "law": "행정절차법",
         "article": "제22조", "stages": ["rehab"]}],
      "benefit_kinds": [
        {"code": "average_wage", "title": "평균임금", "reopens": ["sick_pay", "disability"]},
        {"code": "disability", "title": "장해급여"},
        {"code": "sick_pay", "title": "휴업급여", "service": "decision", "decision": "sick_pay",
         "reopens": ["disability"]}],
      "needs": [{"code": "job", "title": "취업"}, {"code": "housing", "title": "주거"}],
      "hardships": [{"code": "debt", "title": "부채"}]}]}
    """
}

extension CasePlan {
  /// The codes of one list of touchpoints, in order of the alphabet.
  static func codes(_ touchpoints: [Touchpoint]) -> [String] { touchpoints.map(\.code).sorted() }

  /// "dropped | kept | planned", for tables of expectations.
  var words: String {
    [dropped, kept, planned].map { Self.codes($0).joined(separator: " ") }.joined(separator: " | ")
  }
}
