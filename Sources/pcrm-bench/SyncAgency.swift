import Glibc
import Logging
import PCRM
import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import SQLiteStorage
import Storage

/// An agency for measuring field sync: members of staff with tokens, their customers and visits.
final class SyncAgency {
  /// Somebody with a device.
  struct Worker: Sendable {
    var staff: StaffID
    var token: String
    var device: DeviceID
    var customers: [CustomerID] = []
    var visits: [VisitID] = []
  }

  let folder = "/tmp/pcrm-bench-sync.\(getpid())"
  let database: SQLiteDatabase
  let dispatcher: Dispatcher
  let office: InProcessCalls
  private(set) var workers: [Worker] = []
  private var ids = IDSource(seed: 5)
  private var unit = UnitID()
  /// The first of the days on which visits are: today in Seoul, counted from 1970.
  let today: Int64

  init() throws {
    var limits = Limits()
    limits.callsPerSecondMax = 0
    database = try SQLiteDatabase.open(path: folder, migrations: PCRM.migrations, limits: limits)
    let state = ServerState()
    let context = PCRM.Context(
      pages: PageTokens(secret: [UInt8](repeating: 7, count: 32), limits: limits), state: state,
      descriptors: [], version: "bench", startTime: SystemClock().now(), database: database)
    dispatcher = Dispatcher(
      table: ServiceTable(PCRM.services(context)), database: database,
      authenticator: TokenAuthenticator(database, access: context.access),
      journal: StoreJournal(), limits: limits, state: state,
      logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    var secret = ""
    try Bootstrap.run(database) { (made) throws(Status) in secret = made }
    office = try InProcessCalls(dispatcher, token: secret)
    today = (SystemClock().now().seconds + 9 * 3600) / 86_400
    var request = CreateUnitRequest()
    request.unit = Unit()
    request.unit?.name = "서울지사"
    request.unit?.kind = .office
    let made: Unit = try office.call("pcrm.v1.OrganisationService/CreateUnit", request)
    unit = made.id
  }

  func close() {
    database.close()
    removeStore(folder)
  }

  func newID<E>(_ type: ID<E>.Type = ID<E>.self) -> ID<E> { ids.next(at: SystemClock().now()) }

  /// A time in Seoul, so many days from today.
  func at(day: Int, minute: Int) -> Timestamp {
    Timestamp(seconds: (today + Int64(day)) * 86_400 + Int64(minute - 540) * 60, nanos: 0)
  }

  /// Members of staff, each with so many customers and visits; the visits of one never overlap.
  ///
  /// - Parameter days: over how many days from today the visits are spread.
  /// - Returns: their places in ``workers``.
  func hire(
    _ count: Int, customers: Int, visits: Int, days: Int
  ) throws -> Range<Int> {
    let first = workers.count
    for number in first..<first + count { workers.append(try hire(number)) }
    let path = "pcrm.v1.CustomerService/CreateCustomer"
    var requests: [[UInt8]] = []
    for index in first..<first + count {
      for number in 0..<customers { requests.append(customer(of: index, number).binary()) }
    }
    try many(path, requests)
    requests = []
    for index in first..<first + count {
      for number in 0..<visits { requests.append(visit(of: index, number, days: days).binary()) }
    }
    try many("pcrm.v1.VisitService/CreateVisit", requests)
    return first..<first + count
  }

  private func many(_ path: String, _ requests: [[UInt8]]) throws {
    if requests.isEmpty { return }
    let figures = try office.run(path, count: requests.count, inFlight: 128) { requests[$0] }
    if figures.failures > 0 { throw BenchError.server("\(figures.failures) of \(path) failed") }
  }

  private func hire(_ number: Int) throws -> Worker {
    var create = CreateStaffRequest()
    create.staff = Staff()
    create.staff?.name = "직원 \(number)"
    create.staff?.officeID = unit
    let staff: Staff = try office.call("pcrm.v1.OrganisationService/CreateStaff", create)
    var make = CreatePrincipalRequest()
    var principal = Principal()
    principal.name = "field-\(number)"
    principal.roles = [.field]
    principal.scope = .own
    principal.staffID = staff.id
    principal.officeID = unit
    make.principal = principal
    let made: Principal = try office.call("pcrm.v1.AdminService/CreatePrincipal", make)
    var ask = CreateTokenRequest()
    ask.token = Token()
    ask.token?.principalID = made.id
    let token: CreateTokenResponse = try office.call("pcrm.v1.AdminService/CreateToken", ask)
    return Worker(staff: staff.id, token: token.secret, device: newID())
  }

  private func customer(of index: Int, _ number: Int) -> CreateCustomerRequest {
    var customer = Customer()
    customer.id = newID()
    customer.kind = .person
    customer.homeOfficeID = unit
    customer.caseWorkerID = workers[index].staff
    customer.language = "ko"
    var name = CustomerName()
    name.kind = .legal
    name.full = "고객 \(index)-\(number)"
    customer.names = [name]
    var phone = ContactPoint()
    phone.kind = .mobile
    let digits = String(10_000_000 + index * 10_000 + number)
    phone.value = "010-\(digits.prefix(4))-\(digits.suffix(4))"
    customer.contactPoints = [phone]
    var home = Address()
    home.kind = .home
    home.region = "서울특별시"
    home.locality = "중구"
    home.roadAddress = "세종대로 \(number)"
    customer.addresses = [home]
    workers[index].customers.append(customer.id)
    var request = CreateCustomerRequest()
    request.customer = customer
    return request
  }

  private func visit(of index: Int, _ number: Int, days: Int) -> CreateVisitRequest {
    let worker = workers[index]
    var visit = Visit()
    visit.id = newID()
    visit.customerID = worker.customers[number % worker.customers.count]
    visit.staffID = worker.staff
    visit.purpose = "first_visit"
    let minute = 8 * 60 + number / days * 20
    visit.startTime = at(day: number % days, minute: minute)
    visit.endTime = at(day: number % days, minute: minute + 15)
    visit.outsideHours = "as agreed"
    visit.note = "현관 비밀번호는 전화로 확인"
    workers[index].visits.append(visit.id)
    var request = CreateVisitRequest()
    request.visit = visit
    return request
  }
}
