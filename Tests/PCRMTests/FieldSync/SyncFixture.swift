import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// A phone that does by hand what a client does: it keeps rows and a cursor, and takes both over when a pull is complete.
final class Phone {
  let caller: TestCaller
  let id: DeviceID
  private(set) var cursor = ""
  private(set) var rows: [Key: SyncRow] = [:]
  /// Removals of the last whole pull.
  private(set) var removals: [SyncRemoval] = []
  /// Pages of the last whole pull.
  private(set) var pages = 0

  struct Key: Hashable {
    let entity: EntityType
    let id: String
  }

  init(
    _ caller: TestCaller,
    _ id: DeviceID = DeviceID(
      high: .random(in: 0...0xFFFF_FFFF_FFFF) << 16 | 0x7123, low: 0x8000_0000_0000_0001)
  ) {
    self.caller = caller
    self.id = id
  }

  @discardableResult
  func hello(_ set: (inout HelloRequest) -> Void = { _ in }) throws -> HelloResponse {
    try caller.call("pcrm.v1.FieldSyncService/Hello", helloRequest(set))
  }

  func helloRequest(_ set: (inout HelloRequest) -> Void = { _ in }) -> HelloRequest {
    var request = HelloRequest()
    request.deviceID = id
    request.schemaRev = 1
    set(&request)
    return request
  }

  /// One page after a cursor.
  func page(
    after cursor: String, rows: Int32 = 0, bytes: Int32 = 0
  ) throws -> PullResponse {
    try caller.call("pcrm.v1.FieldSyncService/Pull", request(cursor, rows, bytes))
  }

  func pullRefusal(after cursor: String? = nil) throws -> Status? {
    try caller.refusal("pcrm.v1.FieldSyncService/Pull", request(cursor ?? self.cursor, 0, 0))
  }

  private func request(_ cursor: String, _ rows: Int32, _ bytes: Int32) -> PullRequest {
    var request = PullRequest()
    request.deviceID = id
    request.cursor = cursor
    request.maxRows = rows
    request.maxBytes = bytes
    return request
  }

  /// Pulls until nothing is missing, with something done between pages.
  @discardableResult
  func pull(
    rows size: Int32 = 0, bytes: Int32 = 0, between: (Int) throws -> Void = { _ in }
  ) throws -> Set<String> {
    var staged = rows
    var place = cursor
    removals = []
    pages = 0
    while pages < 1000 {
      let page = try page(after: place, rows: size, bytes: bytes)
      pages += 1
      for row in page.rows { staged[Key(entity: row.entity, id: row.id)] = row }
      for row in page.removals {
        staged[Key(entity: row.entity, id: row.id)] = nil
        removals.append(row)
      }
      place = page.nextCursor
      if page.complete {
        cursor = place
        rows = staged
        return held
      }
      try between(pages)
    }
    Issue.record("a pull never ends")
    return []
  }

  /// Begins anew.
  func forget() {
    cursor = ""
    rows = [:]
  }

  func put(cursor: String) { self.cursor = cursor }

  /// What it carries beside the rules: "visit ID".
  var held: Set<String> {
    Set(
      rows.keys.filter { $0.entity != .visitRule }.map { key in
        let kind =
          switch key.entity {
          case .visit: "visit"
          case .customer: "customer"
          case .visitTask: "task"
          case .syncConflict: "conflict"
          default: "other"
          }
        return "\(kind) \(key.id)"
      })
  }

  func visit(_ id: VisitID) -> SyncVisit? {
    rows[Key(entity: .visit, id: id.description)]?.visit
  }

  func customer(_ id: CustomerID) -> Customer? {
    rows[Key(entity: .customer, id: id.description)]?.customer
  }
}

/// An office with field staff who have phones.
struct SyncWorld {
  let visits: VisitWorld
  let pcrm: PCRMFixture

  var admin: TestCaller { visits.admin }

  init(_ pcrm: PCRMFixture) throws {
    self.pcrm = pcrm
    visits = try VisitWorld(pcrm)
  }

  /// A phone of somebody, which has said hello.
  func phone(of staff: StaffID) throws -> Phone {
    let phone = Phone(
      try pcrm.caller(as: .field, scope: .office, staff: staff, office: visits.office))
    try phone.hello()
    return phone
  }

  func customer(_ change: (inout Customer) -> Void = { _ in }) throws -> CustomerID {
    try admin.create(
      Customer.person().with {
        $0.homeOfficeID = visits.office
        change(&$0)
      }
    ).id
  }

  /// A visit of Anna's at ten, so many days from the third of March on.
  func visit(
    day: Int64 = 0, hour: Int64 = 10, _ change: (inout Visit) -> Void = { _ in }
  ) throws -> Visit {
    try visits.plan {
      $0.startTime = VisitWorld.at(hour, day: day)
      $0.endTime = VisitWorld.at(hour, 30, day: day)
      change(&$0)
    }
  }

  /// Lets so many others have devices, all of whom may record answers.
  func enrol(_ count: Int) throws {
    let roles = Value.integer(RoleBits.of([.field]))
    try pcrm.database.write { (writer) throws(Status) in
      for _ in 0..<count {
        let staff: StaffID = writer.newID()
        let principal: PrincipalID = writer.newID()
        try writer.execute(
          """
          INSERT INTO staff SELECT $1, version, name, NULL, job_group, office, team, latitude_e7,
            longitude_e7, active_from, active_to, created_at, updated_at, NULL
          FROM staff LIMIT 1
          """, .id(staff))
        try writer.execute(
          """
          INSERT INTO principal (id, version, name, display_name, staff, scope, office, disabled,
            roles, created_at, updated_at)
          VALUES ($1, 1, $2, '', $3, 1, NULL, 0, $4, 0, 0)
          """, .id(principal), .text("other-\(principal)"), .id(staff), roles)
        try writer.enrol(staff)
        _ = try writer.catchUp(staff, stopAt: .distantFuture)
      }
    }
  }

  /// What is wrong with what everybody carries.
  func faults() throws -> [String] {
    try pcrm.database.read { (reader) throws(Status) in try reader.checkSync() }
  }

  /// Runs whatever is due by the clock.
  func runTimers() {
    let runner = pcrm.runner()
    var rounds = 0
    while runner.runRound() > 0 && rounds < 2000 { rounds += 1 }
  }

  /// Sets the timers that a daemon sets when it starts.
  func setTimers() throws { try PCRM.begin(pcrm.database) }

  func number(_ sql: SQL) throws -> Int64 {
    try pcrm.database.read { (reader) throws(Status) in
      try reader.first(sql) { $0.integer(0) } ?? 0
    }
  }
}
