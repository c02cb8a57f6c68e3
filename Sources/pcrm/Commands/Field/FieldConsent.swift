import ArgumentParser
import FieldClient
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm field customer consent`.
struct FieldConsent: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent", abstract: "Record what a customer agreed to, or no longer agrees to.",
    discussion: """
      EXAMPLES
        pcrm field customer consent 김하나 satisfaction_survey given --text-version 2026-03 \\
          --source "paper form 12"
        pcrm field customer consent 김하나 satisfaction_survey withdrawn --channel sms
      """)

  @Argument(help: "The customer: id, the end of it, phone number, or name.")
  var customer: String

  @Argument(help: "What for: a code of the agency.")
  var purpose: String

  @Argument(help: "given or withdrawn.")
  var state: WordArgument<ConsentState>

  @Option(help: "Only for this channel.")
  var channel: WordArgument<Channel>?

  @Option(help: ArgumentHelp("Version of the text that was seen.", valueName: "version"))
  var textVersion = ""

  @Option(help: ArgumentHelp("How you know.", valueName: "text"))
  var source = ""

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    var consent = Consent()
    consent.customerID = try folder.customer(customer).customer.id
    consent.purpose = purpose
    consent.state = state.value
    consent.channel = channel?.value ?? .unspecified
    consent.textVersion = textVersion
    consent.source = source
    let number = try folder.client.change(.consent(consent))
    if folder.output == .table { return try folder.tell(number) }
    try Listing.one(
      consent, folder.output,
      [Column("customer_id") { $0.customerID.description }, Column("purpose") { $0.purpose }])
  }
}
