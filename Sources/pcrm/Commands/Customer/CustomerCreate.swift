import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm customer create`.
struct CustomerCreate: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Add one customer.",
    discussion: """
      For more than these fields, give the customer as JSON with --json; the flags then fill in \
      what it lacks.

      EXAMPLES
        pcrm customer create --name 김민수 --mobile 010-1234-5678 --born 1961-03-04
        pcrm customer create --kind organisation --name 한빛병원 --external-id hospital=1102
        pcrm customer create --json '{"names": [{"kind": "NAME_KIND_LEGAL", "full": "김민수"}]}'
      """)

  @Option(help: "The legal name.")
  var name: String?

  @Option(help: "Person or organisation.")
  var kind: WordArgument<CustomerKind>?

  @Option(help: ArgumentHelp("Mobile phone.", valueName: "number"))
  var mobile: String?

  @Option(help: ArgumentHelp("E-mail address.", valueName: "address"))
  var email: String?

  @Option(help: ArgumentHelp("Day of birth, for example 1961-03-04.", valueName: "day"))
  var born: String?

  @Option(help: ArgumentHelp("An external id.", valueName: "scheme=value"))
  var externalID: String?

  @Option(help: ArgumentHelp("The whole customer.", valueName: "customer"))
  var json: String?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = CreateCustomerRequest()
    request.requestID = .new()
    request.customer = try customer()
    let created: Customer = try await server.call(
      "\(CustomerCommand.service)/CreateCustomer", request)
    try await CustomerCommand.show(created, server)
  }

  private func customer() throws -> Customer {
    var customer = Customer()
    if let json {
      do throws(DecodingFailure) {
        customer = try Customer(json: json)
      } catch {
        throw CommandFailure.usage("--json: \(error)")
      }
    }
    if let kind { customer.kind = kind.value }
    if customer.kind == .unspecified { customer.kind = .person }
    if let name {
      var legal = CustomerName()
      legal.kind = .legal
      legal.full = name
      customer.names.append(legal)
    }
    for (kind, value) in [(ContactPointKind.mobile, mobile), (.email, email)] {
      guard let value else { continue }
      var point = ContactPoint()
      point.kind = kind
      point.value = value
      customer.contactPoints.append(point)
    }
    if let born {
      guard let date = DateText.parse(born) else {
        throw CommandFailure.usage("--born is \"\(born)\"; it must be \(DateText.expectation)")
      }
      customer.birthDate = date
    }
    if let externalID {
      let sides = externalID.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else {
        throw CommandFailure.usage("--external-id is \"\(externalID)\"; it must be SCHEME=VALUE")
      }
      customer.externalIDs.append(
        ExternalID(scheme: String(sides[0]), value: String(sides[1])))
    }
    return customer
  }
}
