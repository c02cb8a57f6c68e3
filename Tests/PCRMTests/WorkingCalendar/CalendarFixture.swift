import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// An office with two members of staff, their hours, and a customer, on a new store.
///
/// Days are counted from Monday, 9 March 2026; the clock stands at Monday, 2 March, nine in the morning in Seoul, which
/// stands in for the first of March.
struct CalendarWorld {
  static let monday = CivilDate(2026, 3, 9)

  let pcrm: PCRMFixture
  let admin: TestCaller
  let office: UnitID
  let anna: StaffID
  let berta: StaffID
  let customer: CustomerID

  init(_ pcrm: PCRMFixture, withHours: Bool = true) throws {
    self.pcrm = pcrm
    admin = pcrm.admin
    var unit = Unit()
    unit.kind = .office
    unit.name = "강남지사"
    unit.coordinates = Self.place(0)
    var request = CreateUnitRequest()
    request.unit = unit
    let made: Unit = try admin.call("pcrm.v1.OrganisationService/CreateUnit", request)
    office = made.id
    anna = try pcrm.staff("이안나", in: made.id)
    berta = try pcrm.staff("박보라", in: made.id)
    customer = try Self.customer(pcrm, made.id, anna).id
    if withHours { try set(Self.hours) }
  }

  private static func customer(
    _ pcrm: PCRMFixture, _ office: UnitID, _ worker: StaffID
  ) throws -> Customer {
    try pcrm.admin.create(
      .person().with {
        $0.homeOfficeID = office
        $0.caseWorkerID = worker
        var address = Address.home("세종대로 110")
        address.coordinates = place(3)
        address.legalDistrictCode = "1114010300"
        $0.addresses = [address]
      })
  }

  /// So many kilometres north of Seoul City Hall.
  static func place(_ kilometres: Double) -> Coordinates {
    Coordinates(
      latitudeE7: 375_666_100 + Int32(kilometres * 89_932), longitudeE7: 1_269_783_900)
  }

  /// Monday to Friday, nine to six with an hour for lunch; after work until nine.
  static let hours: WorkingHours = {
    var hours = WorkingHours()
    hours.spans = [
      WorkingSpan(.work, .unspecified, 540, 1080), WorkingSpan(.break, .unspecified, 720, 780),
      WorkingSpan(.afterWork, .unspecified, 1110, 1260),
    ]
    return hours
  }()

  /// A time of a day, by the clock on the wall in Seoul.
  static func at(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Timestamp {
    Timestamp(
      seconds: Int64(monday.daysSince1970 + day) * 86_400 + Int64(hour - 9) * 3600
        + Int64(minute) * 60, nanos: 0)
  }

  static func day(_ day: Int) -> CivilDate { CivilDate(daysSince1970: monday.daysSince1970 + day) }

  // MARK: Calls

  func calendar<Request: Message, Response: Message>(
    _ method: String, _ type: Request.Type, as caller: TestCaller? = nil,
    to response: Response.Type = Response.self, _ set: (inout Request) -> Void
  ) throws -> Response {
    var request = Request()
    set(&request)
    return try (caller ?? admin).call("pcrm.v1.CalendarService/\(method)", request)
  }

  func refusal<Request: Message>(
    _ method: String, _ type: Request.Type, as caller: TestCaller? = nil,
    _ set: (inout Request) -> Void
  ) throws -> Refusal? {
    var request = Request()
    set(&request)
    return try (caller ?? admin).refused("pcrm.v1.CalendarService/\(method)", request)
  }

  @discardableResult
  func set(_ hours: WorkingHours, dryRun: Bool = false) throws -> SetWorkingHoursResponse {
    try calendar("SetWorkingHours", SetWorkingHoursRequest.self) {
      $0.hours = hours
      $0.dryRun = dryRun
    }
  }

  /// One day of somebody.
  func day(_ day: Int, of staff: StaffID) throws -> WorkingDay {
    let response: GetWorkingTimeResponse = try calendar(
      "GetWorkingTime", GetWorkingTimeRequest.self
    ) {
      $0.staffID = staff
      $0.fromDay = Self.day(day)
      $0.days = 1
    }
    return try #require(response.days.first)
  }

  @discardableResult
  func away(
    _ staff: StaffID, from: Timestamp, to: Timestamp?
  ) throws -> Absence {
    var request = RecordAbsenceRequest()
    var absence = Absence()
    absence.staffID = staff
    absence.reason = "leave"
    absence.startTime = from
    absence.endTime = to
    request.absence = absence
    return try admin.call("pcrm.v1.AssignmentService/RecordAbsence", request)
  }

  func visitRequest(
    _ staff: StaffID, from: Timestamp, minutes: Int64 = 60, onPurpose: String = ""
  ) -> CreateVisitRequest {
    var request = CreateVisitRequest()
    var visit = Visit()
    visit.customerID = customer
    visit.staffID = staff
    visit.purpose = "first_visit"
    visit.startTime = from
    visit.endTime = from.adding(seconds: minutes * 60)
    visit.outsideHours = onPurpose
    request.visit = visit
    return request
  }

  @discardableResult
  func plan(
    _ staff: StaffID, from: Timestamp, minutes: Int64 = 60, onPurpose: String = "",
    hold: Int32 = 0
  ) throws -> Visit {
    var request = visitRequest(staff, from: from, minutes: minutes, onPurpose: onPurpose)
    request.holdMinutes = hold
    return try admin.call("pcrm.v1.VisitService/CreateVisit", request)
  }

  /// Why a visit cannot be planned: the reason with its params.
  func planRefusal(
    _ staff: StaffID, from: Timestamp, minutes: Int64 = 60, onPurpose: String = ""
  ) throws -> String? {
    let status = try admin.refusal(
      "pcrm.v1.VisitService/CreateVisit",
      visitRequest(staff, from: from, minutes: minutes, onPurpose: onPurpose))
    guard let info = status?.info else { return nil }
    let params = info.params.filter { ["why", "name"].contains($0.name) }.map(\.value)
    return ([info.reason] + params).joined(separator: " ")
  }

  func add(_ holiday: HolidayRecord, dryRun: Bool = false) throws -> AddHolidayResponse {
    try calendar("AddHoliday", AddHolidayRequest.self) {
      $0.holiday = holiday
      $0.dryRun = dryRun
    }
  }

  func conflicts(size: Int32 = 0, as caller: TestCaller? = nil) throws -> [VisitConflict] {
    var request = ListVisitConflictsRequest()
    request.pageSize = size
    var found: [VisitConflict] = []
    repeat {
      let page: ListVisitConflictsResponse = try (caller ?? admin).call(
        "pcrm.v1.CalendarService/ListVisitConflicts", request)
      found += page.conflicts
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  func suggest(
    as caller: TestCaller? = nil, _ set: (inout SuggestSlotsRequest) -> Void = { _ in }
  ) throws -> SuggestSlotsResponse {
    try calendar("SuggestSlots", SuggestSlotsRequest.self, as: caller) {
      $0.customerID = customer
      $0.durationMinutes = 60
      $0.fromDay = Self.monday
      $0.days = 5
      set(&$0)
    }
  }
}

extension HolidayRecord {
  init(_ day: CivilDate, _ name: String, office: UnitID = UnitID(), worked: Bool = false) {
    self.init()
    self.day = day
    self.name = name
    officeID = office
    self.worked = worked
  }
}
