import CDescriptors
import Glibc
import Logging
public import PCRM
public import PCRMCore
public import PCRMModel
public import RPC
public import SQLiteStorage
import TTRPC

/// How near to the server's inside a test calls it.
public enum TestDoor: Sendable {
  /// In process, where a door hands calls in.
  case dispatcher
  /// Through a Unix socket, with the product's own client.
  case ttrpc

  /// The door that the environment names in PCRM_TEST_DOOR; in process without it.
  public static let usual: TestDoor =
    getenv("PCRM_TEST_DOOR").map { String(cString: $0) } == "ttrpc" ? .ttrpc : .dispatcher
}

/// Runs a test against a whole server on a store of its own, which has one administrator and nothing else.
public func withPCRM(
  through door: TestDoor = .usual, limits: Limits = Limits(),
  clock: ManualClock = ManualClock(), options: SQLiteOptions = SQLiteOptions(),
  _ body: (PCRMFixture) throws -> Void
) throws {
  let fixture = try PCRMFixture(through: door, limits: limits, clock: clock, options: options)
  defer { fixture.close() }
  try body(fixture)
}

/// Runs a test against a server on a store that is there already.
///
/// - Parameter token: of the administrator who was made when the store was.
public func withPCRM(
  onStore data: String, token: String, clock: ManualClock, _ body: (PCRMFixture) throws -> Void
) throws {
  let fixture = try PCRMFixture(
    through: .usual, limits: Limits(), clock: clock, options: SQLiteOptions(),
    store: (data, token))
  defer { fixture.close() }
  try body(fixture)
}

/// A server for one test: all services, the real store, and callers to call it with.
public final class PCRMFixture {
  public let clock: ManualClock
  public let folder = TemporaryFolder()
  public let database: SQLiteDatabase
  public let context: PCRM.Context
  public let dispatcher: Dispatcher
  /// The administrator that the first start makes.
  public let admin: TestCaller
  private let server: TTRPCServer?
  private var callers = 0

  init(
    through door: TestDoor, limits: Limits, clock: ManualClock, options: SQLiteOptions,
    store: (data: String, token: String)? = nil
  ) throws {
    self.clock = clock
    let database = try SQLiteDatabase.open(
      path: store?.data ?? folder.path + "/data", migrations: PCRM.migrations, limits: limits,
      clock: clock,
      options: options)
    self.database = database
    context = PCRM.Context(
      pages: PageTokens(secret: [UInt8](repeating: 7, count: 32), limits: limits),
      state: ServerState(), descriptors: Self.descriptors, version: "0.0.0-test",
      startTime: clock.now(), database: database)
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let dispatcher = Dispatcher(
      table: ServiceTable(PCRM.services(context)), database: database,
      authenticator: TokenAuthenticator(database, access: context.access),
      journal: StoreJournal(), limits: limits, state: context.state,
      logger: logger)
    self.dispatcher = dispatcher
    let socket = Endpoint.unix(path: folder.path + "/socket")
    server =
      switch door {
      case .dispatcher: nil
      case .ttrpc:
        try Waiting.run {
          try await TTRPCServer.start([socket], dispatcher: dispatcher, logger: logger)
        }
      }
    var secret = store?.token ?? ""
    try Bootstrap.run(database) { secret = $0 }
    admin = TestCaller(try Self.connection(dispatcher, server), token: secret)
  }

  /// Where the socket is; empty for a test in process.
  var endpoints: [Endpoint] { server?.endpoints ?? [] }

  func close() {
    if let server { try? Waiting.run { await server.shutdown(graceSeconds: 0) } }
    database.close()
  }

  private static func connection(
    _ dispatcher: Dispatcher, _ server: TTRPCServer?
  ) throws -> any TestConnection {
    guard let server else { return try DispatcherConnection(dispatcher) }
    return try SocketConnection(to: server.endpoints[0])
  }

  /// The compiled contract.
  public static let descriptors: [UInt8] = [UInt8](
    UnsafeBufferPointer(start: pcrm_descriptor_set(), count: pcrm_descriptor_set_length()))

  /// A new connection that shows this token.
  public func caller(token: String) throws -> TestCaller {
    TestCaller(try Self.connection(dispatcher, server), token: token)
  }

  /// A new principal with this role, and a connection that shows its token.
  public func caller(
    as role: Role, scope: PrincipalScope = .all, staff: StaffID = StaffID(),
    office: UnitID = UnitID()
  ) throws -> TestCaller {
    callers += 1
    var create = CreatePrincipalRequest()
    var principal = Principal()
    principal.name = "caller-\(callers)"
    principal.roles = [role]
    principal.scope = scope
    principal.staffID = staff
    principal.officeID = office
    create.principal = principal
    principal = try admin.call("pcrm.v1.AdminService/CreatePrincipal", create)
    return try caller(token: try token(for: principal.id).secret, principal: principal.id)
  }

  /// A new token of a principal.
  public func token(for principal: PrincipalID) throws -> CreateTokenResponse {
    var request = CreateTokenRequest()
    var token = Token()
    token.principalID = principal
    request.token = token
    return try admin.call("pcrm.v1.AdminService/CreateToken", request)
  }

  private func caller(token: String, principal: PrincipalID) throws -> TestCaller {
    let caller = try caller(token: token)
    caller.principal = principal
    return caller
  }
}
