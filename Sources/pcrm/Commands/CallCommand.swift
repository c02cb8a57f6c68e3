import ArgumentParser
import PCRMCore
import TTRPC

/// `pcrm call`: any method of any server, in JSON.
struct CallCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "call",
    abstract: "Call any method with JSON and print the JSON of its answer.",
    discussion: """
      Without a request, requests are read from standard input, one JSON document a line, and \
      answered in their order. A stream is printed as one JSON document a line until it ends. \
      A request_id is not added: put one into a write that may be repeated.

      EXAMPLES
        pcrm call pcrm.v1.CustomerService/GetCustomer '{"id": "018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01"}'
        pcrm call pcrm.v1.CustomerService/WatchChanges '{"stopAtEnd": true}'
        pcrm call pcrm.v1.CustomerService/CreateCustomer < customers.ndjson
      """)

  @Argument(help: "The method: SERVICE/METHOD, for example pcrm.v1.CustomerService/GetCustomer.")
  var method: String

  @Argument(help: "The request, JSON. Without it, one request a line from standard input.")
  var request: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    let sides = method.split(separator: "/", omittingEmptySubsequences: false)
    guard sides.count == 2, sides.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError(
        "the method is \"\(method)\"; it must be SERVICE/METHOD; see pcrm describe")
    }
  }

  func run(_ server: Server) async throws {
    if let request { return try await answer(request, server) }
    var lines = InputLines()
    while let line = try lines.next() {
      if !line.allSatisfy(\.isWhitespace) { try await answer(line, server) }
    }
  }

  private func answer(_ request: String, _ server: Server) async throws {
    for try await answer in server.answers(method, json: request) {
      try Console.print(answer)
      // A stream is read by somebody who waits.
      try Console.flush()
    }
  }
}
