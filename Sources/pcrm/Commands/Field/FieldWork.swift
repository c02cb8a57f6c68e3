import ArgumentParser
import FieldClient
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm field attempt`.
struct FieldAttempt: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "attempt", abstract: "Record a try to meet the customer.",
    discussion: """
      EXAMPLES
        pcrm field attempt 7d9a01 no_answer --evidence "안내문 부착"
        pcrm field attempt 7d9a01 doorstep --relationship acquainted --note "다음에 들어오라고 함"
      """)

  @OptionGroup var of: FieldVisitOptions

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
    attempt.visitID = try folder.visit(of.visit).visit.id
    attempt.outcome = outcome.value
    attempt.relationship = relationship?.value ?? .unspecified
    attempt.evidence = evidence
    attempt.note = note
    try folder.perform(.attempt(attempt), on: attempt.visitID)
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

  @OptionGroup var of: FieldVisitOptions

  @Argument(help: "The note.")
  var text: String

  @Flag(help: "Only for its author and the office.")
  var restricted = false

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    var note = VisitNote()
    note.visitID = try folder.visit(of.visit).visit.id
    note.text = text
    note.restricted = restricted
    try folder.perform(.note(note), on: note.visitID)
  }
}

/// `pcrm field update`.
struct FieldUpdate: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change a visit's memo, place, purpose or windows.",
    discussion: """
      What the office changes meanwhile stays: where both changed the same, pcrm field conflicts \
      shows both after the next sync. Another time is for pcrm field reschedule.

      EXAMPLES
        pcrm field update 7d9a01 --memo "벨이 고장, 전화할 것"
        pcrm field update 7d9a01 --place "서울대병원 302호" --here 37.5797,126.9990
      """)

  @OptionGroup var of: FieldVisitOptions

  @Option(help: "What to bear in mind; nothing delicate.")
  var memo: String?

  @Option(help: "The place in words; empty for the customer's address.")
  var place: String?

  @Option(help: ArgumentHelp("Where that is, in degrees.", valueName: "lat,long"))
  var here: PlaceArgument?

  @Option(help: ArgumentHelp("What for.", valueName: "code"))
  var purpose: String?

  @Option(
    help: ArgumentHelp("When the customer can receive it that day.", valueName: "hh:mm-hh:mm"))
  var window: SpanArgument?

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let known = try folder.visit(of.visit).visit
    var visit = Visit()
    var fields: [String] = []
    func set<T>(_ value: T?, _ field: String, _ store: (T) -> Void) {
      guard let value else { return }
      store(value)
      fields.append(field)
    }
    set(memo, "note") { visit.note = $0 }
    set(place, "place") { visit.place = $0 }
    set(here, "coordinates") { visit.coordinates = $0.coordinates }
    set(purpose, "purpose") { visit.purpose = $0 }
    set(window, "customer_window") {
      visit.customerWindow = $0.window(on: known.startTime?.dayInKorea ?? Today.inKorea)
    }
    if fields.isEmpty { throw CommandFailure.usage("nothing to change was given; see --help") }
    try folder.perform(.visit(known.id, fields: fields, visit), on: known.id)
  }
}

/// `pcrm field report`.
struct FieldReport: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "File what came of a visit, and end it.",
    discussion: """
      The report is a document, YAML or JSON, of the form of FileReportRequest (see \
      pcrm describe pcrm.v1.FileReportRequest), or is given by flags. pcrm field show says which \
      parts it must have. Paperwork, hardships and follow-ups happen when it is sent, all or nothing.

      EXAMPLES
        pcrm field report 7d9a01 report.yaml
        pcrm field report 7d9a01 --contact met --condition as_expected --no-papers --no-support \\
          --no-questions --follow-up "서류 회수@+7 18:00"
      """)

  @OptionGroup var of: FieldVisitOptions

  @Argument(help: "The document, YAML or JSON; - for standard input.")
  var file: String?

  @OptionGroup var flags: ReportFlags
  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if file != nil && flags.isGiven {
      throw ValidationError("give either a document or flags for the parts")
    }
    if file == nil && !flags.isGiven {
      throw ValidationError("give a document, or flags for the parts; see --help")
    }
  }

  func run(_ folder: FieldFolder) throws {
    let id = try folder.visit(of.visit).visit.id
    guard let file else {
      var request = try flags.request
      request.report?.visitID = id
      return try folder.perform(.report(request), on: id)
    }
    let document = try PlanDocument<FileReportRequest>(path: file)
    var request = document.content
    var report = request.report ?? VisitReport()
    report.visitID = id
    request.report = report
    do {
      try folder.perform(.report(request), on: id)
    } catch let status as Status {
      throw document.located(status, in: "")
    }
  }
}
