import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm assignment qualifications`: what case workers must bring, and who has it.
struct AssignmentQualifications: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "qualifications",
    abstract: "Apply what case workers must bring, record who has it, and check.",
    discussion: """
      EXAMPLES
        pcrm assignment qualifications apply --preset qualifications
        pcrm assignment qualifications show E0001
        pcrm assignment qualifications train E0001 courtesy business systems --from 2026-01-01
        pcrm assignment qualifications check E0001 INJ-2026-000001
      """,
    subcommands: [
      QualificationsApply.self, QualificationsShow.self, QualificationsTrain.self,
      QualificationsRole.self, QualificationsCheck.self,
    ])

  static func read(_ staff: String, _ server: Server) async throws -> StaffQualifications {
    var request = GetStaffQualificationsRequest()
    request.staffID = try await Reference.staff(staff, server)
    return try await server.call(
      "\(AssignmentCommand.service)/GetStaffQualifications", request)
  }

  static let columns: [Column<StaffQualifications>] = [
    Column("STAFF") { $0.staffID.description },
    Column("JOB GROUP") { $0.jobGroup.word },
    Column("TRAININGS") { staff in
      staff.trainings.map { "\($0.module)\(dates($0.validFrom, $0.validTo))" }
        .joined(separator: ", ")
    },
    Column("ROLES") { staff in
      staff.roles.map { "\($0.role)\(dates($0.validFrom, $0.validTo))" }.joined(separator: ", ")
    },
  ]

  private static func dates(_ from: CivilDate?, _ to: CivilDate?) -> String {
    if from == nil && to == nil { return "" }
    return " (\(from.map(CustomerColumns.date) ?? "…") to \(to.map(CustomerColumns.date) ?? "…"))"
  }
}

/// `pcrm assignment qualifications apply`.
struct QualificationsApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Apply what case workers must bring, after showing changes.",
    discussion: """
      EXAMPLES
        pcrm assignment qualifications apply --preset qualifications
      """)

  @OptionGroup var options: PlanOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<QualificationRules>(options, .qualifications)
    try await AssignmentRules.run(options, document, in: "rules", server) { dryRun, base in
      var request = ApplyQualificationRulesRequest()
      request.requestID = .new()
      request.rules = document.content
      request.dryRun = dryRun
      request.baseVersion = base
      return try await server.call(
        "\(AssignmentCommand.service)/ApplyQualificationRules", request)
    }
  }
}

/// `pcrm assignment qualifications show`.
struct QualificationsShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what somebody is qualified by.",
    discussion: """
      EXAMPLES
        pcrm assignment qualifications show E0001
      """)

  @Argument(help: "Who: id or employee number.")
  var staff: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let found = try await AssignmentQualifications.read(staff, server)
    try Listing.one(found, server.output, AssignmentQualifications.columns)
  }
}

/// `pcrm assignment qualifications train`.
struct QualificationsTrain: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Record modules that somebody passed, beside those there are.",
    discussion: """
      EXAMPLES
        pcrm assignment qualifications train E0001 courtesy business --from 2026-01-01
      """)

  @Argument(help: "Who: id or employee number.")
  var staff: String

  @Argument(help: "Codes of the modules.")
  var modules: [String]

  @Option(help: ArgumentHelp("The day from which they count.", valueName: "day"))
  var from: DayArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let now = try await AssignmentQualifications.read(staff, server)
    var request = SetTrainingsRequest()
    request.requestID = .new()
    request.staffID = now.staffID
    request.version = now.version
    request.trainings = now.trainings
    for module in modules where !now.trainings.contains(where: { $0.module == module }) {
      var training = Training()
      training.module = module
      training.validFrom = from?.day
      request.trainings.append(training)
    }
    let stored: StaffQualifications = try await server.call(
      "\(AssignmentCommand.service)/SetTrainings", request)
    try Listing.one(stored, server.output, AssignmentQualifications.columns)
  }
}

/// `pcrm assignment qualifications role`.
struct QualificationsRole: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "role", abstract: "Give somebody a role for a time, beside those there are.",
    discussion: """
      EXAMPLES
        pcrm assignment qualifications role E0001 quasi_case_manager --from 2026-01-01 \\
          --to 2027-01-01
      """)

  @Argument(help: "Who: id or employee number.")
  var staff: String

  @Argument(help: "Code of the role.")
  var role: String

  @Option(help: ArgumentHelp("First day.", valueName: "day"))
  var from: DayArgument?

  @Option(help: ArgumentHelp("The day on which it no longer holds.", valueName: "day"))
  var to: DayArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let now = try await AssignmentQualifications.read(staff, server)
    var role = StaffRole()
    role.role = self.role
    role.validFrom = from?.day
    role.validTo = to?.day
    var request = SetStaffRolesRequest()
    request.requestID = .new()
    request.staffID = now.staffID
    request.version = now.version
    request.roles = now.roles + [role]
    let stored: StaffQualifications = try await server.call(
      "\(AssignmentCommand.service)/SetStaffRoles", request)
    try Listing.one(stored, server.output, AssignmentQualifications.columns)
  }
}

/// `pcrm assignment qualifications check`.
struct QualificationsCheck: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say what somebody lacks for a case; ends with 1 if anything.",
    discussion: """
      EXAMPLES
        pcrm assignment qualifications check E0001 INJ-2026-000001
      """)

  @Argument(help: "Who: id or employee number.")
  var staff: String

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = CheckQualificationRequest()
    request.staffID = try await Reference.staff(staff, server)
    request.caseID = try await CaseCommand.id(`case`, server)
    let answer: QualificationCheck = try await server.call(
      "\(AssignmentCommand.service)/CheckQualification", request)
    try Listing.one(
      answer, server.output,
      [
        Column("QUALIFIED") { $0.qualified ? "yes" : "no" },
        Column("MISSING") { $0.missing.joined(separator: ", ") },
      ])
    if !answer.qualified { throw CommandFailure(code: 1, message: "not qualified") }
  }
}
