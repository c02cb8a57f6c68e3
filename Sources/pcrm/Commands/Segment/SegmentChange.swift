import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm segment add`.
struct SegmentAdd: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Put customers on a list.",
    discussion: """
      EXAMPLES
        pcrm segment add partners insured_number=0123456789 --reason "appointed" --until 2027-01-31
      """)

  @Argument(help: "The segment's name.")
  var name: String

  @Argument(help: "Customers: ids, SCHEME=VALUE or phone numbers.")
  var customers: [String]

  @Option(help: "Why.")
  var reason: String

  @Option(help: ArgumentHelp("When they go off it again by themselves.", valueName: "time"))
  var until: TimeArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = AddMembersRequest()
    request.requestID = .new()
    request.segment = name
    for customer in customers {
      request.customerIDs.append(try await Reference.customer(customer, server))
    }
    request.reason = reason
    request.endTime = until?.time
    let answer: ChangeMembersResponse = try await server.call(
      "\(SegmentCommand.service)/AddMembers", request)
    try SegmentRemove.show(answer, server)
  }
}

/// `pcrm segment remove`.
struct SegmentRemove: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take customers off a list.",
    discussion: """
      EXAMPLES
        pcrm segment remove partners insured_number=0123456789 --reason "asked to"
      """)

  @Argument(help: "The segment's name.")
  var name: String

  @Argument(help: "Customers: ids, SCHEME=VALUE or phone numbers.")
  var customers: [String]

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = RemoveMembersRequest()
    request.requestID = .new()
    request.segment = name
    for customer in customers {
      request.customerIDs.append(try await Reference.customer(customer, server))
    }
    request.reason = reason
    let answer: ChangeMembersResponse = try await server.call(
      "\(SegmentCommand.service)/RemoveMembers", request)
    try Self.show(answer, server)
  }

  static func show(_ answer: ChangeMembersResponse, _ server: Server) throws {
    try Listing.one(answer, server.output, columns)
  }

  private static let columns: [Column<ChangeMembersResponse>] = [
    Column("CHANGED") { String($0.customerIDs.count) },
    Column("SIZE") { String($0.size) },
  ]
}

/// `pcrm segment rebuild`.
struct SegmentRebuild: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Look at every customer again; nothing should move.",
    discussion: """
      EXAMPLES
        pcrm segment rebuild management.intensive --wait
      """)

  @Argument(help: "The segment's name.")
  var name: String

  @Flag(help: "Wait until every customer has been looked at.")
  var wait = false

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = RebuildSegmentRequest()
    request.requestID = .new()
    request.name = name
    var segment: Segment = try await server.call(
      "\(SegmentCommand.service)/RebuildSegment", request)
    if wait {
      try await SegmentBuild.wait(for: [name], server)
      var again = GetSegmentRequest()
      again.name = name
      segment = try await server.call("\(SegmentCommand.service)/GetSegment", again)
    }
    try Listing.one(segment, server.output, SegmentCommand.one)
  }
}

/// `pcrm segment audit`.
struct SegmentAudit: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Compare a segment's members with its rule, for every customer.",
    discussion: """
      Ends with 1 when they differ.

      EXAMPLES
        pcrm segment audit management.intensive
      """)

  @Argument(help: "The segment's name.")
  var name: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = AuditSegmentRequest()
    request.name = name
    let answer: AuditSegmentResponse = try await server.call(
      "\(SegmentCommand.service)/AuditSegment", request)
    try Listing.one(answer, server.output, Self.columns)
    if answer.missing + answer.surplus > 0 {
      throw CommandFailure(
        code: 1, message: "\(answer.missing + answer.surplus) customers are wrongly in or out")
    }
  }

  private static let columns: [Column<AuditSegmentResponse>] = [
    Column("SEGMENT") { $0.name },
    Column("VERSION") { String($0.version) },
    Column("LOOKED AT") { String($0.lookedAt) },
    Column("MEMBERS") { String($0.size) },
    Column("MISSING") { String($0.missing) },
    Column("SURPLUS") { String($0.surplus) },
    Column("DUE") { String($0.due) },
  ]
}

/// `pcrm segment delete`.
struct SegmentDelete: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete a segment; who was in it when stays on record.",
    discussion: """
      EXAMPLES
        pcrm segment delete telco.at-risk
      """)

  @Argument(help: "The segment's name.")
  var name: String

  @Option(help: ArgumentHelp("Only if it still has this version.", valueName: "number"))
  var version: Int64 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = DeleteSegmentRequest()
    request.requestID = .new()
    request.name = name
    request.version = version
    let _: Empty = try await server.call("\(SegmentCommand.service)/DeleteSegment", request)
    Console.note("deleted \(name)")
  }
}
