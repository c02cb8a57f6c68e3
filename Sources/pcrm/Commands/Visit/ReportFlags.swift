import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// The parts of a report as flags.
struct ReportFlags: ParsableArguments {
  @Option(help: "The contact made: how the meeting came about.")
  var contact: WordArgument<AttemptOutcome>?

  @Option(help: "How near agency and customer have come.")
  var relationship: WordArgument<RelationshipLevel>?

  @Option(help: ArgumentHelp("Who was met.", valueName: "text"))
  var met = ""

  @Option(help: "The condition, against what was expected.")
  var condition: WordArgument<StateRating>?

  @Option(help: ArgumentHelp("The condition in words; nothing delicate.", valueName: "text"))
  var conditionNote = ""

  @Option(
    help: ArgumentHelp(
      "A paper that was guided on, and how far: explained, handed_out, filled_in, received; repeat.",
      valueName: "code:step"))
  var paper: [String] = []

  @Flag(help: "No paper is needed.")
  var noPapers = false

  @Option(help: "Support that was given; repeat for more.")
  var support: [WordArgument<SupportKind>] = []

  @Flag(help: "No support is needed.")
  var noSupport = false

  @Option(help: ArgumentHelp("A question that is still open; repeat.", valueName: "text"))
  var question: [String] = []

  @Flag(help: "There were no further questions.")
  var noQuestions = false

  @Option(help: ArgumentHelp("A need that there is; repeat.", valueName: "code"))
  var need: [String] = []

  @Option(help: ArgumentHelp("A hardship that there is; repeat.", valueName: "code"))
  var hardship: [String] = []

  @Option(
    help: ArgumentHelp(
      "What is to be done afterwards, and by when; repeat.", valueName: "what@time"))
  var followUp: [String] = []

  @Option(
    help: ArgumentHelp("A hardship whose result the customer was told; repeat.", valueName: "id"))
  var told: [IDArgument<Entity.Hardship>] = []

  var isGiven: Bool {
    contact != nil || condition != nil || !conditionNote.isEmpty || !paper.isEmpty || noPapers
      || !support.isEmpty || noSupport || !question.isEmpty || noQuestions || !need.isEmpty
      || !hardship.isEmpty || !followUp.isEmpty || !told.isEmpty
  }

  /// The request without the visit.
  var request: FileReportRequest {
    get throws {
      var report = VisitReport()
      if let contact {
        var part = ContactPart()
        part.outcome = contact.value
        part.relationship = relationship?.value ?? .unspecified
        part.met = met
        report.contact = part
      }
      if condition != nil || !conditionNote.isEmpty {
        var part = ConditionPart()
        part.rating = condition?.value ?? .unspecified
        part.note = conditionNote
        report.condition = part
      }
      report.papers = try papers
      report.support = supportPart
      report.questions = questions
      report.needs = need
      report.hardships = hardship
      var request = FileReportRequest()
      request.report = report
      request.followUps = try followUp.map(Self.followUp)
      request.toldHardshipIDs = told.map(\.id)
      return request
    }
  }

  private var papers: PapersPart? {
    get throws {
      if paper.isEmpty && !noPapers { return nil }
      var part = PapersPart()
      part.none = noPapers
      part.papers = try paper.map { text in
        let sides = text.split(separator: ":", omittingEmptySubsequences: false)
        guard sides.count == 2, let step = PaperStep(word: String(sides[1])) else {
          throw CommandFailure.usage(
            "--paper is \"\(text)\"; it must be a code and one of \(PaperStep.words), as "
              + "disability_claim:explained")
        }
        var paper = GuidedPaper()
        paper.code = String(sides[0])
        paper.step = step
        return paper
      }
      return part
    }
  }

  private var supportPart: SupportPart? {
    if support.isEmpty && !noSupport { return nil }
    var part = SupportPart()
    part.none = noSupport
    part.kinds = support.map(\.value)
    return part
  }

  private var questions: QuestionsPart? {
    if question.isEmpty && !noQuestions { return nil }
    var part = QuestionsPart()
    part.none = noQuestions
    part.questions = question.map { text in
      var question = CustomerQuestion()
      question.text = text
      return question
    }
    return part
  }

  private static func followUp(_ text: String) throws -> FollowUp {
    guard let at = text.lastIndex(of: "@"),
      let due = MomentArgument(argument: String(text[text.index(after: at)...]))
    else {
      throw CommandFailure.usage(
        "--follow-up is \"\(text)\"; it must be what and by when, as \"서류 회수@+7 18:00\"")
    }
    var followUp = FollowUp()
    followUp.title = String(text[..<at])
    followUp.dueTime = due.time
    return followUp
  }
}
