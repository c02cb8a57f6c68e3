import Foundation
import Testing

/// The import table of docs/architecture.md. A module may import what stands here, and nothing else of ours or of others.
private let allowed: [String: Set<String>] = [
  "ProtobufCodec": ["Glibc"],
  "PCRMCore": ["ProtobufCodec", "Glibc"],
  "PCRMModel": ["ProtobufCodec", "PCRMCore"],
  "Calendars": ["PCRMModel", "PCRMCore", "ProtobufCodec", "Foundation", "Synchronization"],
  "Routes": ["PCRMCore", "Glibc"],
  "Surveys": [
    "ProtobufCodec", "PCRMCore", "PCRMModel", "Foundation", "Synchronization", "Glibc",
  ],
  "SurveyScores": ["PCRMCore", "Glibc"],
  "SurveyForms": [
    "ProtobufCodec", "PCRMCore", "PCRMModel", "Surveys", "CZlib", "Foundation", "FoundationXML",
  ],
  "FieldClient": [
    "ProtobufCodec", "PCRMCore", "PCRMModel", "Storage", "SQLiteStorage", "Surveys", "TTRPC",
    "Crypto", "Synchronization", "Dispatch", "Glibc",
  ],
  "Storage": ["ProtobufCodec", "PCRMCore", "Synchronization", "Dispatch", "Glibc"],
  "SQLiteStorage": [
    "ProtobufCodec", "PCRMCore", "Storage", "CSQLite", "Synchronization", "Dispatch", "Glibc",
  ],
  "RPC": ["ProtobufCodec", "PCRMCore", "Storage", "Logging", "Synchronization"],
  "PCRM": [
    "ProtobufCodec", "PCRMCore", "PCRMModel", "Calendars", "Routes", "Surveys", "SurveyScores",
    "Storage", "RPC", "Crypto", "Synchronization",
  ],
  "TTRPC": [
    "ProtobufCodec", "PCRMCore", "RPC", "Storage", "Logging", "NIOCore", "NIOPosix", "NIOSSL",
    "NIOTLS", "Synchronization", "Glibc",
  ],
  "Import": [
    "ProtobufCodec", "PCRMCore", "PCRMModel", "Yams", "Crypto", "Glibc", "Synchronization",
  ],
]

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private struct SourceFile {
  let module: String
  let path: String
  let lines: [Substring]
}

private func sources(of folder: String) throws -> [SourceFile] {
  let base = root.appending(path: folder)
  let paths = try #require(FileManager.default.enumerator(atPath: base.path)).compactMap {
    $0 as? String
  }
  return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
    let text = try String(contentsOf: base.appending(path: path), encoding: .utf8)
    return SourceFile(
      module: String(path.prefix { $0 != "/" }), path: path,
      lines: text.split(separator: "\n", omittingEmptySubsequences: false))
  }
}

private func imports(_ file: SourceFile) -> [String] {
  file.lines.compactMap { line in
    let words = line.split(separator: " ")
    guard let at = words.firstIndex(of: "import"), at <= 2, at + 1 < words.count,
      words[..<at].allSatisfy({
        ["public", "package", "@testable", "@preconcurrency"].contains($0)
      })
    else { return nil }
    return String(words[at + 1])
  }
}

@Test("A module imports only what the import table allows")
func importTable() throws {
  let files = try sources(of: "Sources")
  #expect(files.count > 50, "the walk found too few files to mean anything")
  for file in files {
    guard let table = allowed[file.module] else { continue }
    for name in imports(file) where !table.contains(name) {
      Issue.record("\(file.path) imports \(name), which \(file.module) may not")
    }
  }
}

@Test("Doors do not know features, and only storage modules and programs know SQLite")
func boundaries() throws {
  let storage: Set = ["SQLiteStorage", "pcrmd", "pcrm-bench", "PCRMTesting", "FieldClient"]
  for file in try sources(of: "Sources") {
    let names = imports(file)
    if file.module == "TTRPC" { #expect(!names.contains("PCRM"), "\(file.path)") }
    if !storage.contains(file.module) {
      #expect(!names.contains("SQLiteStorage"), "\(file.path)")
      #expect(!names.contains("CSQLite"), "\(file.path)")
    }
  }
}

@Test("An escape hatch has its reason in the lines above it")
func escapeHatches() throws {
  let hatches = ["@unchecked Sendable", "nonisolated(unsafe)", "try!", "as! "]
  for file in try sources(of: "Sources") {
    for (number, line) in file.lines.enumerated() {
      let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
      guard hatches.contains(where: { code.contains($0) }) else { continue }
      let above = file.lines[max(0, number - 3)..<number]
      #expect(
        above.contains { $0.contains("//") },
        "\(file.path):\(number + 1) uses an escape hatch without saying why")
    }
  }
}

@Test("Pages stay small: no source file over 500 lines")
func smallPages() throws {
  for file in try sources(of: "Sources") {
    #expect(file.lines.count <= 501, "\(file.path) has \(file.lines.count) lines")
  }
}

@Test("Nothing unfinished is left in the sources")
func nothingUnfinished() throws {
  // Put together here, so that this very line is not found.
  let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
  for file in try sources(of: "Sources") + sources(of: "Tests") {
    for (number, line) in file.lines.enumerated() where marks.contains(where: { line.contains($0) })
    {
      Issue.record("\(file.path):\(number + 1): \(line)")
    }
  }
}
