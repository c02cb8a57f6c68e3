import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit reschedule`.
struct VisitReschedule: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "reschedule",
    abstract: "Move a visit to another time: a next visit takes its place.",
    discussion: """
      The visit itself is cancelled and stays on record; one that was missed or cancelled stays \
      what it is. The next one is shown.

      EXAMPLES
        pcrm visit reschedule 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --to "+2 10:00" \\
          --reason "병원 진료와 겹침"
        pcrm visit reschedule 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --to "2026-12-05 11:00" \\
          --staff E0002 --outside-hours "주말 희망" --confirmed --reason "고객 요청"
      """)

  @OptionGroup var change: VisitChangeOptions

  @Option(help: ArgumentHelp("When the next one begins.", valueName: "time"))
  var to: MomentArgument

  @Option(help: ArgumentHelp("How long it takes, if not as long as before.", valueName: "minutes"))
  var minutes: Int?

  @Option(help: ArgumentHelp("Who goes then, if somebody else.", valueName: "staff"))
  var staff: String?

  @Option(help: "Why.")
  var reason: String

  @Flag(help: "The customer agreed to the new time.")
  var confirmed = false

  @Option(help: ArgumentHelp("Why it is outside working hours on purpose.", valueName: "reason"))
  var outsideHours = ""

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = RescheduleVisitRequest()
    request.requestID = .new()
    request.id = change.id
    request.version = change.version
    request.startTime = to.time
    request.endTime = minutes.map { to.time.adding(minutes: $0) }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.reason = reason
    request.confirmed = confirmed
    request.outsideHours = outsideHours
    let visit: Visit = try await server.call("\(VisitCommand.service)/RescheduleVisit", request)
    try await VisitCommand.show(visit, server)
  }
}

/// `pcrm visit reassign`.
struct VisitReassign: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "reassign",
    abstract: "Give a visit to another member of staff, at the same time.",
    discussion: """
      EXAMPLES
        pcrm visit reassign 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --to E0002 --reason "병가"
      """)

  @OptionGroup var change: VisitChangeOptions

  @Option(help: ArgumentHelp("Who goes now: id or employee number.", valueName: "staff"))
  var to: String

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ReassignVisitRequest()
    request.requestID = .new()
    request.id = change.id
    request.version = change.version
    request.staffID = try await Reference.staff(to, server)
    request.reason = reason
    let visit: Visit = try await server.call("\(VisitCommand.service)/ReassignVisit", request)
    try await VisitCommand.show(visit, server)
  }
}
