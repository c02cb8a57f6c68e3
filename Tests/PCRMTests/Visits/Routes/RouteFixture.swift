import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec

/// An office in the middle of a city, staff who live around it, and customers on a map whose unit is the metre.
struct RouteWorld {
  let pcrm: PCRMFixture
  let admin: TestCaller
  let office: UnitID
  let anna: StaffID
  let berta: StaffID

  /// The day that is planned: Tuesday, 3 March 2026. The clock begins the day before at nine.
  static let day = CivilDate(2026, 3, 3)

  init(_ pcrm: PCRMFixture) throws {
    self.pcrm = pcrm
    admin = pcrm.admin
    var request = CreateUnitRequest()
    var unit = Unit()
    unit.kind = .office
    unit.name = "가운데지사"
    unit.coordinates = Self.point(0, 0)
    request.unit = unit
    let made: Unit = try pcrm.admin.call("pcrm.v1.OrganisationService/CreateUnit", request)
    office = made.id
    anna = try Self.staff(pcrm, "이안나", in: made.id, at: Self.point(3_000, 0))
    berta = try Self.staff(pcrm, "박보라", in: made.id, at: Self.point(-3_000, 0), skills: ["sign"])
  }

  private static func staff(
    _ pcrm: PCRMFixture, _ name: String, in office: UnitID, at home: Coordinates,
    skills: [String] = []
  ) throws -> StaffID {
    var request = CreateStaffRequest()
    var staff = Staff()
    staff.name = name
    staff.officeID = office
    staff.homeCoordinates = home
    staff.skills = skills
    request.staff = staff
    let made: Staff = try pcrm.admin.call("pcrm.v1.OrganisationService/CreateStaff", request)
    return made.id
  }

  /// So many metres east and north of the office.
  static func point(_ east: Int32, _ north: Int32) -> Coordinates {
    Coordinates(latitudeE7: 375_665_000 + north * 90, longitudeE7: 1_269_780_000 + east * 113)
  }

  /// A time of the day in Seoul.
  static func at(_ hour: Int64, _ minute: Int64 = 0) -> Timestamp {
    Timestamp(seconds: 1_772_463_600 + hour * 3600 + minute * 60, nanos: 0)
  }

  func go(to time: Timestamp) {
    pcrm.clock.advance(seconds: time.seconds - pcrm.clock.now().seconds)
  }

  func customer(_ place: Coordinates?, _ name: String = "김민수") throws -> CustomerID {
    try admin.create(
      .person(name).with { customer in
        customer.homeOfficeID = office
        var home = Address.home("세종대로 110")
        home.coordinates = place
        customer.addresses = [home]
      }
    ).id
  }

  /// A visit of Anna's to a new customer.
  @discardableResult
  func plan(
    _ place: Coordinates?, _ start: Timestamp, minutes: Int64 = 30,
    _ change: (inout Visit) -> Void = { _ in }
  ) throws -> Visit {
    var request = CreateVisitRequest()
    var visit = Visit()
    visit.customerID = try customer(place)
    visit.staffID = anna
    visit.purpose = "first_visit"
    visit.startTime = start
    visit.endTime = start.adding(seconds: minutes * 60)
    change(&visit)
    request.visit = visit
    return try admin.call("pcrm.v1.VisitService/CreateVisit", request)
  }

  func visit(_ id: VisitID) throws -> Visit {
    var request = GetVisitRequest()
    request.id = id
    return try admin.call("pcrm.v1.VisitService/GetVisit", request)
  }

  func confirm(_ id: VisitID) throws -> Visit {
    var request = ConfirmVisitRequest()
    request.id = id
    return try admin.call("pcrm.v1.VisitService/ConfirmVisit", request)
  }

  func visits(of staff: StaffID) throws -> [Visit] {
    var request = ListVisitsRequest()
    request.staffID = staff
    request.states = [.proposed, .planned, .confirmed, .enRoute, .inProgress, .done]
    let response: ListVisitsResponse = try admin.call("pcrm.v1.VisitService/ListVisits", request)
    return response.visits
  }

