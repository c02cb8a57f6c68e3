import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec

/// What the tests of visits call and make, in few words.
extension TestCaller {
  /// Calls a method of the visit service with a request that is filled in.
  func visits<Request: Message, Response: Message>(
    _ method: String, _ type: Request.Type, as response: Response.Type = Response.self,
    _ set: (inout Request) -> Void = { _ in }
  ) throws -> Response {
    var request = Request()
    set(&request)
    return try call("pcrm.v1.VisitService/\(method)", request)
  }

  /// Why a call of the visit service is refused; nil when it is not.
  func visitsRefusal<Request: Message>(
    _ method: String, _ type: Request.Type, _ set: (inout Request) -> Void = { _ in }
  ) throws -> Refusal? {
    var request = Request()
    set(&request)
    return try refused("pcrm.v1.VisitService/\(method)", request)
  }

  func visit(_ id: VisitID) throws -> Visit {
    try visits("GetVisit", GetVisitRequest.self) { $0.id = id }
  }

  func confirm(_ id: VisitID, told window: TimeWindow? = nil) throws -> Visit {
    try visits("ConfirmVisit", ConfirmVisitRequest.self) {
      $0.id = id
      $0.arrivalWindow = window
    }
  }

  func start(_ id: VisitID, _ checkIn: CheckIn? = nil) throws -> Visit {
    try visits("StartVisit", StartVisitRequest.self) {
      $0.id = id
      $0.checkIn = checkIn
    }
  }

  func complete(_ id: VisitID, at time: Timestamp? = nil) throws -> Visit {
    try visits("CompleteVisit", CompleteVisitRequest.self) {
      $0.id = id
      $0.finishTime = time
    }
  }

  func noShow(_ id: VisitID) throws -> Visit {
    try visits("MarkNoShow", MarkNoShowRequest.self) {
      $0.id = id
      $0.reason = "nobody opened"
    }
  }

  func cancel(_ id: VisitID) throws -> Visit {
    try visits("CancelVisit", CancelVisitRequest.self) {
      $0.id = id
      $0.reason = "the customer asked for it"
    }
  }

  func reschedule(
    _ id: VisitID, to start: Timestamp, _ change: (inout RescheduleVisitRequest) -> Void = { _ in }
  ) throws -> Visit {
    try visits("RescheduleVisit", RescheduleVisitRequest.self) {
      $0.id = id
      $0.startTime = start
      $0.reason = "the customer cannot"
      change(&$0)
    }
  }

  func reassign(_ id: VisitID, to staff: StaffID) throws -> Visit {
    try visits("ReassignVisit", ReassignVisitRequest.self) {
      $0.id = id
      $0.staffID = staff
      $0.reason = "ill"
    }
  }

  @discardableResult
  func attempt(
    _ id: VisitID, _ outcome: AttemptOutcome, at time: Timestamp,
    _ change: (inout VisitAttempt) -> Void = { _ in }
  ) throws -> VisitAttempt {
    try visits("RecordAttempt", RecordAttemptRequest.self) {
      var attempt = VisitAttempt()
      attempt.visitID = id
      attempt.outcome = outcome
      attempt.time = time
      change(&attempt)
      $0.attempt = attempt
    }
  }

  func claims(of holder: HolderID, from: Timestamp, before: Timestamp) throws -> [SlotClaim] {
    let response: ListClaimsResponse = try visits("ListClaims", ListClaimsRequest.self) {
      $0.holderID = holder
      $0.fromTime = from
      $0.beforeTime = before
    }
    return response.claims
  }

