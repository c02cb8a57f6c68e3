import ArgumentParser
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm token`: proofs of who calls.
struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Make, list and revoke tokens.",
    discussion: """
      EXAMPLES
        pcrm token create --principal payments --days 365
        pcrm token list
        pcrm token revoke 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """,
    subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self])

  static let columns: [Column<Token>] = [
    Column("ID") { $0.id.description },
    Column("PRINCIPAL") { $0.principalID.description },
    Column("LABEL") { $0.label },
    Column("CREATED") { $0.createTime.text },
    Column("EXPIRES") { $0.expireTime.text },
    Column("REVOKED") { $0.revokeTime.text },
  ]
}

/// `pcrm token create`.
struct TokenCreate: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Make a token and print its secret, this once.",
    discussion: """
      The secret alone goes to standard output, so that it can be sent to a file; with --output \
      json the whole answer does.

      EXAMPLES
        pcrm token create --principal payments --days 365 --label "nightly run" > payments.token
      """)

  @Option(help: ArgumentHelp("Whose token: name or id of a principal.", valueName: "name"))
  var principal: String

  @Option(
    help: ArgumentHelp("It expires after so many days; without it, never.", valueName: "days"))
  var days: Int64?

  @Option(help: "What it is for.")
  var label = ""

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let days, !(1...36_500).contains(days) {
      throw ValidationError("--days is \(days); it must be from 1 to 36500")
    }
  }

  func run(_ server: Server) async throws {
    var token = Token()
    token.principalID = try await PrincipalCommand.id(principal, server)
    token.label = label
    token.expireTime = days.map { SystemClock().now().adding(seconds: $0 * 86_400) }
    var request = CreateTokenRequest()
    request.requestID = .new()
    request.token = token
    let answer: CreateTokenResponse = try await server.call(
      "pcrm.v1.AdminService/CreateToken", request)
    switch server.output {
    case .json, .ndjson: try Console.print(answer.json(pretty: server.output == .json))
    case .table, .csv:
      try Console.print(answer.secret)
      try Console.flush()
      Console.note("token \(answer.token?.id.description ?? ""); the secret is shown this once")
    }
  }
}

/// `pcrm token list`.
struct TokenList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List tokens, without their secrets.",
    discussion: """
      EXAMPLES
        pcrm token list
        pcrm token list --principal payments --show-invalid
      """)

  @Option(help: ArgumentHelp("Only this principal's: name or id.", valueName: "name"))
  var principal: String?

  @Flag(help: "Revoked and expired ones too.")
  var showInvalid = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListTokensRequest()
    request.showInvalid = showInvalid
    if let principal { request.principalID = try await PrincipalCommand.id(principal, server) }
    var listing = Listing(server.output, TokenCommand.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListTokensResponse = try await server.call(
        "pcrm.v1.AdminService/ListTokens", request)
      return (answer.tokens, answer.nextPageToken)
    }
  }
}

/// `pcrm token revoke`.
struct TokenRevoke: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Make a token invalid from now on.",
    discussion: """
      EXAMPLES
        pcrm token revoke 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The token's id.")
  var id: IDArgument<Entity.Token>

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = RevokeTokenRequest()
    request.requestID = .new()
    request.id = id.id
    let token: Token = try await server.call("pcrm.v1.AdminService/RevokeToken", request)
    try Listing.one(token, server.output, TokenCommand.columns)
  }
}
