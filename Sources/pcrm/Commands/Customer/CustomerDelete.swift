import ArgumentParser
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm customer delete`.
struct CustomerDelete: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Mark a customer as deleted; undelete takes it back.",
    discussion: """
      EXAMPLES
        pcrm customer delete 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
        pcrm customer delete 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --version 3
      """)

  @Argument(help: "The customer's id.")
  var id: IDArgument<Entity.Customer>

  @Option(help: ArgumentHelp("Only if it still has this version.", valueName: "number"))
  var version: Int64 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = DeleteCustomerRequest()
    request.requestID = .new()
    request.id = id.id
    request.version = version
    let customer: Customer = try await server.call(
      "\(CustomerCommand.service)/DeleteCustomer", request)
    try await CustomerCommand.show(customer, server)
  }
}

/// `pcrm customer undelete`.
struct CustomerUndelete: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "undelete",
    abstract: "Take a deletion back.",
    discussion: """
      EXAMPLES
        pcrm customer undelete 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The customer's id.")
  var id: IDArgument<Entity.Customer>

  @Option(help: ArgumentHelp("Only if it still has this version.", valueName: "number"))
  var version: Int64 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = UndeleteCustomerRequest()
    request.requestID = .new()
    request.id = id.id
    request.version = version
    let customer: Customer = try await server.call(
      "\(CustomerCommand.service)/UndeleteCustomer", request)
    try await CustomerCommand.show(customer, server)
  }
}
