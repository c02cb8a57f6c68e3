import PCRMModel

/// Turns the records of one delimited file into customers, as a mapping says.
public struct RowMapper {
  private let mapping: Mapping
  private let encoding: TextEncoding
  private let header: [String]
  /// For each column of the file its rule; nil where the mapping does not name it.
  private let rules: [Mapping.Rule?]
  private var emptyCells: [Int]

  /// Fits the mapping to the first line of a file.
  public init(
    _ mapping: Mapping, header record: CSVRecord, encoding: TextEncoding
  ) throws(ImportFailure) {
    if let fault = record.fault { throw ImportFailure("line \(record.line): \(fault)") }
    var header: [String] = []
    for field in record.fields {
      guard let name = encoding.text(field) else {
        throw ImportFailure("line \(record.line): the names of columns are not \(encoding.name)")
      }
      header.append(name.trimmed)
    }
    for (index, name) in header.enumerated() where header[..<index].contains(name) {
      throw ImportFailure("line \(record.line): the column \"\(name)\" occurs twice")
    }
    for column in mapping.columns where !header.contains(column.name) {
      throw ImportFailure(
        "the mapping names the column \"\(column.name)\", which the file does not have; it has: "
          + header.joined(separator: ", "))
    }
    rules = header.map { name in mapping.columns.first { $0.name == name }?.rule }
    let strange = zip(header, rules).filter { $1 == nil }.map(\.0)
    if mapping.unmapped == .refuse && !strange.isEmpty {
      throw ImportFailure(
        "the mapping does not name: \(strange.joined(separator: ", ")); name them, or set unmapped "
          + "to keep or ignore")
    }
    self.mapping = mapping
    self.encoding = encoding
    self.header = header
    emptyCells = [Int](repeating: 0, count: header.count)
  }

  /// Columns that were empty in some rows, and therefore left out there.
  public var notes: [String] {
    header.indices.filter { emptyCells[$0] > 0 && rules[$0] != nil }.map { index in
      "\(header[index]): empty in \(emptyCells[index]) "
        + "\(emptyCells[index] == 1 ? "row" : "rows"), left absent"
    }
  }

  /// The customer that a record describes, or why it describes none.
  public mutating func map(_ record: CSVRecord) -> ImportItem {
    if let fault = record.fault {
      return reject(record, [Rejection(line: record.line, field: "", reason: fault)])
    }
    guard record.fields.count == header.count else {
      return reject(
        record,
        [
          Rejection(
            line: record.line, field: "",
            reason: "has \(record.fields.count) fields; the first line has \(header.count)")
        ])
    }
    var builder = CustomerBuilder(source: mapping.source)
    var faults: [Rejection] = []
    for constant in mapping.constants {
      do throws(CellFault) {
        try builder.set(constant.rule, constant.value)
      } catch {
        faults.append(Rejection(line: record.line, field: "constants", reason: error.reason))
      }
    }
    for (index, bytes) in record.fields.enumerated() {
      do throws(CellFault) {
        try fill(&builder, index, bytes)
      } catch {
        faults.append(Rejection(line: record.line, field: header[index], reason: error.reason))
      }
    }
    if !faults.isEmpty { return reject(record, faults) }
    do throws(CellFault) {
      return .customer(line: record.line, try builder.finish())
    } catch {
      let fault = Rejection(line: record.line, field: "addresses", reason: error.reason)
      return reject(record, [fault])
    }
  }

  private mutating func fill(
    _ builder: inout CustomerBuilder, _ index: Int, _ bytes: [UInt8]
  ) throws(CellFault) {
    let rule = rules[index]
    if rule?.target == .ignored || rule == nil && mapping.unmapped == .ignore { return }
    guard let text = encoding.text(bytes) else {
      throw CellFault("holds bytes that are not \(encoding.name)")
    }
    guard let rule, rule.target != .imported else {
      if !text.isEmpty { builder.keep(header[index], text) }
      return
    }
    let cell = rule.values[text] ?? rule.values[text.trimmed] ?? text
    let value = cell.trimmed
    if value.isEmpty || rule.absent.contains(value) {
      emptyCells[index] += 1
      // Without its key a row could not be found again.
      if rule.required || rule.target == .externalID(scheme: mapping.key) {
        throw CellFault("is empty and must not be")
      }
      return
    }
    try builder.set(rule, value)
  }

  private func reject(_ record: CSVRecord, _ faults: [Rejection]) -> ImportItem {
    .rejected(line: record.line, faults)
  }
}
