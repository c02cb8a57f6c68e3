import ArgumentParser
import FieldClient
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm field book`.
struct FieldBook: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "book", abstract: "Plan a visit of yours to a customer that the device carries.",
    discussion: """
      Whether the time is free is decided when it is sent: a refusal names times that are.

      EXAMPLES
        pcrm field book 김하나 --purpose first_visit --at "tomorrow 14:00"
        pcrm field book 010-0983-0869 --purpose care --at "+2 10:00" --minutes 90 \\
          --window 09:00-12:00 --memo "주차는 뒷문"
      """)

  @Argument(help: "The customer: id, the end of it, phone number, or name.")
  var customer: String

  @Option(help: ArgumentHelp("What for, a code such as first_visit.", valueName: "code"))
  var purpose: String

  @Option(help: ArgumentHelp("When it begins.", valueName: "time"))
  var at: MomentArgument

  @Option(help: ArgumentHelp("How long it takes, 5 to 720.", valueName: "minutes"))
  var minutes = 60

  @Option(
    help: ArgumentHelp("When the customer can receive it that day.", valueName: "hh:mm-hh:mm"))
  var window: SpanArgument?

  @Option(
    help: ArgumentHelp("What the customer is told about the arrival.", valueName: "hh:mm-hh:mm"))
  var arrival: SpanArgument?

  @Option(help: "The place in words, if not the customer's address.")
  var place = ""

  @Option(help: ArgumentHelp("Why it is outside working hours on purpose.", valueName: "reason"))
  var outsideHours = ""

  @Option(help: "What to bear in mind; nothing delicate.")
  var memo = ""

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    var visit = Visit()
    visit.id = .new()
    visit.customerID = try folder.customer(customer).customer.id
    visit.staffID = try folder.client.status().staffID
    visit.purpose = purpose
    visit.startTime = at.time
    visit.endTime = at.time.adding(minutes: minutes)
    visit.customerWindow = window?.window(on: at.time.dayInKorea)
    visit.arrivalWindow = arrival?.window(on: at.time.dayInKorea)
    visit.place = place
    visit.outsideHours = outsideHours
    visit.note = memo
    try folder.perform(.newVisit(visit), on: visit.id)
    if folder.output == .table { try folder.noteOverlaps(visit) }
  }
}

/// `pcrm field reschedule`.
struct FieldReschedule: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "reschedule", abstract: "Move a visit to another time.",
    discussion: """
      Whether the time is free is decided when it is sent: a refusal names times that are. Where \
      the office moved the visit meanwhile, its time stays and yours is a wish; see pcrm field \
      conflicts. A next visit takes the place of the moved one.

      EXAMPLES
        pcrm field reschedule 7d9a01 --to "tomorrow 14:00"
        pcrm field reschedule 7d9a01 --to "+2 19:00" --minutes 30 --outside-hours "퇴근 후 희망"
      """,
    aliases: ["move"])

  @OptionGroup var of: FieldVisitOptions

  @Option(help: ArgumentHelp("When it begins then.", valueName: "time"))
  var to: MomentArgument

  @Option(help: ArgumentHelp("How long it takes, if not as long as before.", valueName: "minutes"))
  var minutes: Int?

  @Option(help: ArgumentHelp("Why it is outside working hours on purpose.", valueName: "reason"))
  var outsideHours: String?

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    var visit = try folder.visit(of.visit).visit
    guard let start = visit.startTime, let end = visit.endTime else {
      throw CommandFailure(code: 1, message: "the visit has no time")
    }
    let length = Int((end.microseconds - start.microseconds) / 60_000_000)
    visit.startTime = to.time
    visit.endTime = to.time.adding(minutes: minutes ?? length)
    var fields = ["start_time", "end_time"]
    if let outsideHours {
      visit.outsideHours = outsideHours
      fields.append("outside_hours")
    }
    try folder.perform(.visit(visit.id, fields: fields, visit), on: visit.id)
    if folder.output == .table { try folder.noteOverlaps(visit) }
  }
}
