import ArgumentParser
import FieldClient
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm field task`: what is to be done after visits.
struct FieldTasks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task", abstract: "List what you have to do after visits, and end it.",
    discussion: """
      EXAMPLES
        pcrm field tasks
        pcrm field task done 41c7e0 --result "서류 받음"
      """,
    subcommands: [FieldTaskList.self, FieldTaskDone.self], defaultSubcommand: FieldTaskList.self,
    aliases: ["tasks"])
}

/// `pcrm field task list`.
struct FieldTaskList: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List your open tasks in the order in which they are due.",
    discussion: """
      EXAMPLES
        pcrm field task list
      """)

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let tasks = try folder.client.tasks()
    let language = Language.current
    let names = Dictionary(
      tasks.map { ($0.task.id, $0.customerName) }, uniquingKeysWith: { first, _ in first })
    let columns: [Column<VisitTask>] = [
      Column(language("DUE", "기한")) { $0.dueTime.map(ExplanationPage.local) ?? "" },
      Column(language("KIND", "종류")) { FieldWords.kind($0.kind, language) },
      Column(language("WHAT", "할 일")) { $0.title },
      Column(language("CUSTOMER", "고객")) { names[$0.id] ?? "" },
      Column("ID") { String($0.id.description.suffix(6)) },
    ]
    var listing = Listing(folder.output, columns, csv: Self.csv)
    for task in tasks { try listing.add(task.task) }
    try listing.end()
    guard folder.output == .table else { return }
    try Console.flush()
    Console.note(
      tasks.isEmpty
        ? language("no open tasks", "할 일이 없습니다.")
        : language(
          "next: pcrm field task done ID --result …", "다음: pcrm field task done ID --result …"))
    try folder.noteUnsent()
  }

  private static let csv: [Column<VisitTask>] = [
    Column("id") { $0.id.description },
    Column("kind") { $0.kind.word },
    Column("title") { $0.title },
    Column("due_time") { $0.dueTime.text },
    Column("customer_id") { $0.customerID.description },
    Column("visit_id") { $0.visitID.description },
  ]
}

/// `pcrm field task done`.
struct FieldTaskDone: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Record that a task was done.",
    discussion: """
      EXAMPLES
        pcrm field task done 41c7e0 --result "서류 받음"
      """)

  @Argument(help: "The task: its id, or the end of it.")
  var task: String

  @Option(help: "What came of it.")
  var result = ""

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let tasks = try folder.client.tasks()
    let found = try folder.named(
      task, among: tasks, "task", "할 일", see: "pcrm field tasks", { $0.task.id.description })
    let number = try folder.client.change(.task(found.task.id, result: result))
    if folder.output != .table {
      var done = found.task
      done.state = .done
      done.result = result
      return try Listing.one(done, folder.output, [Column("id") { $0.id.description }])
    }
    try folder.tell(number)
    let left = tasks.count - 1
    Console.note(
      Language.current(
        left == 0
          ? "no open tasks" : "\(left) open \(left == 1 ? "task" : "tasks"); see pcrm field tasks",
        left == 0 ? "할 일이 없습니다." : "남은 할 일 \(left)건. pcrm field tasks를 보십시오."))
  }
}
