import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm assignment absence`: who is away, and who stands in.
struct AssignmentAbsence: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "absence",
    abstract: "Record and list who is away, and who stands in.",
    discussion: """
      EXAMPLES
        pcrm assignment absence record E0001 --reason leave --from 2026-12-01 --to 2026-12-08 \\
          --deputy E0002
        pcrm assignment absence list --staff E0001
      """,
    subcommands: [AbsenceRecord.self, AbsenceList.self, AbsenceDelete.self])

  static let columns: [Column<Absence>] = [
    Column("ID") { $0.id.description },
    Column("STAFF") { $0.staffID.description },
    Column("REASON") { $0.reason },
    Column("FROM") { $0.startTime.text },
    Column("TO") { $0.endTime.text },
    Column("DEPUTIES") { $0.deputyIDs.map(\.description).joined(separator: ", ") },
  ]
}

/// `pcrm assignment absence record`.
struct AbsenceRecord: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Record that somebody is away.",
    discussion: """
      The first deputy who is at work and qualified stands in.

      EXAMPLES
        pcrm assignment absence record E0001 --reason leave --from 2026-12-01 --to 2026-12-08 \\
          --deputy E0002 --deputy E0003
      """)

  @Argument(help: "Who: id or employee number.")
  var staff: String

  @Option(help: "Why, a code such as leave.")
  var reason: String

  @Option(help: ArgumentHelp("From when on.", valueName: "time"))
  var from: TimeArgument

  @Option(
    help: ArgumentHelp("When the person is back; without it, not known yet.", valueName: "time"))
  var to: TimeArgument?

  @Option(help: ArgumentHelp("Who stands in; repeat in turn.", valueName: "staff"))
  var deputy: [String] = []

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var absence = Absence()
    absence.staffID = try await Reference.staff(staff, server)
    absence.reason = reason
    absence.startTime = from.time
    absence.endTime = to?.time
    for name in deputy { absence.deputyIDs.append(try await Reference.staff(name, server)) }
    var request = RecordAbsenceRequest()
    request.requestID = .new()
    request.absence = absence
    let stored: Absence = try await server.call(
      "\(AssignmentCommand.service)/RecordAbsence", request)
    try Listing.one(stored, server.output, AssignmentAbsence.columns)
  }
}

/// `pcrm assignment absence list`.
struct AbsenceList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List absences.",
    discussion: """
      EXAMPLES
        pcrm assignment absence list --team 0101-T2 --from 2026-12-01
      """)

  @Option(help: ArgumentHelp("Only of this member of staff.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("Only of staff of this team.", valueName: "unit"))
  var team: String?

  @Option(help: ArgumentHelp("Only those that touch the time from here on.", valueName: "time"))
  var from: TimeArgument?

  @Option(help: ArgumentHelp("Only those that begin before.", valueName: "time"))
  var to: TimeArgument?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListAbsencesRequest()
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    if let team { request.teamID = try await Reference.unit(team, server) }
    request.fromTime = from?.time
    request.toTime = to?.time
    var listing = Listing(server.output, AssignmentAbsence.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListAbsencesResponse = try await server.call(
        "\(AssignmentCommand.service)/ListAbsences", request)
      return (answer.absences, answer.nextPageToken)
    }
  }
}

/// `pcrm assignment absence delete`.
struct AbsenceDelete: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Take an absence back.",
    discussion: """
      EXAMPLES
        pcrm assignment absence delete 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The absence's id.")
  var id: IDArgument<Entity.Absence>

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = DeleteAbsenceRequest()
    request.requestID = .new()
    request.id = id.id
    let absence: Absence = try await server.call(
      "\(AssignmentCommand.service)/DeleteAbsence", request)
    try Listing.one(absence, server.output, AssignmentAbsence.columns)
  }
}
