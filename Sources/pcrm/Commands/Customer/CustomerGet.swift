import ArgumentParser
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm customer get`.
struct CustomerGet: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Show one customer, or several.",
    discussion: """
      EXAMPLES
        pcrm customer get 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
        pcrm customer get 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --output json
      """)

  @Argument(help: "Ids of customers.")
  var ids: [IDArgument<Entity.Customer>]

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    if ids.count == 1, let id = ids.first?.id {
      var request = GetCustomerRequest()
      request.id = id
      let customer: Customer = try await server.call(
        "\(CustomerCommand.service)/GetCustomer", request)
      return try await CustomerCommand.show(customer, server)
    }
    var request = BatchGetCustomersRequest()
    request.ids = ids.map(\.id)
    let answer: BatchGetCustomersResponse = try await server.call(
      "\(CustomerCommand.service)/BatchGetCustomers", request)
    var listing = try await CustomerCommand.listing(server)
    for customer in answer.customers { try listing.add(customer) }
    try listing.end()
    if let missing = answer.missingIDs.first {
      throw CommandFailure(
        code: 1,
        message: answer.missingIDs.count == 1
          ? "not_found: customer \(missing)"
          : "not_found: \(answer.missingIDs.count) of the customers, the first is \(missing)")
    }
  }
}
