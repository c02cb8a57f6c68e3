import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm principal`: who may call.
struct PrincipalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "principal",
    abstract: "Create, list, disable and enable those who call the server.",
    discussion: """
      EXAMPLES
        pcrm principal create --name payments --role integration --scope all
        pcrm principal list
        pcrm principal disable payments
      """,
    subcommands: [
      PrincipalCreate.self, PrincipalList.self, PrincipalDisable.self, PrincipalEnable.self,
    ])

  static let columns: [Column<Principal>] = [
    Column("ID") { $0.id.description },
    Column("NAME") { $0.name },
    Column("ROLES") { $0.roles.map(\.word).joined(separator: ", ") },
    Column("SCOPE") { $0.scope.word },
    Column("DISABLED") { $0.disabled ? "yes" : "" },
    Column("CREATED") { $0.createTime.text },
  ]

  /// The id of a principal that is given by name or by id.
  static func id(_ text: String, _ server: Server) async throws -> PrincipalID {
    if let id = PrincipalID(text), !id.isEmpty { return id }
    var request = ListPrincipalsRequest()
    request.pageSize = 1000
    repeat {
      let answer: ListPrincipalsResponse = try await server.call(
        "pcrm.v1.AdminService/ListPrincipals", request)
      if let found = answer.principals.first(where: { $0.name == text }) { return found.id }
      request.pageToken = answer.nextPageToken
    } while !request.pageToken.isEmpty
    throw CommandFailure(code: 1, message: "not_found: principal \(text)")
  }

  static func setDisabled(_ disabled: Bool, _ name: String, _ server: Server) async throws {
    var principal = Principal()
    principal.id = try await id(name, server)
    principal.disabled = disabled
    var request = UpdatePrincipalRequest()
    request.requestID = .new()
    request.principal = principal
    request.updateMask = FieldMask(paths: ["disabled"])
    let stored: Principal = try await server.call(
      "pcrm.v1.AdminService/UpdatePrincipal", request)
    try Listing.one(stored, server.output, columns)
  }
}

/// `pcrm principal create`.
struct PrincipalCreate: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Add somebody or something that calls the server.",
    discussion: """
      EXAMPLES
        pcrm principal create --name payments --role integration --scope all
        pcrm principal create --name kim --role field --scope own --staff E0001
        pcrm principal create --name lee --role manager --scope office --staff E0002 --office 01
      """)

  @Option(help: "A unique name of a–z, 0–9 and _-.@")
  var name: String

  @Option(help: "What it may do; give several for the sum.")
  var role: [WordArgument<Role>]

  @Option(help: "Whose customers it sees: all, those of an office, or its own.")
  var scope: WordArgument<PrincipalScope>

  @Option(help: ArgumentHelp("What to show as its name.", valueName: "text"))
  var displayName = ""

  @Option(help: ArgumentHelp("The member of staff it stands for.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("The office that scope office means.", valueName: "unit"))
  var office: String?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var principal = Principal()
    principal.name = name
    principal.displayName = displayName
    principal.scope = scope.value
    principal.roles = role.map(\.value)
    if let staff { principal.staffID = try await Reference.staff(staff, server) }
    if let office { principal.officeID = try await Reference.unit(office, server) }
    var request = CreatePrincipalRequest()
    request.requestID = .new()
    request.principal = principal
    let stored: Principal = try await server.call(
      "pcrm.v1.AdminService/CreatePrincipal", request)
    try Listing.one(stored, server.output, PrincipalCommand.columns)
  }
}

/// `pcrm principal list`.
struct PrincipalList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List principals.",
    discussion: """
      EXAMPLES
        pcrm principal list
        pcrm principal list --role admin
      """)

  @Option(help: "Only those with this role.")
  var role: WordArgument<Role>?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListPrincipalsRequest()
    request.role = role?.value ?? .unspecified
    var listing = Listing(server.output, PrincipalCommand.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListPrincipalsResponse = try await server.call(
        "pcrm.v1.AdminService/ListPrincipals", request)
      return (answer.principals, answer.nextPageToken)
    }
  }
}

/// `pcrm principal disable`.
struct PrincipalDisable: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable",
    abstract: "Refuse a principal's calls from now on.",
    discussion: """
      EXAMPLES
        pcrm principal disable payments
      """)

  @Argument(help: "Name or id of the principal.")
  var name: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    try await PrincipalCommand.setDisabled(true, name, server)
  }
}

/// `pcrm principal enable`.
struct PrincipalEnable: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable",
    abstract: "Take a principal's calls again.",
    discussion: """
      EXAMPLES
        pcrm principal enable payments
      """)

  @Argument(help: "Name or id of the principal.")
  var name: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    try await PrincipalCommand.setDisabled(false, name, server)
  }
}