  /// All visits that a list has, page by page.
  func listVisits(
    size: Int32 = 0, _ change: (inout ListVisitsRequest) -> Void = { _ in }
  ) throws -> [Visit] {
    var request = ListVisitsRequest()
    request.pageSize = size
    change(&request)
    var found: [Visit] = []
    repeat {
      let page: ListVisitsResponse = try call("pcrm.v1.VisitService/ListVisits", request)
      found += page.visits
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  /// All tries that a list has, page by page.
  func listAttempts(
    size: Int32 = 0, _ change: (inout ListAttemptsRequest) -> Void = { _ in }
  ) throws -> [VisitAttempt] {
    var request = ListAttemptsRequest()
    request.pageSize = size
    change(&request)
    var found: [VisitAttempt] = []
    repeat {
      let page: ListAttemptsResponse = try call("pcrm.v1.VisitService/ListAttempts", request)
      found += page.attempts
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }
}

/// An office with two members of staff, a customer and a car, on a new store.
struct VisitWorld {
  let pcrm: PCRMFixture
  let admin: TestCaller
  let office: UnitID
  let anna: StaffID
  let berta: StaffID
  let customer: CustomerID
  let car: ResourceID

  init(_ pcrm: PCRMFixture) throws {
    self.pcrm = pcrm
    admin = pcrm.admin
    let office = try pcrm.office()
    self.office = office
    anna = try pcrm.staff("이안나", in: office)
    berta = try pcrm.staff("박보라", in: office)
    customer = try pcrm.admin.create(.person().with { $0.homeOfficeID = office }).id
    car = try pcrm.admin.resource("12가 3456", in: office).id
  }

  /// A time of Tuesday, 3 March 2026, in Seoul, or of a day after it; the clock begins the day before at nine.
  static func at(_ hour: Int64, _ minute: Int64 = 0, day: Int64 = 0) -> Timestamp {
    // 2026-03-02T15:00:00Z is midnight in Seoul.
    Timestamp(seconds: 1_772_463_600 + (day * 24 + hour) * 3600 + minute * 60, nanos: 0)
  }

  /// Moves the clock to a time that is still to come.
  func go(to time: Timestamp) {
    let now = pcrm.clock.now()
    pcrm.clock.advance(seconds: (time.microseconds - now.microseconds) / 1_000_000)
  }

  /// A visit of Anna's to the customer for an hour from ten on.
  func draft(_ change: (inout Visit) -> Void = { _ in }) -> Visit {
    var visit = Visit()
    visit.customerID = customer
    visit.staffID = anna
    visit.purpose = "first_visit"
    visit.startTime = Self.at(10)
    visit.endTime = Self.at(11)
    change(&visit)
    return visit
  }

  @discardableResult
  func plan(
    hold: Int32 = 0, as caller: TestCaller? = nil, _ change: (inout Visit) -> Void = { _ in }
  ) throws -> Visit {
    try (caller ?? admin).visits("CreateVisit", CreateVisitRequest.self) {
      $0.visit = draft(change)
      $0.holdMinutes = hold
    }
  }

  func planRefusal(
    as caller: TestCaller? = nil, _ change: (inout Visit) -> Void = { _ in }
  ) throws -> Refusal? {
    try (caller ?? admin).visitsRefusal("CreateVisit", CreateVisitRequest.self) {
      $0.visit = draft(change)
    }
  }

  /// What of somebody's or something's time is claimed within the week: "10:00-11:00" in Seoul, by day of March.
  func busy(_ holder: HolderID) throws -> [String] {
    try admin.claims(of: holder, from: Self.at(0), before: Self.at(0, day: 14)).map { claim in
      guard let from = claim.fromTime, let to = claim.toTime else { return "?" }
      let day = (from.seconds - Self.at(0).seconds) / 86_400 + 3
      return "\(day) \(Self.words(from))-\(Self.words(to))" + (claim.expireTime == nil ? "" : "?")
    }
  }

  private static func words(_ time: Timestamp) -> String {
    let minutes = (time.seconds - at(0).seconds) % 86_400 / 60
    let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
    return "\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}

extension TestCaller {
  func resource(
    _ name: String, in office: UnitID, _ kind: ResourceKind = .vehicle
  ) throws -> Resource {
    try visits("CreateResource", CreateResourceRequest.self) {
      var resource = Resource()
      resource.kind = kind
      resource.name = name
      resource.officeID = office
      $0.resource = resource
    }
  }
}
