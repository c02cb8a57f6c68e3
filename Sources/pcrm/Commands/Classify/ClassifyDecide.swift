import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm classify propose`.
struct ClassifyPropose: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: "Let the rules propose for a case.",
    discussion: """
      EXAMPLES
        pcrm classify propose INJ-2026-000001 management_level
        pcrm classify propose INJ-2026-000001 support_group --note "상병 추가"
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Argument(help: "What to decide: support_group or management_level.")
  var kind: WordArgument<ClassificationKind>

  @Option(help: "Why it is asked for.")
  var note = ""

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ProposeClassificationRequest()
    request.requestID = .new()
    request.caseID = try await CaseCommand.id(`case`, server)
    request.kind = kind.value
    request.note = note
    let decision: Classification = try await server.call(
      "\(ClassifyCommand.service)/ProposeClassification", request)
    try ClassificationPage.print(decision, server)
  }
}

/// `pcrm classify sign-off`.
struct ClassifySignOff: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign-off",
    abstract: "Record what a team decided about a proposal.",
    discussion: """
      The proposal is that of the case and kind, or of --id. Who dissents says why: E0003:reason.

      EXAMPLES
        pcrm classify sign-off INJ-2026-000001 management_level --team 0101-T2 --member E0001 \\
          --member E0002 --note "2차 회의"
        pcrm classify sign-off INJ-2026-000001 support_group --team 0101-T2 --member E0001 \\
          --dissents E0003:"상태가 나아짐"
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Argument(help: "What was proposed: support_group or management_level.")
  var kind: WordArgument<ClassificationKind>

  @Option(help: ArgumentHelp("The team: id or code.", valueName: "unit"))
  var team: String

  @Option(
    help: ArgumentHelp("Who was there and agrees: id or employee number.", valueName: "staff"))
  var member: [String] = []

  @Option(help: ArgumentHelp("Who was there and dissents, and why.", valueName: "staff:reason"))
  var dissents: [String] = []

  @Option(help: ArgumentHelp("The day of the meeting, if not today.", valueName: "day"))
  var day: DayArgument?

  @Option(help: "Remark of the meeting.")
  var note = ""

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if member.isEmpty && dissents.isEmpty {
      throw ValidationError("name who was there with --member and --dissents")
    }
  }

  func run(_ server: Server) async throws {
    let state = try await ClassifyShow.read(`case`, server)
    let waiting = kind.value == .supportGroup ? state.support : state.management
    guard let proposal = waiting?.proposed else {
      throw CommandFailure(
        code: 1, message: "not_found: no proposal of the \(kind.value.word) waits for sign-off")
    }
    var signOff = SignOff()
    signOff.teamID = try await Reference.unit(team, server)
    signOff.day = day?.day ?? Today.inKorea
    signOff.note = note
    for name in member {
      var one = SignOffMember()
      one.staffID = try await Reference.staff(name, server)
      signOff.members.append(one)
    }
    for text in dissents {
      let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[1].isEmpty else {
        throw CommandFailure.usage("--dissents is \"\(text)\"; it must be STAFF:REASON")
      }
      var one = SignOffMember()
      one.staffID = try await Reference.staff(String(sides[0]), server)
      one.dissents = true
      one.remark = String(sides[1])
      signOff.members.append(one)
    }
    var request = SignOffClassificationRequest()
    request.requestID = .new()
    request.id = proposal.id
    request.version = proposal.version
    request.signOff = signOff
    let decision: Classification = try await server.call(
      "\(ClassifyCommand.service)/SignOffClassification", request)
    try ClassificationPage.print(decision, server)
  }
}

/// `pcrm classify override`.
struct ClassifyOverride: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "override",
    abstract: "Set a result by hand until a day; then what the rules gave holds again.",
    discussion: """
      EXAMPLES
        pcrm classify override INJ-2026-000001 --management-level intensive --until 2027-01-31 \\
          --reason "독거, 자녀 없음"
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: "The support group.")
  var supportGroup: WordArgument<SupportGroup>?

  @Option(help: "The management level.")
  var managementLevel: WordArgument<ManagementLevel>?

  @Option(help: "Why.")
  var reason: String

  @Option(help: ArgumentHelp("The day on which it no longer holds.", valueName: "day"))
  var until: DayArgument

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if (supportGroup == nil) == (managementLevel == nil) {
      throw ValidationError("give either --support-group or --management-level")
    }
  }

  func run(_ server: Server) async throws {
    var request = OverrideClassificationRequest()
    request.requestID = .new()
    request.caseID = try await CaseCommand.id(`case`, server)
    if let supportGroup { request.result = .supportGroup(supportGroup.value) }
    if let managementLevel { request.result = .managementLevel(managementLevel.value) }
    request.reason = reason
    request.validTo = until.day
    let decision: Classification = try await server.call(
      "\(ClassifyCommand.service)/OverrideClassification", request)
    try ClassificationPage.print(decision, server)
  }
}

/// `pcrm classify lift`.
struct ClassifyLift: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "lift",
    abstract: "End an override before its day.",
    discussion: """
      EXAMPLES
        pcrm classify lift INJ-2026-000001 management_level --reason "가족과 함께 살게 됨"
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Argument(help: "What is overridden: support_group or management_level.")
  var kind: WordArgument<ClassificationKind>

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = LiftOverrideRequest()
    request.requestID = .new()
    request.caseID = try await CaseCommand.id(`case`, server)
    request.kind = kind.value
    request.reason = reason
    let decision: Classification = try await server.call(
      "\(ClassifyCommand.service)/LiftOverride", request)
    try ClassificationPage.print(decision, server)
  }
}
