import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit task`: what is to be done after visits.
struct VisitTasks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task",
    abstract: "List what is to be done after visits; end it, or record a call to the customer.",
    discussion: """
      EXAMPLES
        pcrm visit task list --staff E0001 --overdue
        pcrm visit task done 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --result "서류 받음"
        pcrm visit task call-back 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --confirmed \\
          --satisfaction 5
      """,
    subcommands: [TaskList.self, TaskDone.self, TaskDrop.self, TaskCallBack.self])

  static let columns: [Column<VisitTask>] = [
    Column("DUE") { $0.dueTime.map(ExplanationPage.local) ?? "" },
    Column("KIND") { $0.kind.word },
    Column("STATE") { $0.overdue ? "\($0.state.word), overdue" : $0.state.word },
    Column("WHAT") { $0.title },
    Column("RESULT") { task in
      guard let call = task.callBack else { return task.result }
      if !call.reached { return "not reached" }
      let heard = call.confirmed ? "visit confirmed" : "visit not confirmed"
      return call.satisfaction == 0 ? heard : "\(heard), satisfaction \(call.satisfaction)"
    },
    Column("VISIT") { $0.visitID.description },
    Column("ID") { $0.id.description },
  ]
}

/// `pcrm visit task list`.
struct TaskList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List tasks in the order in which they are due.",
    discussion: """
      EXAMPLES
        pcrm visit task list --staff E0001 --state open
        pcrm visit task list --office 01 --kind call_back --before +3
      """)

  @Option(help: ArgumentHelp("Only for this member of staff.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("Only of this office.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only of this customer.", valueName: "customer"))
  var customer: String?

  @Option(help: ArgumentHelp("Only after this visit.", valueName: "id"))
  var visit: IDArgument<Entity.Visit>?

  @Option(help: "Only of this kind.")
  var kind: WordArgument<VisitTaskKind>?

  @Option(help: "Only in this state.")
  var state: WordArgument<VisitTaskState>?

  @Flag(help: "Only what was not done in time.")
  var overdue = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only what is due before this day.", valueName: "day"))
  var before: NearDayArgument?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListVisitTasksRequest()
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    if let office { request.officeID = try await Reference.unit(office, server) }
    if let customer { request.customerID = try await Reference.customer(customer, server) }
    request.visitID = visit?.id ?? VisitID()
    request.kind = kind?.value ?? .unspecified
    request.state = state?.value ?? .unspecified
    request.overdue = overdue
    request.dueBefore = before?.day.moment(minute: 0)
    var listing = Listing(server.output, VisitTasks.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListVisitTasksResponse = try await server.call(
        "\(VisitReports.service)/ListVisitTasks", request)
      return (answer.tasks, answer.nextPageToken)
    }
  }
}

/// `pcrm visit task done`.
struct TaskDone: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Record that a task was done.",
    discussion: """
      EXAMPLES
        pcrm visit task done 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --result "서류 받음"
      """)

  @Argument(help: "The task's id.")
  var id: IDArgument<Entity.VisitTask>

  @Option(help: "What came of it.")
  var result = ""

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = CompleteVisitTaskRequest()
    request.requestID = .new()
    request.id = id.id
    request.result = result
    let task: VisitTask = try await server.call(
      "\(VisitReports.service)/CompleteVisitTask", request)
    try Listing.one(task, server.output, VisitTasks.columns)
  }
}

/// `pcrm visit task drop`.
struct TaskDrop: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Give a task up.",
    discussion: """
      EXAMPLES
        pcrm visit task drop 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --reason "고객이 이사함"
      """)

  @Argument(help: "The task's id.")
  var id: IDArgument<Entity.VisitTask>

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = DropVisitTaskRequest()
    request.requestID = .new()
    request.id = id.id
    request.reason = reason
    let task: VisitTask = try await server.call("\(VisitReports.service)/DropVisitTask", request)
    try Listing.one(task, server.output, VisitTasks.columns)
  }
}

/// `pcrm visit task call-back`.
struct TaskCallBack: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "call-back",
    abstract: "Record what a customer said when called back after a visit.",
    discussion: """
      Whoever made the visit may not.

      EXAMPLES
        pcrm visit task call-back 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --confirmed \\
          --satisfaction 5
        pcrm visit task call-back 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --not-reached
      """)

  @Argument(help: "The task's id.")
  var id: IDArgument<Entity.VisitTask>

  @Flag(help: "The customer confirms that the visit took place.")
  var confirmed = false

  @Flag(help: "The customer was not reached.")
  var notReached = false

  @Option(help: ArgumentHelp("How satisfied the customer is, 1 to 5.", valueName: "number"))
  var satisfaction: Int32 = 0

  @Option(help: "In words; nothing delicate.")
  var note = ""

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var result = CallBackResult()
    result.reached = !notReached
    result.confirmed = confirmed
    result.satisfaction = satisfaction
    result.note = note
    var request = RecordCallBackRequest()
    request.requestID = .new()
    request.id = id.id
    request.result = result
    let task: VisitTask = try await server.call("\(VisitReports.service)/RecordCallBack", request)
    try Listing.one(task, server.output, VisitTasks.columns)
  }
}
