import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit`: planned meetings with customers.
struct VisitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "visit",
    abstract: "Plan visits, make them, record tries and what came of them.",
    discussion: """
      A visit is named by its id. Times are those that clocks in Korea show: 14:30 (today), \
      "tomorrow 14:30", "2026-12-01 14:30", or RFC 3339 with a zone; days are today, tomorrow, +3 \
      or 2026-12-01. Staff are named by their number in the staff register or their id.

      EXAMPLES
        pcrm visit today --staff E0001
        pcrm visit week --staff E0001
        pcrm visit book insured_number=0123456789 --staff E0001 --purpose first_visit \\
          --at "tomorrow 14:00" --minutes 60
        pcrm visit start 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """,
    subcommands: [
      VisitToday.self, VisitWeek.self, VisitList.self, VisitShow.self, VisitSlots.self,
      VisitBook.self, VisitAccept.self, VisitConfirm.self, VisitSetOut.self, VisitStart.self,
      VisitAttemptCommand.self, VisitAttempts.self, VisitComplete.self, VisitReportCommand.self,
      VisitReports.self, VisitNoShow.self, VisitCancel.self, VisitReschedule.self,
      VisitReassign.self, VisitUpdate.self, VisitTasks.self, VisitHardships.self,
      VisitRoute.self, VisitSeriesCommand.self, VisitPlanning.self, VisitCalendar.self,
      VisitFeed.self, VisitFiguresCommand.self, VisitQualityCommand.self, VisitRulesCommand.self,
      VisitResources.self, VisitClaims.self,
    ])

  static let service = "pcrm.v1.VisitService"

  static func visit(_ id: VisitID, _ server: Server) async throws -> Visit {
    var request = GetVisitRequest()
    request.id = id
    return try await server.call("\(service)/GetVisit", request)
  }

  /// Every visit that passes the filters, in the order of the beginnings.
  static func all(_ filters: ListVisitsRequest, _ server: Server) async throws -> [Visit] {
    var request = filters
    request.pageSize = 1000
    var visits: [Visit] = []
    repeat {
      let answer: ListVisitsResponse = try await server.call("\(service)/ListVisits", request)
      visits += answer.visits
      request.pageToken = answer.nextPageToken
    } while !request.pageToken.isEmpty
    return visits
  }

  /// Shows one visit as a person reads it.
  static func show(_ visit: Visit, _ server: Server) async throws {
    guard server.output == .table else {
      return try Listing.one(visit, server.output, VisitColumns.csv, csv: VisitColumns.csv)
    }
    let people = await VisitPeople(of: [visit], server)
    try Listing.one(visit, .table, VisitColumns.one(people))
  }
}

/// An id of a visit, and the version that is expected of it.
struct VisitChangeOptions: ParsableArguments {
  @Argument(help: "The visit's id.")
  var visit: IDArgument<Entity.Visit>

  @Option(help: ArgumentHelp("The version that is expected; 0 is any.", valueName: "number"))
  var version: Int64 = 0

  var id: VisitID { visit.id }
}
