import ArgumentParser
import PCRMCore
import PCRMModel

/// `pcrm survey list`.
struct SurveyList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List questionnaires, or the versions of one.",
    discussion: """
      EXAMPLES
        pcrm survey list
        pcrm survey list satisfaction_2026
      """)

  @Argument(help: "A questionnaire's code: lists its versions.")
  var name: String?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  private static let columns: [Column<QuestionnaireInfo>] = [
    Column("NAME") { $0.name },
    Column("VERSION") { String($0.version) },
    Column("TITLE") { $0.title },
    Column("QUESTIONS") { String($0.questions) },
    Column("USED") { $0.used ? "yes" : "" },
    Column("MADE") { $0.createTime.map(ExplanationPage.local) ?? "" },
  ]

  func run(_ server: Server) async throws {
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      if let name {
        var request = ListQuestionnaireVersionsRequest()
        request.name = name
        request.pageSize = size
        request.pageToken = token
        let answer: ListQuestionnaireVersionsResponse = try await server.call(
          "\(SurveyCommand.service)/ListQuestionnaireVersions", request)
        return (answer.versions, answer.nextPageToken)
      }
      var request = ListQuestionnairesRequest()
      request.pageSize = size
      request.pageToken = token
      let answer: ListQuestionnairesResponse = try await server.call(
        "\(SurveyCommand.service)/ListQuestionnaires", request)
      return (answer.questionnaires, answer.nextPageToken)
    }
  }
}
