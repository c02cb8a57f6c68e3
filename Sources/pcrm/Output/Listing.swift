import Import
import ProtobufCodec

/// One column of a listing: its title, and how a row fills it.
struct Column<Row>: Sendable {
  var title: String
  var value: @Sendable (Row) -> String

  init(_ title: String, _ value: @escaping @Sendable (Row) -> String) {
    self.title = title
    self.value = value
  }
}

/// Prints rows of one kind, as they come, in the form that was asked for.
struct Listing<Row: Message> {
  private let format: OutputFormat
  private let columns: [Column<Row>]
  private let csvColumns: [Column<Row>]
  private var table: TextTable
  private var count = 0

  /// - Parameter csvColumns: the columns of `--output csv`, when they are others.
  init(_ format: OutputFormat, _ columns: [Column<Row>], csv csvColumns: [Column<Row>]? = nil) {
    self.format = format
    self.columns = columns
    self.csvColumns = csvColumns ?? columns.map { Column($0.title.lowercased(), $0.value) }
    table = TextTable(columns.map(\.title))
  }

  mutating func add(_ row: Row) throws {
    switch format {
    case .table: table.add(columns.map { $0.value(row) })
    case .json: try Console.write((count == 0 ? "[\n" : ",\n") + row.json(pretty: true))
    case .ndjson: try Console.print(row.json())
    case .csv:
      if count == 0 { try writeTitles() }
      try Console.write(CSVText.record(csvColumns.map { $0.value(row) }))
    }
    count += 1
  }

  /// Prints what can only be printed once all rows are there.
  mutating func end() throws {
    switch format {
    case .table: if count > 0 { try Console.write(table.text()) }
    case .json: try Console.write(count == 0 ? "[]\n" : "\n]\n")
    case .ndjson: break
    case .csv: if count == 0 { try writeTitles() }
    }
  }

  private func writeTitles() throws {
    try Console.write(CSVText.record(csvColumns.map(\.title)))
  }

  /// Prints one thing alone.
  static func one(
    _ row: Row, _ format: OutputFormat, _ columns: [Column<Row>], csv: [Column<Row>]? = nil
  ) throws {
    switch format {
    case .table:
      try Console.write(TextTable.pairs(columns.map { ($0.title.lowercased(), $0.value(row)) }))
    case .json: try Console.print(row.json(pretty: true))
    case .ndjson: try Console.print(row.json())
    case .csv:
      var listing = Listing(format, columns, csv: csv)
      try listing.add(row)
      try listing.end()
    }
  }
}

extension Timestamp {
  /// RFC 3339.
  var text: String { String(json().filter { $0 != "\"" }) }
}

extension Optional where Wrapped == Timestamp {
  /// RFC 3339; empty when there is none.
  var text: String { map(\.text) ?? "" }
}
