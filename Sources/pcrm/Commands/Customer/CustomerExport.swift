import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec
import TTRPC

/// `pcrm customer export`.
struct CustomerExport: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write out the customers who agreed to a purpose.",
    discussion: """
      Purpose, reason and number of rows go to the server's audit log. Customers without a given \
      consent for the purpose are left out and counted; --legal-basis names the law that allows \
      the use without one. The output is NDJSON, or CSV with --output csv.

      EXAMPLES
        pcrm customer export --purpose satisfaction_survey --channel sms \\
          --reason "survey of spring 2026" > customers.ndjson
        pcrm customer export --purpose statistics --legal-basis "산재보험법 제31조" \\
          --reason "yearly report" --output csv > customers.csv
      """)

  @Option(help: "What the data will be used for: the purpose of the consents that count.")
  var purpose: String

  @Option(help: "Why this export is made, for the audit log; 5 to 500 characters.")
  var reason: String

  @Option(help: "The channel over which it will be used.")
  var channel: WordArgument<Channel>?

  @Option(
    help: ArgumentHelp("Law and article that allow the use without consent.", valueName: "law"))
  var legalBasis: String?

  @Flag(help: "End with an error at the first customer who did not agree.")
  var refuseMissing = false

  @OptionGroup var filter: CustomerFilter
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if global.output == .table {
      throw ValidationError("--output is table; an export is ndjson, json or csv")
    }
  }

  func run(_ server: Server) async throws {
    var request = ExportCustomersRequest()
    request.purpose = purpose
    request.reason = reason
    request.channel = channel?.value ?? .unspecified
    request.legalBasis = legalBasis ?? ""
    request.missingConsent = refuseMissing ? .refuse : .leaveOut
    request.homeOfficeID = filter.office?.id ?? UnitID()
    request.caseWorkerID = filter.caseWorker?.id ?? StaffID()
    request.kind = filter.kind?.value ?? .unspecified
    request.changedSince = filter.changedSince?.time
    let format = server.output == .table ? .ndjson : server.output
    let csv = format == .csv ? try await CustomerCommand.csvColumns(server) : nil
    var listing = Listing<Customer>(format, CustomerColumns.list, csv: csv)
    var summary: ExportSummary?
    let answers = server.stream(
      "\(CustomerCommand.service)/ExportCustomers", request, of: ExportCustomersResponse.self)
    for try await answer in answers {
      switch answer.item {
      case .customer(let customer): try listing.add(customer)
      case .summary(let counts): summary = counts
      case nil: continue
      }
    }
    try listing.end()
    try Console.flush()
    guard let summary else {
      throw CommandFailure(code: 1, message: "data_loss: the export ended before its summary")
    }
    Console.note(
      "exported \(summary.exportedCount), without consent \(summary.withoutConsentCount)")
  }
}
