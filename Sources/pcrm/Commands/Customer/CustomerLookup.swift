import ArgumentParser
import PCRMModel
import ProtobufCodec

/// `pcrm customer lookup`.
struct CustomerLookup: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Find who has an external id or a phone number.",
    discussion: """
      EXAMPLES
        pcrm customer lookup --phone 010-1234-5678
        pcrm customer lookup --external-id telco=7590-VHVEG
      """)

  @Option(help: ArgumentHelp("A phone number, however it is punctuated.", valueName: "number"))
  var phone: String?

  @Option(help: ArgumentHelp("An external id.", valueName: "scheme=value"))
  var externalID: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if (phone == nil) == (externalID == nil) {
      throw ValidationError("give either --phone or --external-id")
    }
    if let externalID, !externalID.contains("=") {
      throw ValidationError(
        "--external-id is \"\(externalID)\"; it must be SCHEME=VALUE, for example telco=7590-VHVEG")
    }
  }

  func run(_ server: Server) async throws {
    var request = LookupCustomerRequest()
    if let phone { request.key = .phone(phone) }
    if let sides = externalID?.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    {
      request.key = .externalID(ExternalID(scheme: String(sides[0]), value: String(sides[1])))
    }
    let answer: LookupCustomerResponse = try await server.call(
      "\(CustomerCommand.service)/LookupCustomer", request)
    var listing = try await CustomerCommand.listing(server)
    for customer in answer.customers { try listing.add(customer) }
    try listing.end()
  }
}
