import ArgumentParser
import PCRMModel
import ProtobufCodec

/// `pcrm customer search`.
struct CustomerSearch: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search by the beginning of a name, digits of a number or words of an address.",
    discussion: """
      EXAMPLES
        pcrm customer search 김민
        pcrm customer search 0101234 --field phone
        pcrm customer search "세종대로 110" --field address
      """)

  @Argument(help: "What to search.")
  var query: String

  @Option(help: "Where to search; without it, phone for digits and name for letters.")
  var field: WordArgument<SearchField>?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = SearchCustomersRequest()
    request.query = query
    request.field = field?.value ?? .unspecified
    var listing = try await CustomerCommand.listing(server)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: SearchCustomersResponse = try await server.call(
        "\(CustomerCommand.service)/SearchCustomers", request)
      return (answer.customers, answer.nextPageToken)
    }
  }
}
