import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// A device in a test: it numbers what it sends, and keeps nothing but that.
final class TestDevice {
  let caller: TestCaller
  let id: DeviceID
  let staff: StaffID
  var epoch = ""
  /// The number of the next change.
  var n: Int64 = 1
  private var ids = IDSource()
  private let clock: ManualClock

  init(_ caller: TestCaller, staff: StaffID, _ clock: ManualClock) throws {
    self.caller = caller
    self.staff = staff
    self.clock = clock
    id = ids.next(at: clock.now())
    epoch = try hello().epoch
  }

  @discardableResult
  func hello() throws -> HelloResponse {
    var request = HelloRequest()
    request.deviceID = id
    request.schemaRev = 1
    return try caller.call("pcrm.v1.FieldSyncService/Hello", request)
  }

  func key<E>(_ type: ID<E>.Type = ID<E>.self) -> ID<E> { ids.next(at: clock.now()) }

  /// A change with the next number.
  func change(
    _ entity: EntityType, _ op: MutationOp, _ id: String, trunk: Int64 = 0,
    _ set: (inout Mutation) -> Void
  ) -> Mutation {
    var mutation = Mutation()
    mutation.n = n
    mutation.id = key()
    mutation.entity = entity
    mutation.op = op
    mutation.entityID = id
    mutation.trunkVersion = trunk
    set(&mutation)
    n += 1
    return mutation
  }

  func patch(
    _ visit: Visit, _ fields: [String], hasBase: Bool = true, _ set: (inout Visit) -> Void
  ) -> Mutation {
    change(.visit, .patch, visit.id.description, trunk: visit.version) {
      var mine = visit
      set(&mine)
      $0.visit = mine
      if hasBase { $0.visitBase = visit }
      $0.fields = FieldMask(paths: fields)
    }
  }

  func patch(
    _ customer: Customer, _ fields: [String], _ set: (inout Customer) -> Void
  ) -> Mutation {
    change(.customer, .patch, customer.id.description, trunk: customer.version) {
      var mine = customer
      set(&mine)
      $0.customer = mine
      $0.customerBase = customer
      $0.fields = FieldMask(paths: fields)
    }
  }

  func step(_ visit: Visit, _ state: VisitState, reason: String = "") -> Mutation {
    change(.visit, .transition, visit.id.description, trunk: visit.version) {
      var step = VisitStep()
      step.to = state
      step.reason = reason
      $0.step = step
    }
  }

  func attempt(
    _ visit: VisitID, _ outcome: AttemptOutcome = .noAnswer, id: AttemptID? = nil,
    _ set: (inout VisitAttempt) -> Void = { _ in }
  ) -> Mutation {
    change(.attempt, .append, (id ?? key()).description) {
      var attempt = VisitAttempt()
      attempt.visitID = visit
      attempt.outcome = outcome
      set(&attempt)
      $0.attempt = attempt
    }
  }

  func note(_ visit: VisitID, _ text: String) -> Mutation {
    change(.visitNote, .append, key(VisitNoteID.self).description) {
      var note = VisitNote()
      note.visitID = visit
      note.text = text
      $0.note = note
    }
  }

  func request(_ mutations: [Mutation], acked: Int64 = 0) -> PushRequest {
    var request = PushRequest()
    request.deviceID = id
    request.mutations = mutations
    request.epoch = epoch
    request.ackedN = acked
    return request
  }

  func push(_ mutations: [Mutation], acked: Int64 = 0) throws -> PushResponse {
    try caller.call("pcrm.v1.FieldSyncService/Push", request(mutations, acked: acked))
  }

  /// What became of one change that is pushed alone.
  @discardableResult
  func push(_ mutation: Mutation) throws -> MutationResult {
    try push([mutation]).results.first ?? MutationResult()
  }
}

extension TestCaller {
  /// Calls a method of field sync with a request that is filled in.
  func sync<Request: Message, Response: Message>(
    _ method: String, _ type: Request.Type, as response: Response.Type = Response.self,
    _ set: (inout Request) -> Void = { _ in }
  ) throws -> Response {
    var request = Request()
    set(&request)
    return try call("pcrm.v1.FieldSyncService/\(method)", request)
  }

