import ArgumentParser
import FieldClient
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// Which visit a command is about.
struct FieldVisitOptions: ParsableArguments {
  @Argument(help: "The visit: its id, or the end of it.")
  var visit: String
}

/// `pcrm field confirm`.
struct FieldConfirm: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm",
    abstract: "Note that the customer agreed, and what it was told about the arrival.",
    discussion: """
      EXAMPLES
        pcrm field confirm 7d9a01
        pcrm field confirm 7d9a01 --arrival 13:45-14:30
      """)

  @OptionGroup var of: FieldVisitOptions

  @Option(
    help: ArgumentHelp("What the customer was told about the arrival.", valueName: "hh:mm-hh:mm"))
  var arrival: SpanArgument?

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let visit = try folder.visit(of.visit).visit
    var step = VisitStep()
    step.to = .confirmed
    step.arrivalWindow = arrival?.window(on: visit.startTime?.dayInKorea ?? Today.inKorea)
    try folder.perform(.step(visit.id, step), on: visit.id)
  }
}

/// `pcrm field set-out`.
struct FieldSetOut: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "set-out", abstract: "Note that you are on the way to a visit.",
    discussion: """
      EXAMPLES
        pcrm field set-out 7d9a01
      """)

  @OptionGroup var of: FieldVisitOptions
  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let id = try folder.visit(of.visit).visit.id
    var step = VisitStep()
    step.to = .enRoute
    try folder.perform(.step(id, step), on: id)
  }
}

/// `pcrm field start`.
struct FieldStart: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Begin a visit: the customer is met.",
    discussion: """
      EXAMPLES
        pcrm field start 7d9a01
        pcrm field start 7d9a01 --here 37.5665,126.9780 --accuracy 20
      """)

  @OptionGroup var of: FieldVisitOptions

  @Option(help: ArgumentHelp("Where the device is, in degrees.", valueName: "lat,long"))
  var here: PlaceArgument?

  @Option(help: ArgumentHelp("How exact that is.", valueName: "metres"))
  var accuracy: Int32 = 0

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let id = try folder.visit(of.visit).visit.id
    var step = VisitStep()
    step.to = .inProgress
    step.checkIn = CheckIn()
    step.checkIn?.coordinates = here?.coordinates
    step.checkIn?.accuracyMetres = accuracy
    try folder.perform(.step(id, step), on: id)
  }
}

/// `pcrm field complete`.
struct FieldComplete: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "End a visit that took place.",
    discussion: """
      Where the rules ask for a report, pcrm field report files it and ends the visit, or it is \
      given with --report: a VisitReport in JSON.

      EXAMPLES
        pcrm field complete 7d9a01
        pcrm field complete 7d9a01 --report '{"contact": {"outcome": "ATTEMPT_OUTCOME_MET"}}'
      """)

  @OptionGroup var of: FieldVisitOptions

  @Option(help: ArgumentHelp("The report, in JSON.", valueName: "json"))
  var report: String?

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let id = try folder.visit(of.visit).visit.id
    guard let report else {
      var step = VisitStep()
      step.to = .done
      return try folder.perform(.step(id, step), on: id)
    }
    var request = FileReportRequest()
    do {
      request.report = try VisitReport(json: report)
    } catch {
      throw CommandFailure.usage("--report is no VisitReport: \(error)")
    }
    request.report?.visitID = id
    try folder.perform(.report(request), on: id)
  }
}

/// `pcrm field no-show`.
struct FieldNoShow: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "no-show", abstract: "End a visit at which the customer was not met.",
    discussion: """
      EXAMPLES
        pcrm field no-show 7d9a01 --reason "세 번 벨을 눌렀으나 응답 없음"
      """)

  @OptionGroup var of: FieldVisitOptions

  @Option(help: "What is known of why.")
  var reason: String

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    try FieldCancel.end(of.visit, .noShow, reason, folder)
  }
}

/// `pcrm field cancel`.
struct FieldCancel: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Cancel a visit; its time is free again.",
    discussion: """
      EXAMPLES
        pcrm field cancel 7d9a01 --reason "고객 요청"
      """)

  @OptionGroup var of: FieldVisitOptions

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    try Self.end(of.visit, .cancelled, reason, folder)
  }

  static func end(
    _ visit: String, _ state: VisitState, _ reason: String, _ folder: FieldFolder
  ) throws {
    let id = try folder.visit(visit).visit.id
    var step = VisitStep()
    step.to = state
    step.reason = reason
    try folder.perform(.step(id, step), on: id)
  }
}
