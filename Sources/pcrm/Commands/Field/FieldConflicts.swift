import ArgumentParser
import FieldClient
import Foundation
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm field conflicts`.
struct FieldConflicts: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: "Show where your change and another one cannot both stand.",
    discussion: """
      For each field: what you saw before, what the server has, and what you set. What the server \
      has stays until somebody chooses.

      EXAMPLES
        pcrm field conflicts
        pcrm field resolve 1b2c3d mine
      """)

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let conflicts = try folder.client.conflicts()
    guard folder.output == .table else {
      var listing = Listing(folder.output, Self.columns)
      for conflict in conflicts { try listing.add(conflict.conflict) }
      return try listing.end()
    }
    let language = Language.current
    for conflict in conflicts {
      try Console.print(
        [
          String(conflict.conflict.id.description.suffix(6)),
          FieldWords.kind(conflict.conflict.kind, language),
          conflict.customer?.displayName ?? "", conflict.visit.map(VisitColumns.span) ?? "",
        ].filter { !$0.isEmpty }.joined(separator: "  "))
      var table = TextTable([
        "  " + language("FIELD", "항목"), language("BEFORE", "이전"), language("THEIRS", "서버"),
        language("MINE", "내 것"),
      ])
      for field in conflict.conflict.fields {
        let values = [field.seen, field.theirs, field.mine].map { Self.plain($0, field.name) }
        table.add(["  " + FieldWords.field(field.name, language)] + values)
      }
      try Console.write(table.text())
    }
    try Console.flush()
    if let first = conflicts.first {
      let id = first.conflict.id.description.suffix(6)
      Console.note(
        language(
          "next: pcrm field resolve \(id) mine | theirs",
          "다음: pcrm field resolve \(id) mine | theirs"))
    } else {
      Console.note(language("no conflicts", "충돌이 없습니다."))
    }
    try folder.noteUnsent()
  }

  /// A value as people read it: without the quotes of JSON, times as clocks in Korea show them, lists of a customer as
  /// its page has them.
  private static func plain(_ json: String, _ field: String) -> String {
    let lists = [
      "names": "NAMES", "contact_points": "CONTACTS", "addresses": "ADDRESSES", "tags": "TAGS",
    ]
    if let title = lists[field], let customer = try? Customer(json: "{\"\(field)\": \(json)}"),
      let column = CustomerColumns.one.first(where: { $0.title == title })
    {
      return column.value(customer)
    }
    guard json.hasPrefix("\""),
      let text = try? JSONDecoder().decode(String.self, from: Data(json.utf8))
    else { return json }
    return TimestampText.parse(text).map(ExplanationPage.local) ?? text
  }

  private static let columns: [Column<SyncConflict>] = [
    Column("id") { $0.id.description },
    Column("kind") { $0.kind.word },
    Column("entity_id") { $0.entityID },
    Column("fields") { $0.fields.map(\.name).joined(separator: " ") },
    Column("create_time") { $0.createTime.text },
  ]
}

/// `pcrm field resolve`.
struct FieldResolve: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Choose what becomes of a conflict.",
    discussion: """
      One choice counts for all fields, unless --field names others.

      EXAMPLES
        pcrm field resolve 1b2c3d mine
        pcrm field resolve 1b2c3d theirs --field note=mine
      """)

  @Argument(help: "The conflict: its id, or the end of it.")
  var conflict: String

  @Argument(help: "What is chosen: mine or theirs.")
  var choice: WordArgument<ConflictChoice>

  @Option(
    name: .customLong("field"),
    help: ArgumentHelp("Another choice for one field.", valueName: "name=choice"))
  var exceptions: [String] = []

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    let one = try folder.named(
      conflict, among: try folder.client.conflicts(), "conflict", "충돌", see: "pcrm field conflicts",
      { $0.conflict.id.description }
    ).conflict
    var others: [String: ConflictChoice] = [:]
    for text in exceptions {
      let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, let choice = WordArgument<ConflictChoice>(argument: sides[1]),
        one.fields.contains(where: { $0.name == sides[0] })
      else {
        throw CommandFailure.usage(
          "--field is \"\(text)\"; it must be FIELD=mine or FIELD=theirs of the conflict's fields")
      }
      others[sides[0]] = choice.value
    }
    let choices = one.fields.map { field in
      var made = FieldChoice()
      made.name = field.name
      made.choice = others[field.name] ?? choice.value
      return made
    }
    try folder.tell(try folder.client.change(.resolve(one.id, choices)))
    let left = try folder.client.conflicts().count
    if left > 0 {
      Console.note(
        Language.current(
          "\(left) \(left == 1 ? "conflict is" : "conflicts are") left; see pcrm field conflicts",
          "남은 충돌 \(left)건. pcrm field conflicts를 보십시오."))
    }
  }
}
