import ArgumentParser
import FieldClient
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm field start`.
struct FieldStart: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Begin a visit: the customer is met.",
    discussion: """
      EXAMPLES
        pcrm field start 7d9a01
        pcrm field start 7d9a01 --here 37.5665,126.9780 --accuracy 20
      """)

  @Argument(help: "The visit: its id, or the end of it.")
  var visit: String

  @Option(help: ArgumentHelp("Where the device is, in degrees.", valueName: "lat,long"))
  var here: PlaceArgument?

  @Option(help: ArgumentHelp("How exact that is.", valueName: "metres"))
  var accuracy: Int32 = 0

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    var checkIn = CheckIn()
    checkIn.coordinates = here?.coordinates
    checkIn.accuracyMetres = accuracy
    let id = try folder.visit(visit).visit.id
    try folder.client.step(id, to: .inProgress, checkIn: checkIn)
    try folder.show(id)
  }
}

/// `pcrm field complete`.
struct FieldComplete: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "End a visit that took place.",
    discussion: """
      Where the rules ask for a report, it is filed with --report: a VisitReport in JSON.

      EXAMPLES
        pcrm field complete 7d9a01
        pcrm field complete 7d9a01 --report '{"contact": {"outcome": "ATTEMPT_OUTCOME_MET"}}'
      """)

  @Argument(help: "The visit: its id, or the end of it.")
  var visit: String

  @Option(help: ArgumentHelp("The report, in JSON.", valueName: "json"))
  var report: String?

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let id = try folder.visit(visit).visit.id
    if let report {
      var request = FileReportRequest()
      do {
        request.report = try VisitReport(json: report)
      } catch {
        throw CommandFailure.usage("--report is no VisitReport: \(error)")
      }
      request.report?.visitID = id
      try folder.client.change(.report(request))
    } else {
      try folder.client.step(id, to: .done)
    }
    try folder.show(id)
  }
}

/// `pcrm field attempt`.
struct FieldAttempt: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "attempt", abstract: "Record a try to meet the customer.",
    discussion: """
      EXAMPLES
        pcrm field attempt 7d9a01 no_answer --evidence "안내문 부착"
        pcrm field attempt 7d9a01 doorstep --relationship acquainted --note "다음에 들어오라고 함"
      """)

  @Argument(help: "The visit: its id, or the end of it.")
  var visit: String

  @Argument(help: "How it ended.")
  var outcome: WordArgument<AttemptOutcome>

  @Option(help: "How near agency and customer have come.")
  var relationship: WordArgument<RelationshipLevel>?

  @Option(help: ArgumentHelp("What shows it; repeat for more.", valueName: "text"))
  var evidence: [String] = []

  @Option(help: "In words; nothing delicate.")
  var note = ""

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    var attempt = VisitAttempt()
    attempt.visitID = try folder.visit(visit).visit.id
    attempt.outcome = outcome.value
    attempt.relationship = relationship?.value ?? .unspecified
    attempt.evidence = evidence
    attempt.note = note
    try folder.client.change(.attempt(attempt))
    try folder.show(attempt.visitID)
  }
}

/// `pcrm field note`.
struct FieldNote: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Add a note to a visit.",
    discussion: """
      A restricted note is sent and then stays on the server: no device shows it, not even this one.

      EXAMPLES
        pcrm field note 7d9a01 "보호자 동석"
      """)

  @Argument(help: "The visit: its id, or the end of it.")
  var visit: String

  @Argument(help: "The note.")
  var text: String

  @Flag(help: "Only for its author and the office.")
  var restricted = false

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    var note = VisitNote()
    note.visitID = try folder.visit(visit).visit.id
    note.text = text
    note.restricted = restricted
    try folder.client.change(.note(note))
    try folder.show(note.visitID)
  }
}

extension FieldFolder {
  /// Shows a visit as it is now, and says what is not sent.
  func show(_ id: VisitID) throws {
    if let shown = try client.visit(id) { try FieldShow.show(shown, self) }
    if output == .table { try noteUnsent() }
  }
}
