import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit accept`.
struct VisitAccept: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Plan what was proposed, before its hold ends.",
    discussion: """
      EXAMPLES
        pcrm visit accept 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @OptionGroup var change: VisitChangeOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = PlanVisitRequest()
    request.requestID = .new()
    request.id = change.id
    request.version = change.version
    let visit: Visit = try await server.call("\(VisitCommand.service)/PlanVisit", request)
    try await VisitCommand.show(visit, server)
  }
}

/// `pcrm visit confirm`.
struct VisitConfirm: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm",
    abstract: "Note that the customer agreed, and what it was told about the arrival.",
    discussion: """
      EXAMPLES
        pcrm visit confirm 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --arrival 13:45-14:30
      """)

  @OptionGroup var change: VisitChangeOptions

  @Option(
    help: ArgumentHelp("What the customer was told about the arrival.", valueName: "hh:mm-hh:mm"))
  var arrival: SpanArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ConfirmVisitRequest()
    request.requestID = .new()
    request.id = change.id
    request.version = change.version
    if let arrival {
      let visit = try await VisitCommand.visit(change.id, server)
      request.arrivalWindow = arrival.window(on: visit.startTime?.dayInKorea ?? Today.inKorea)
    }
    let visit: Visit = try await server.call("\(VisitCommand.service)/ConfirmVisit", request)
    try await VisitCommand.show(visit, server)
  }
}

/// `pcrm visit set-out`.
struct VisitSetOut: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "set-out", abstract: "Note that somebody is on the way to a visit.",
    discussion: """
      EXAMPLES
        pcrm visit set-out 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @OptionGroup var change: VisitChangeOptions

  @Option(help: ArgumentHelp("When, if not now.", valueName: "time"))
  var at: MomentArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = SetOutVisitRequest()
    request.requestID = .new()
    request.id = change.id
    request.version = change.version
    request.time = at?.time
    let visit: Visit = try await server.call("\(VisitCommand.service)/SetOutVisit", request)
    try await VisitCommand.show(visit, server)
  }
}

/// `pcrm visit start`.
struct VisitStart: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Begin a visit: the customer is met.",
    discussion: """
      EXAMPLES
        pcrm visit start 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
        pcrm visit start 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --here 37.5665,126.9780 \\
          --accuracy 20
      """)

  @OptionGroup var change: VisitChangeOptions

  @Option(help: ArgumentHelp("When, if not now.", valueName: "time"))
  var at: MomentArgument?

  @Option(help: ArgumentHelp("Where the device is, in degrees.", valueName: "lat,long"))
  var here: PlaceArgument?

  @Option(help: ArgumentHelp("How exact that is.", valueName: "metres"))
  var accuracy: Int32 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = StartVisitRequest()
    request.requestID = .new()
    request.id = change.id
    request.version = change.version
    if at != nil || here != nil {
      var checkIn = CheckIn()
      checkIn.time = at?.time
      checkIn.coordinates = here?.coordinates
      checkIn.accuracyMetres = accuracy
      request.checkIn = checkIn
    }
    let visit: Visit = try await server.call("\(VisitCommand.service)/StartVisit", request)
    try await VisitCommand.show(visit, server)
  }
}

/// `pcrm visit complete`.
struct VisitComplete: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete",
    abstract: "End a visit that took place, without a report.",
    discussion: """
      pcrm visit report ends it together with what came of it.

      EXAMPLES
        pcrm visit complete 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --at 15:10
      """)

  @OptionGroup var change: VisitChangeOptions

  @Option(help: ArgumentHelp("When it was over, if not now.", valueName: "time"))
  var at: MomentArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = CompleteVisitRequest()
    request.requestID = .new()
    request.id = change.id
    request.version = change.version
    request.finishTime = at?.time
    let visit: Visit = try await server.call("\(VisitCommand.service)/CompleteVisit", request)
    try await VisitCommand.show(visit, server)
  }
}

/// `pcrm visit no-show`.
struct VisitNoShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "no-show", abstract: "End a visit at which the customer was not met.",
    discussion: """
      EXAMPLES
        pcrm visit no-show 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --reason "아무도 없음"
      """)

  @OptionGroup var change: VisitChangeOptions

  @Option(help: "What is known of why.")
  var reason: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = MarkNoShowRequest()
    request.requestID = .new()
    request.id = change.id
    request.version = change.version
    request.reason = reason
    let visit: Visit = try await server.call("\(VisitCommand.service)/MarkNoShow", request)
    try await VisitCommand.show(visit, server)
  }
}

/// `pcrm visit cancel`.
struct VisitCancel: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Cancel a visit; its time is free again.",
    discussion: """
      EXAMPLES
        pcrm visit cancel 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --reason "고객 요청"
      """)

  @OptionGroup var change: VisitChangeOptions

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = CancelVisitRequest()
    request.requestID = .new()
    request.id = change.id
    request.version = change.version
    request.reason = reason
    let visit: Visit = try await server.call("\(VisitCommand.service)/CancelVisit", request)
    try await VisitCommand.show(visit, server)
  }
}
