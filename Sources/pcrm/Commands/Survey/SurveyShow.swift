import ArgumentParser
import Import
import PCRMModel
import ProtobufCodec

/// `pcrm survey show`.
struct SurveyShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a questionnaire asks, and when.",
    discussion: """
      EXAMPLES
        pcrm survey show satisfaction_2026
        pcrm survey show --file form.xlsx --form-language en
      """)

  @OptionGroup var source: FormSource

  @Option(help: ArgumentHelp("The language of the texts, as ko.", valueName: "tag"))
  var formLanguage: String?

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let (questionnaire, output) = try await source.read(global)
    guard output == .table || output == .csv else {
      return try Console.print(questionnaire.json(pretty: output == .json))
    }
    let rows = Self.rows(questionnaire.items, "", text: text(questionnaire))
    if output == .csv {
      var listing = Listing<FormRow>(.csv, Self.columns)
      for row in rows { try listing.add(row) }
      return try listing.end()
    }
    let ink = Ink.output
    let title = text(questionnaire)(questionnaire.title)
    let version = questionnaire.version == 0 ? "" : "  v\(questionnaire.version)"
    try Console.print(
      "\(ink.bold(DisplayWidth.harmless(title)))  \(questionnaire.name)\(version)")
    if !questionnaire.languages.isEmpty {
      try Console.print(ink.dim(questionnaire.languages.joined(separator: " ")))
    }
    var table = TextTable(["", "QUESTION", "KIND", "PATH", "WHEN"])
    for row in rows {
      table.add([
        row.number, String(repeating: "  ", count: row.depth) + row.label, row.kind, row.path,
        row.relevance,
      ])
    }
    try Console.write(table.text())
  }

  /// A text in the language that is wanted, else the form's own.
  private func text(_ questionnaire: Questionnaire) -> ([LocalText]) -> String {
    let wanted = [formLanguage ?? Language.current.rawValue, questionnaire.defaultLanguage, ""]
    return { texts in
      for tag in wanted {
        if let text = texts.first(where: { $0.language == tag }) { return text.text }
      }
      return texts.first?.text ?? ""
    }
  }

  private static let columns: [Column<FormRow>] = [
    Column("number") { $0.number }, Column("path") { $0.path }, Column("kind") { $0.kind },
    Column("label") { $0.label }, Column("relevance") { $0.relevance },
    Column("list") { $0.list },
  ]

  private static func rows(
    _ items: [FormItem], _ above: String, depth: Int = 0, text: ([LocalText]) -> String
  ) -> [FormRow] {
    var rows: [FormRow] = []
    for (number, item) in items.enumerated() {
      var row = FormRow()
      row.depth = depth
      row.number = "\(number + 1)"
      row.path = above.isEmpty ? item.name : "\(above)/\(item.name)"
      row.kind = item.type.word
      let label = text(item.label)
      row.label = label.isEmpty ? (item.calculation.isEmpty ? item.name : item.calculation) : label
      row.relevance = item.relevance
      row.list = item.choiceList
      rows.append(row)
      for one in item.rows {
        var grid = FormRow()
        grid.depth = depth + 1
        grid.path = "\(row.path)/\(one.name)"
        grid.kind = "row"
        grid.label = text(one.label)
        grid.relevance = one.relevance
        rows.append(grid)
      }
      rows += Self.rows(item.items, row.path, depth: depth + 1, text: text)
    }
    return rows
  }
}

/// One line of a questionnaire's outline.
struct FormRow: Message {
  static let protoName = "pcrm.FormRow"

  var number = ""
  var path = ""
  var kind = ""
  var label = ""
  var relevance = ""
  var list = ""
  var depth = 0

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "number", &number)
    try c.string(2, "path", &path)
    try c.string(3, "kind", &kind)
    try c.string(4, "label", &label)
    try c.string(5, "relevance", &relevance)
    try c.string(6, "list", &list)
  }
}