  // MARK: Routes

  func request(_ change: (inout ProposeRouteRequest) -> Void = { _ in }) -> ProposeRouteRequest {
    var request = ProposeRouteRequest()
    request.staffIDs = [anna]
    request.day = Self.day
    change(&request)
    return request
  }

  func propose(
    as caller: TestCaller? = nil, _ change: (inout ProposeRouteRequest) -> Void = { _ in }
  ) throws -> RouteProposal {
    try (caller ?? admin).call("pcrm.v1.RouteService/ProposeRoute", request(change))
  }

  func proposeRefusal(
    as caller: TestCaller? = nil, _ change: (inout ProposeRouteRequest) -> Void = { _ in }
  ) throws -> Refusal? {
    try (caller ?? admin).refused("pcrm.v1.RouteService/ProposeRoute", request(change))
  }

  func applyRequest(_ id: RouteID, cancelLeftOut: Bool = false) -> ApplyRouteRequest {
    var request = ApplyRouteRequest()
    request.id = id
    request.reason = "shorter ways"
    request.cancelLeftOut = cancelLeftOut
    return request
  }

  func apply(_ id: RouteID, cancelLeftOut: Bool = false) throws -> RouteProposal {
    try admin.call(
      "pcrm.v1.RouteService/ApplyRoute", applyRequest(id, cancelLeftOut: cancelLeftOut))
  }

  func applyRefusal(_ id: RouteID) throws -> Refusal? {
    try admin.refused("pcrm.v1.RouteService/ApplyRoute", applyRequest(id))
  }

  func explain(
    _ candidate: RouteCandidate, _ change: (inout ExplainVisitRequest) -> Void = { _ in }
  ) throws -> [VisitFit] {
    var request = ExplainVisitRequest()
    request.candidate = candidate
    request.day = Self.day
    request.staffIDs = [anna]
    change(&request)
    let response: ExplainVisitResponse = try admin.call(
      "pcrm.v1.RouteService/ExplainVisit", request)
    return response.fits
  }

  func apply(_ rules: RouteRules, dryRun: Bool = false) throws -> ApplyRouteRulesResponse {
    var request = ApplyRouteRulesRequest()
    request.rules = rules
    request.dryRun = dryRun
    return try admin.call("pcrm.v1.RouteService/ApplyRouteRules", request)
  }

  func newcomer(
    _ place: Coordinates?, _ change: (inout RouteCandidate) -> Void = { _ in }
  ) throws -> RouteCandidate {
    var candidate = RouteCandidate()
    candidate.customerID = try customer(place, "나중에")
    candidate.purpose = "first_visit"
    candidate.minutes = 30
    change(&candidate)
    return candidate
  }
}

extension RouteProposal {
  /// The stops of all days, each with whose it is.
  var stops: [(staff: StaffID, stop: DayRouteStop)] {
    days.flatMap { day in day.stops.map { (day.staffID, $0) } }
  }

  func stop(_ id: VisitID) -> DayRouteStop? { stops.first { $0.stop.visitID == id }?.stop }

  /// What is wrong with the days by the proposal's own words: stops that overlap, or that nobody can reach in time.
  var faults: [String] {
    var faults: [String] = []
    for day in days {
      var free = day.leaveTime?.microseconds ?? .min
      for stop in day.stops {
        let (arrive, start, end) = (
          stop.arriveTime?.microseconds ?? 0, stop.startTime?.microseconds ?? 0,
          stop.endTime?.microseconds ?? 0
        )
        if stop.change != .fixed, arrive < free {
          faults.append("\(stop.visitID) is reached too early")
        }
        if start < arrive || end <= start { faults.append("\(stop.visitID) has no time") }
        if stop.change != .fixed, let lunch = day.lunchTime?.microseconds {
          let over = lunch + Int64(day.lunchMinutes) * 60_000_000
          if start < over, lunch < end { faults.append("\(stop.visitID) is in the lunch") }
        }
        free = end
      }
    }
    return faults
  }
}
