import Foundation
import Import
import PCRMModel
import Testing

@testable import pcrm

@Suite("pcrm: bulk") struct PcrmBulkTests {
  /// Records that a test wrote down.
  struct Written: ImportSource {
    var items: [ImportItem]
    var scheme: String { "n" }
    var bytesRead: Int { 0 }
    var notes: [String] { [] }

    mutating func next() throws(ImportFailure) -> ImportItem? {
      items.isEmpty ? nil : items.removeFirst()
    }
  }

  private func customer(_ line: Int, _ key: String, bytes: Int = 0) -> ImportItem {
    var customer = Customer()
    customer.externalIDs = [ExternalID(scheme: "n", value: key)]
    customer.tags = bytes > 0 ? [String(repeating: "x", count: bytes)] : []
    return .customer(line: line, customer)
  }

  private func batches(_ items: [ImportItem], size: Int) throws -> [[Int]] {
    var cutter = BatchCutter(Written(items: items), size: size)
    var lines: [[Int]] = []
    while let batch = try cutter.next() { lines.append(batch.lines) }
    return lines
  }

  @Test func cutsBySize() throws {
    let items = (1...5).map { customer($0, "\($0)") }
    #expect(try batches(items, size: 2) == [[1, 2], [3, 4], [5]])
  }

  @Test func neverPutsACustomerTwiceIntoABatch() throws {
    let items = [customer(1, "a"), customer(2, "b"), customer(3, "a"), customer(4, "c")]
    #expect(try batches(items, size: 10) == [[1, 2], [3, 4]])
  }

  @Test func staysBelowAFrame() throws {
    let items = (1...4).map { customer($0, "\($0)", bytes: 1_000_000) }
    #expect(try batches(items, size: 100) == [[1, 2, 3], [4]])
  }

  @Test func rejectsWhatNoFrameHolds() throws {
    var cutter = BatchCutter(
      Written(items: [customer(1, "a", bytes: 4 << 20), customer(2, "b")]), size: 10)
    let batch = try #require(try cutter.next())
    #expect(batch.lines == [2])
    #expect(batch.rejectedCount == 1)
    #expect(batch.rejections.first?.line == 1)
  }

  @Test func reportsInTheOrderOfTheFile() throws {
    let path = NSTemporaryDirectory() + UUID().uuidString + ".csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let report = RejectionReport(path: path)
    var ledger = ImportLedger(report, dryRun: false)
    for (number, line) in [(2, 30), (0, 10), (1, 20)] {
      var result = BatchResult(number: number)
      result.rejected = 1
      result.created = 2
      result.rejections = [Rejection(line: line, field: "a,b", reason: "is \"x\"")]
      try ledger.enter(result)
    }
    try report.close()
    #expect(ledger.summary.read == 9)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let row = "\"a,b\",\"is \"\"x\"\"\"\r\n"
    #expect(text == "line,field,reason\r\n10,\(row)20,\(row)30,\(row)")
  }

  @Test func takesOnlyReportsAway() throws {
    let path = NSTemporaryDirectory() + UUID().uuidString + ".csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "line,field,reason\r\n1,,x\r\n".write(toFile: path, atomically: true, encoding: .utf8)
    try RejectionReport(path: path).removeOld()
    #expect(!FileManager.default.fileExists(atPath: path))
    try "something of mine".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: CommandFailure.self) { try RejectionReport(path: path).removeOld() }
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func findsTheGapInASchema() throws {
    func field(_ name: String, _ type: ExtensionType, _ choices: [String] = []) -> ExtensionField {
      var field = ExtensionField()
      field.name = name
      field.type = type
      field.choices = choices
      return field
    }
    let present = [field("a", .text), field("c", .choice, ["x"])]
    #expect(SchemaGap(between: [field("a", .text)], and: present).isEmpty)
    let gap = SchemaGap(
      between: [field("b", .integer), field("c", .choice, ["x", "y"])], and: present)
    #expect(gap.missing == ["b"])
    #expect(gap.widened == ["c"])
    #expect(gap.filled.map(\.name) == ["a", "c", "b"])
    #expect(gap.filled[1].choices == ["x", "y"])
    let other = SchemaGap(between: [field("a", .date)], and: present)
    #expect(throws: CommandFailure.self) { try other.refuseContradictions() }
  }
}
