import FieldClient
import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import RPC
import Storage
import Synchronization

/// A whole server with an office, two members of staff who go into the field, and a customer's visit for each day.
final class FieldAgency {
  let fixture: PCRMFixture
  let office: UnitID
  /// Those who go.
  let staff: [StaffID]
  let callers: [TestCaller]
  private(set) var customers: [CustomerID] = []

  init(_ fixture: PCRMFixture) throws {
    self.fixture = fixture
    var unit = Unit()
    unit.name = "서울지사"
    unit.kind = .office
    var create = CreateUnitRequest()
    create.unit = unit
    let office: Unit = try fixture.admin.call("pcrm.v1.OrganisationService/CreateUnit", create)
    self.office = office.id
    var staff: [StaffID] = []
    var callers: [TestCaller] = []
    for name in ["이안나", "박보라"] {
      var person = Staff()
      person.name = name
      person.officeID = office.id
      var create = CreateStaffRequest()
      create.staff = person
      let made: Staff = try fixture.admin.call("pcrm.v1.OrganisationService/CreateStaff", create)
      staff.append(made.id)
      callers.append(
        try fixture.caller(as: .field, scope: .own, staff: made.id, office: office.id))
    }
    self.staff = staff
    self.callers = callers
  }

  var admin: TestCaller { fixture.admin }

  /// Runs whatever is due by the clock.
  func runTimers() {
    let runner = JobRunner(database: fixture.database, clock: fixture.clock)
    PCRM.handleTimers(runner)
    while runner.runRound() > 0 {}
  }

  /// A customer of somebody's.
  func customer(_ name: String, worker: Int? = nil) throws -> CustomerID {
    var customer = Customer()
    customer.kind = .person
    customer.homeOfficeID = office
    if let worker { customer.caseWorkerID = staff[worker] }
    var legal = CustomerName()
    legal.kind = .legal
    legal.full = name
    customer.names = [legal]
    var create = CreateCustomerRequest()
    create.customer = customer
    let made: Customer = try admin.call("pcrm.v1.CustomerService/CreateCustomer", create)
    customers.append(made.id)
    return made.id
  }

  /// A visit so many hours from now.
  func visit(_ customer: CustomerID, by person: Int = 0, hours: Int64 = 1) throws -> Visit {
    var visit = Visit()
    visit.customerID = customer
    visit.staffID = staff[person]
    visit.purpose = "first_visit"
    visit.startTime = fixture.clock.now().adding(seconds: hours * 3600)
    visit.endTime = fixture.clock.now().adding(seconds: hours * 3600 + 3000)
    visit.outsideHours = "as agreed"
    var create = CreateVisitRequest()
    create.visit = visit
    return try admin.call("pcrm.v1.VisitService/CreateVisit", create)
  }

  func visit(_ id: VisitID) throws -> Visit {
    var request = GetVisitRequest()
    request.id = id
    return try admin.call("pcrm.v1.VisitService/GetVisit", request)
  }

  /// Changes a visit's note at the office.
  func note(_ id: VisitID, _ text: String) throws {
    var request = UpdateVisitRequest()
    var visit = Visit()
    visit.id = id
    visit.note = text
    request.visit = visit
    request.updateMask = FieldMask(paths: ["note"])
    let _: Visit = try admin.call("pcrm.v1.VisitService/UpdateVisit", request)
  }

  /// A device of somebody's, and its way to this server.
  func device(_ person: Int = 0) throws -> (TestDevice, DirectNetwork) {
    let device = try TestDevice(clock: DeviceClock(fixture.clock))
    return (device, try DirectNetwork(fixture, callers[person].token))
  }
}

/// The way to a server in process, on which a test can have calls or answers lost.
final class DirectNetwork: FieldNetwork {
  enum Fate { case arrives, lost, answerLost }

  private let dispatcher: Mutex<Dispatcher>
  private let token: String
  let fate = Mutex<@Sendable (String) -> Fate>({ _ in .arrives })

  convenience init(_ fixture: PCRMFixture, _ token: String) throws {
    self.init(fixture.dispatcher, token)
  }

  init(_ dispatcher: Dispatcher, _ token: String) {
    self.dispatcher = Mutex(dispatcher)
    self.token = token
  }

  /// Leads to another life of the server from now on.
  func lead(to other: Dispatcher) { dispatcher.withLock { $0 = other } }

  func call(_ method: String, _ request: [UInt8]) throws(Status) -> [UInt8] {
    let fate = fate.withLock { $0 }(String(method.split(separator: "/").last ?? ""))
    let lost = Status(.unavailable, "lost", ErrorInfo(reason: "CONNECTION_LOST"))
    if fate == .lost { throw lost }
    let answer: [UInt8]
    do {
      let dispatcher = dispatcher.withLock { $0 }
      answer = try TestCaller(dispatcher, token: token).bytes(method, request)
    } catch let status as Status {
      throw status
    } catch {
      throw Status(.unknown, "\(error)")
    }
    if fate == .answerLost { throw lost }
    return answer
  }
}
