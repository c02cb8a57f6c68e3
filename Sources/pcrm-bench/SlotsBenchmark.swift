import Glibc
import PCRM
import PCRMCore
import PCRMModel
import ProtobufCodec
import SQLiteStorage
import Storage

/// Slots for a visit among 200 members of staff over 14 days, most of whose time is planned: how long a suggestion takes.
struct SlotsBenchmark {
  private static let staffCount = 200
  private static let days = 14
  private static let calls = 300
  private let folder = "/tmp/pcrm-bench-slots.\(getpid())"
  private var verdict = Verdict("slots")
  private var random = SplitMix64(seed: 42)
  private var customers: [CustomerID] = []
  /// Monday of the week after next: every day of the fortnight is still to come.
  private let monday: Int

  init() {
    let today = Int(SystemClock().now().seconds / 86_400)
    // 1970-01-05 was a Monday.
    monday = today - (today - 4) % 7 + 14
  }

  mutating func run() throws {
    defer { removeStore(folder) }
    var limits = Limits()
    limits.callsPerSecondMax = 0
    let database = try SQLiteDatabase.open(
      path: folder, migrations: PCRM.migrations, limits: limits)
    defer { database.close() }
    let calls = try InProcessCalls(database)
    let start = Instant.now()
    let staff = try makeStaff(calls)
    try makeCustomers(calls)
    let planned = try makeVisits(staff, calls, perDay: 4)
    print(
      "slots: \(Self.staffCount) staff, \(planned) visits in \(Self.days) days, made in "
        + "\(hundredths(Double(Instant.now().since(start)) / 1e9)) s")
    try measure("four visits a day", calls) { _ in }
    try measure("with a skill, a preferred time and after work", calls) { request in
      request.skills = ["sign_language"]
      request.afterWork = true
      var window = ContactWindow()
      window.fromMinute = 14 * 60
      window.toMinute = 17 * 60
      window.weekdays = [.tuesday, .thursday]
      request.preferredHours = [window]
    }
    try measure("the first of eight weekly visits", calls) { request in
      request.recurrenceRule = "FREQ=WEEKLY;COUNT=8"
    }
    try measure("so long that hardly a day has room: every day is looked at", calls) { request in
      request.durationMinutes = 300
      request.limit = 50
    }
    verdict.print()
  }

  private mutating func measure(
    _ name: String, _ calls: InProcessCalls, _ change: (inout SuggestSlotsRequest) -> Void
  ) throws {
    var requests: [[UInt8]] = []
    for number in 0..<Self.calls {
      var request = SuggestSlotsRequest()
      request.customerID = customers[number * 7 % customers.count]
      request.durationMinutes = 60
      request.fromDay = CivilDate(daysSince1970: monday)
      request.days = Int32(Self.days)
      change(&request)
      requests.append(request.binary())
    }
    let path = "pcrm.v1.CalendarService/SuggestSlots"
    _ = try calls.run(path, count: 20, inFlight: 1) { requests[$0] }
    let figures = try calls.run(path, count: Self.calls, inFlight: 1) { requests[$0] }
    guard figures.failures == 0 else { throw BenchError.server("a suggestion failed") }
    let p99 = figures.p99Microseconds / 1000
    print(
      "slots: \(name): p50 \(hundredths(figures.p50Microseconds / 1000)) ms, "
        + "p99 \(hundredths(p99)) ms")
    verdict.expect("\(name): p99 ≤ 50 ms, was \(hundredths(p99)) ms", p99 <= 50)
  }

  // MARK: The agency

  private mutating func makeStaff(_ calls: InProcessCalls) throws -> [StaffID] {
    var offices: [UnitID] = []
    for number in 0..<10 {
      var request = CreateUnitRequest()
      var unit = Unit()
      unit.kind = .office
      unit.name = "office \(number)"
      unit.coordinates = place()
      request.unit = unit
      let made: Unit = try calls.call("pcrm.v1.OrganisationService/CreateUnit", request)
      offices.append(made.id)
    }
    var staff: [StaffID] = []
    for number in 0..<Self.staffCount {
      var request = CreateStaffRequest()
      var person = Staff()
      person.name = "staff \(number)"
      person.officeID = offices[number % offices.count]
      person.homeCoordinates = place()
      if number % 4 == 0 { person.skills = ["sign_language"] }
      request.staff = person
      let made: Staff = try calls.call("pcrm.v1.OrganisationService/CreateStaff", request)
      staff.append(made.id)
    }
    var hours = WorkingHours()
    hours.spans = [
      WorkingSpan(.work, .unspecified, 540, 1080), WorkingSpan(.break, .unspecified, 720, 780),
      WorkingSpan(.afterWork, .unspecified, 1110, 1260),
    ]
    var request = SetWorkingHoursRequest()
    request.hours = hours
    let _: SetWorkingHoursResponse = try calls.call(
      "pcrm.v1.CalendarService/SetWorkingHours", request)
    return staff
  }

  private mutating func makeCustomers(_ calls: InProcessCalls) throws {
    for number in 0..<500 {
      var request = CreateCustomerRequest()
      var customer = Customer()
      customer.kind = .person
      var name = CustomerName()
      name.kind = .legal
      name.full = "customer \(number)"
      customer.names = [name]
      var home = Address()
      home.kind = .home
      home.roadAddress = "road \(number)"
      home.coordinates = place()
      customer.addresses = [home]
      request.customer = customer
      let made: Customer = try calls.call("pcrm.v1.CustomerService/CreateCustomer", request)
      customers.append(made.id)
    }
  }

  /// Plans visits of an hour each, at hours of the day that differ from person to person.
  private mutating func makeVisits(
    _ staff: [StaffID], _ calls: InProcessCalls, perDay: Int
  ) throws -> Int {
    var requests: [[UInt8]] = []
    let midnight = Int64(monday) * 86_400 - 9 * 3600
    for person in staff {
      for day in 0..<Self.days where (monday + day + 3) % 7 < 5 {
        // Some days are free.
        if Int.random(in: 0..<10, using: &random) == 0 { continue }
        let hours = [9, 10, 11, 13, 14, 15, 16].shuffled(using: &random).prefix(perDay)
        for hour in hours {
          var request = CreateVisitRequest()
          var visit = Visit()
          visit.customerID = customers[Int.random(in: 0..<customers.count, using: &random)]
          visit.staffID = person
          visit.purpose = "bench"
          let from = midnight + Int64(day) * 86_400 + Int64(hour) * 3600
          visit.startTime = Timestamp(seconds: from, nanos: 0)
          visit.endTime = Timestamp(seconds: from + 3000, nanos: 0)
          visit.outsideHours = "bench"
          request.visit = visit
          requests.append(request.binary())
        }
      }
    }
    let figures = try calls.run(
      "pcrm.v1.VisitService/CreateVisit", count: requests.count, inFlight: 256
    ) { requests[$0] }
    guard figures.failures == 0 else {
      throw BenchError.server("\(figures.failures) visits could not be planned")
    }
    return requests.count
  }

  /// Somewhere in Seoul and around it.
  private mutating func place() -> Coordinates {
    Coordinates(
      latitudeE7: Int32.random(in: 374_500_000...376_500_000, using: &random),
      longitudeE7: Int32.random(in: 1_268_000_000...1_271_500_000, using: &random))
  }
}