  func syncRefusal<Request: Message>(
    _ method: String, _ type: Request.Type, _ set: (inout Request) -> Void = { _ in }
  ) throws -> Refusal? {
    var request = Request()
    set(&request)
    return try refused("pcrm.v1.FieldSyncService/\(method)", request)
  }

  func conflicts(_ state: ConflictState = .open) throws -> [SyncConflict] {
    let page: ListConflictsResponse = try sync("ListConflicts", ListConflictsRequest.self) {
      $0.state = state
    }
    return page.conflicts
  }

  func quarantine(_ state: QuarantineState = .held) throws -> [QuarantineItem] {
    let page: ListQuarantineResponse = try sync("ListQuarantine", ListQuarantineRequest.self) {
      $0.state = state
    }
    return page.items
  }

  func resolve(
    _ conflict: SyncConflict, _ choice: ConflictChoice
  ) throws -> SyncConflict {
    try sync("ResolveConflict", ResolveConflictRequest.self) {
      $0.id = conflict.id
      $0.version = conflict.version
      $0.choices = conflict.fields.map { FieldChoice($0.name, choice) }
    }
  }

  func release(
    _ item: QuarantineItem, _ state: QuarantineState = .accepted
  ) throws -> ReleaseQuarantineResponse {
    try sync("ReleaseQuarantine", ReleaseQuarantineRequest.self) {
      $0.id = item.id
      $0.version = item.version
      $0.to = state
      $0.reason = "checked with the office"
    }
  }

  func change(_ visit: Visit, _ fields: [String], _ set: (inout Visit) -> Void) throws -> Visit {
    try visits("UpdateVisit", UpdateVisitRequest.self) {
      var patch = Visit()
      patch.id = visit.id
      set(&patch)
      $0.visit = patch
      $0.updateMask = FieldMask(paths: fields)
    }
  }
}

extension FieldChoice {
  init(_ name: String, _ choice: ConflictChoice) {
    self.init()
    self.name = name
    self.choice = choice
  }
}

/// A world of visits in which Anna and Berta have a device each.
struct PushWorld {
  let world: VisitWorld
  let anna: TestDevice
  let berta: TestDevice

  var pcrm: PCRMFixture { world.pcrm }
  var admin: TestCaller { world.admin }

  init(_ pcrm: PCRMFixture) throws {
    world = try VisitWorld(pcrm)
    func device(_ staff: StaffID) throws -> TestDevice {
      try TestDevice(
        try pcrm.caller(as: .field, scope: .own, staff: staff), staff: staff, pcrm.clock)
    }
    anna = try device(world.anna)
    berta = try device(world.berta)
  }

  /// Everybody works from 9 to 18: free times are offered only where hours are recorded.
  func work() throws {
    var request = SetWorkingHoursRequest()
    var hours = WorkingHours()
    var span = WorkingSpan()
    span.kind = .work
    span.fromMinute = 540
    span.toMinute = 1080
    hours.spans = [span]
    request.hours = hours
    let _: SetWorkingHoursResponse = try admin.call(
      "pcrm.v1.CalendarService/SetWorkingHours", request)
  }

  func customer() throws -> Customer {
    var request = GetCustomerRequest()
    request.id = world.customer
    return try admin.call("pcrm.v1.CustomerService/GetCustomer", request)
  }

  func change(
    _ customer: Customer, _ fields: [String], _ set: (inout Customer) -> Void
  ) throws
    -> Customer
  {
    var request = UpdateCustomerRequest()
    var patch = Customer()
    patch.id = customer.id
    set(&patch)
    request.customer = patch
    request.updateMask = FieldMask(paths: fields)
    return try admin.call("pcrm.v1.CustomerService/UpdateCustomer", request)
  }
}

/// Expects that a change was refused for a reason, at a field.
func expectRefusal(
  _ result: MutationResult, _ reason: String, _ field: String,
  _ comment: Comment? = nil, _ location: SourceLocation = #_sourceLocation
) {
  #expect(
    result.outcome == .rejected && result.reason == reason && result.field == field,
    comment ?? "\(result.outcome) \(result.reason) \(result.field)", sourceLocation: location)
}

/// A change with something else in it.
func changed(_ mutation: Mutation, _ set: (inout Mutation) -> Void) -> Mutation {
  var mutation = mutation
  set(&mutation)
  return mutation
}
