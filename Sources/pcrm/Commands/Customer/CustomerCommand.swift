import ArgumentParser
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm customer`: people and organisations.
struct CustomerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customer",
    abstract: "Read, find, create, import, export and delete customers.",
    discussion: """
      EXAMPLES
        pcrm customer list --page-size 5
        pcrm customer search 김민
        pcrm customer import customers.csv --mapping mapping.yaml
      """,
    subcommands: [
      CustomerGet.self, CustomerList.self, CustomerLookup.self, CustomerSearch.self,
      CustomerCreate.self, CustomerImport.self, CustomerExport.self, CustomerDelete.self,
      CustomerUndelete.self,
    ])

  static let service = "pcrm.v1.CustomerService"

  /// The columns of CSV; those of extension fields need a look at the schema.
  static func csvColumns(_ server: Server) async throws -> [Column<Customer>] {
    let schema = try await SchemaCommand.newest(server, orNoneWhenRefused: true)
    return CustomerColumns.csv(extensions: schema?.fields.map(\.name) ?? [])
  }

  /// A listing of customers in the form that was asked for.
  static func listing(_ server: Server) async throws -> Listing<Customer> {
    let csv = server.output == .csv ? try await csvColumns(server) : nil
    return Listing(server.output, CustomerColumns.list, csv: csv)
  }

  /// Prints one customer.
  static func show(_ customer: Customer, _ server: Server) async throws {
    let csv = server.output == .csv ? try await csvColumns(server) : nil
    try Listing.one(customer, server.output, CustomerColumns.one, csv: csv)
  }
}
