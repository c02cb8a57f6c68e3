import Foundation
import Import

/// What became of a file: read = created + updated + unchanged + rejected.
struct ImportSummary: Equatable, Encodable {
  var dryRun: Bool
  var created = 0
  var updated = 0
  var unchanged = 0
  var rejected = 0
  var notes: [String] = []

  /// Records that were read.
  var read: Int { created + updated + unchanged + rejected }

  init(dryRun: Bool) {
    self.dryRun = dryRun
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(dryRun, forKey: .dryRun)
    try container.encode(read, forKey: .read)
    try container.encode(created, forKey: .created)
    try container.encode(updated, forKey: .updated)
    try container.encode(unchanged, forKey: .unchanged)
    try container.encode(rejected, forKey: .rejected)
    try container.encode(notes, forKey: .notes)
  }

  private enum Key: String, CodingKey {
    case dryRun, read, created, updated, unchanged, rejected, notes
  }

  /// Prints it.
  func print(_ format: OutputFormat) throws {
    switch format {
    case .table:
      try Console.write(text)
    case .json, .ndjson:
      let encoder = JSONEncoder()
      encoder.outputFormatting = format == .json ? [.sortedKeys, .prettyPrinted] : [.sortedKeys]
      try Console.print(String(decoding: try encoder.encode(self), as: UTF8.self))
    case .csv:
      try Console.write(CSVText.record(["read", "created", "updated", "unchanged", "rejected"]))
      try Console.write(
        CSVText.record([read, created, updated, unchanged, rejected].map(String.init)))
    }
  }

  /// The counts as a column that adds up, and the notes.
  var text: String {
    let numbers = [
      ("read", read), ("created", created), ("updated", updated), ("unchanged", unchanged),
      ("rejected", rejected),
    ]
    let width = String(read).count
    var text = dryRun ? "dry run: nothing was stored\n" : ""
    for (name, number) in numbers {
      let digits = String(number)
      let gap = String(repeating: " ", count: 11 - name.count + width - digits.count)
      text += name + gap + digits + "\n"
    }
    return text + notes.map { "note: \($0)\n" }.joined()
  }
}
