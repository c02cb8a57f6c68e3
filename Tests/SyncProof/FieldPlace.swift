import Glibc
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Synchronization

/// What every history begins with: an office, three members of staff, six customers, twelve visits. It is made once.
struct FieldPlace: Sendable {
  var office: UnitID
  var staff: [StaffID]
  var principals: [PrincipalID]
  var customers: [CustomerID]
  var visits: [VisitID]
  /// The office's own token, then one of each member of staff.
  var tokens: [String]
  /// The store.
  let file: String
  private let folder: ProofFolder

  /// The moment at which histories begin: Monday, 2 March 2026, nine in the morning in Seoul.
  static let start = Timestamp(seconds: 1_772_409_600, nanos: 0)

  /// A time in Seoul, so many days after the first one.
  static func at(day: Int, hour: Int, minute: Int = 0) -> Timestamp {
    Timestamp(
      seconds: start.seconds + Int64(day) * 86_400 + Int64(hour - 9) * 3600 + Int64(minute) * 60,
      nanos: 0)
  }

  /// A key that is the same in each run.
  static func key<E>(_ kind: Int, _ number: Int, of type: ID<E>.Type = ID<E>.self) -> ID<E> {
    let milliseconds = UInt64(start.seconds) * 1000 + UInt64(number)
    return ID<E>(
      high: milliseconds << 16 | 0x7000 | UInt64(kind),
      low: 0x8000_0000_0000_0000 | UInt64(number))
  }

  private static let kept = Mutex<FieldPlace?>(nil)

  /// The place, made at the first call.
  static func shared() throws -> FieldPlace {
    try kept.withLock { place in
      if let place { return place }
      let made = try FieldPlace()
      place = made
      return made
    }
  }

  private init() throws {
    folder = ProofFolder()
    file = folder.path + "/place.db"
    let clock = ManualClock(Self.start)
    // The first start makes the administrator.
    let found = try FieldServer.withAdministrator(clock: clock)
    let server = found.server
    let admin = server.caller(0)
    tokens = [found.token]
    let unit: Unit = try admin.call("pcrm.v1.OrganisationService/CreateUnit", Self.officeRequest())
    office = unit.id
    staff = []
    principals = []
    for number in 0..<History.staffCount {
      let (person, principal, token) = try Self.makeStaff(number, office, admin)
      staff.append(person)
      principals.append(principal)
      tokens.append(token)
    }
    customers = []
    visits = []
    for number in 0..<History.customerCount { try makeCustomer(number, admin) }
    for number in 0..<History.visitCount { try makeVisit(number, admin) }
    let copy = try server.backup()
    ProofFolder.copy(copy, to: file)
  }

  private static func officeRequest() -> CreateUnitRequest {
    var request = CreateUnitRequest()
    var unit = Unit()
    unit.name = "서울지사"
    unit.kind = .office
    request.unit = unit
    return request
  }

  private static func makeStaff(
    _ number: Int, _ office: UnitID, _ admin: TestCaller
  ) throws -> (StaffID, PrincipalID, String) {
    var create = CreateStaffRequest()
    var person = Staff()
    person.name = ["이안나", "박보라", "최찬호"][number % 3]
    person.officeID = office
    create.staff = person
    let staff: Staff = try admin.call("pcrm.v1.OrganisationService/CreateStaff", create)
    var make = CreatePrincipalRequest()
    var principal = Principal()
    principal.name = "field-\(number)"
    principal.roles = [.field]
    principal.scope = .all
    principal.staffID = staff.id
    principal.officeID = office
    make.principal = principal
    let made: Principal = try admin.call("pcrm.v1.AdminService/CreatePrincipal", make)
    var ask = CreateTokenRequest()
    var token = Token()
    token.principalID = made.id
    ask.token = token
    let answer: CreateTokenResponse = try admin.call("pcrm.v1.AdminService/CreateToken", ask)
    return (staff.id, made.id, answer.secret)
  }

  private mutating func makeCustomer(_ number: Int, _ admin: TestCaller) throws {
    var customer = Customer()
    customer.id = Self.key(1, number)
    customer.kind = .person
    customer.homeOfficeID = office
    // The first four have a case worker, the others are known through visits only.
    if number < 4 { customer.caseWorkerID = staff[[0, 0, 1, 2][number]] }
    var name = CustomerName()
    name.kind = .legal
    name.full = "고객\(number)"
    customer.names = [name]
    customer.contactPoints = [Self.phone(number)]
    customer.language = "ko"
    var create = CreateCustomerRequest()
    create.customer = customer
    let made: Customer = try admin.call("pcrm.v1.CustomerService/CreateCustomer", create)
    customers.append(made.id)
  }

  /// One more customer of the first member of staff.
  func addCustomer(_ number: Int, to office: TestCaller) throws -> CustomerID {
    var customer = Customer()
    customer.id = Self.key(10, number)
    customer.kind = .person
    customer.homeOfficeID = self.office
    customer.caseWorkerID = staff[0]
    var name = CustomerName()
    name.kind = .legal
    name.full = "또 다른 고객 \(number)"
    customer.names = [name]
    var create = CreateCustomerRequest()
    create.customer = customer
    let made: Customer = try office.call("pcrm.v1.CustomerService/CreateCustomer", create)
    return made.id
  }

  /// Days from the first one on which the visits of the beginning are: some at the edges of what a device carries.
  static let days = [0, 0, 1, 1, 2, -6, 29, 31, 33, 4, 5, -7]

  private mutating func makeVisit(_ number: Int, _ admin: TestCaller) throws {
    var visit = Visit()
    visit.id = Self.key(2, number)
    visit.customerID = customers[number % customers.count]
    visit.staffID = staff[number % staff.count]
    visit.purpose = "first_visit"
    visit.startTime = Self.at(day: Self.days[number], hour: 10 + number % 3)
    visit.endTime = Self.at(day: Self.days[number], hour: 10 + number % 3, minute: 50)
    visit.outsideHours = "as agreed"
    var create = CreateVisitRequest()
    create.visit = visit
    let made: Visit = try admin.call("pcrm.v1.VisitService/CreateVisit", create)
    visits.append(made.id)
  }

  /// A phone number of its own for each content.
  static func phone(_ value: Int) -> ContactPoint {
    var phone = ContactPoint()
    phone.kind = .mobile
    let digits = String(10_000_000 + value % 80_000_000)
    phone.value = "010-\(digits.prefix(4))-\(digits.suffix(4))"
    return phone
  }
}

extension FieldServer {
  /// A server on a new store, and the token of its administrator.
  static func withAdministrator(clock: ManualClock) throws -> (server: FieldServer, token: String) {
    let first = try FieldServer(copyOf: nil, clock: clock, tokens: [])
    let token = try first.bootstrap()
    try first.open(as: [token])
    return (first, token)
  }
}
