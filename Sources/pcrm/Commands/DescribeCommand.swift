import ArgumentParser
import PCRMModel
import ProtobufCodec

/// `pcrm describe`: what the server offers.
struct DescribeCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "List the server's methods, or show a part of its contract with all comments.",
    discussion: """
      EXAMPLES
        pcrm describe
        pcrm describe pcrm.v1.CustomerService
        pcrm describe pcrm.v1.CustomerService/GetCustomer
        pcrm describe pcrm.v1.Customer.birth_date
        pcrm describe pcrm.v1.Customer --json
      """)

  @Argument(help: "A service, method, message, field or enum; none = list all methods.")
  var name: String?

  @Flag(help: "Print the answer as JSON, with the compiled descriptors.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    guard let name else { return try await list(server) }
    var request = DescribeRequest()
    request.symbol = name
    let answer: DescribeResponse = try await server.call(
      "pcrm.v1.ReflectionService/Describe", request)
    if json || server.output == .json {
      try Console.print(answer.json(pretty: true))
    } else {
      try Console.write("// \(answer.file)\n\(answer.text)")
      if !answer.text.hasSuffix("\n") { try Console.write("\n") }
    }
  }

  private func list(_ server: Server) async throws {
    let answer: ListMethodsResponse = try await server.call(
      "pcrm.v1.ReflectionService/ListMethods", ListMethodsRequest())
    var listing = Listing<MethodInfo>(
      json ? .json : server.output,
      [
        Column("METHOD") { $0.name },
        Column("REQUEST") { $0.requestType },
        Column("RESPONSE") { ($0.serverStreaming ? "stream " : "") + $0.responseType },
        Column("PERMISSION") { $0.permission },
      ])
    for method in answer.methods { try listing.add(method) }
    try listing.end()
  }
}
