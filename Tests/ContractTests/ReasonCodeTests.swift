import PCRMCore
import Testing

/// Whether a reason is given with the code beside which `ErrorInfo` lists it: callers may decide by either.
@Suite struct ReasonCodeTests {
  /// A place in the code that gives a reason with a code.
  struct Given: Hashable, CustomStringConvertible {
    let path: String
    let reason: String
    let code: String
    var description: String { "\(path): \(reason) as \(code)" }
  }

  /// The codes of each reason, by the list: those of the server, and those of the library on devices.
  static func listed() throws -> [String: Set<String>] {
    let comment =
      try ContractText.declarations().first { $0.line.hasPrefix("message ErrorInfo") }?.comment
      ?? ""
    let codes = Set(StatusCode.allCases.map { $0.name.uppercased() })
    var listed: [String: Set<String>] = [:]
    var code = ""
    var last: [String] = []
    for line in comment.split(separator: "\n") {
      if codes.contains(String(line)) { code = String(line) }
      // On a device: one code for all that name none.
      if line.hasPrefix("On a device") { code = "FAILED_PRECONDITION" }
      if let row = line.firstMatch(of: /^([A-Z_]{4,}(?:, [A-Z_]{4,})*) {2,}/) {
        last = row.1.split(separator: ", ").map(String.init)
        for reason in last { listed[reason, default: []].insert(code) }
      }
      if let named = line.firstMatch(of: /\(([A-Z_]{4,})\)\.$/), codes.contains(String(named.1)) {
        for reason in last { listed[reason, default: []].insert(String(named.1)) }
      }
    }
    return listed
  }

  /// The reasons that a file gives together with a code.
  static func given(_ text: String, _ path: String) -> [Given] {
    var given: [Given] = []
    // Status(.code, …, ErrorInfo(reason: "REASON"
    let parts = text.split(separator: "ErrorInfo(", omittingEmptySubsequences: false)
    for (before, after) in zip(parts, parts.dropFirst()) {
      guard let reason = after.prefix(120).firstMatch(of: /^\s*reason: "([A-Z_]{4,})"/)?.1,
        let start = before.ranges(of: "Status(").last,
        let code = before[start.upperBound...].firstMatch(of: /^\s*\.(\w+),/)?.1,
        let known = StatusCode.allCases.first(where: { "\($0)" == code })
      else { continue }
      given.append(Given(path: path, reason: String(reason), code: known.name.uppercased()))
    }
    // precondition("REASON", …
    for after in text.split(separator: "precondition(").dropFirst() {
      guard let reason = after.prefix(120).firstMatch(of: /^\s*"([A-Z_]{4,})"/)?.1 else { continue }
      given.append(Given(path: path, reason: String(reason), code: "FAILED_PRECONDITION"))
    }
    // invalid(…, reason: "REASON")
    for after in text.split(separator: ".invalid(").dropFirst() {
      guard let end = after.ranges(of: "reason: \"").first else { continue }
      if after[..<end.lowerBound].contains("ErrorInfo(") { continue }
      if after[..<end.lowerBound].contains("Status(") { continue }
      let reason = after[end.upperBound...].prefix { $0 != "\"" }
      given.append(Given(path: path, reason: String(reason), code: "INVALID_ARGUMENT"))
    }
    return given
  }

  @Test("Every reason comes with the code that it is listed under")
  func codes() throws {
    let listed = try Self.listed()
    #expect(listed["SEQUENCE_AHEAD"] == ["OUT_OF_RANGE"], "the list is read at all")
    #expect(listed["FILE_ATTACHED"]?.contains("ALREADY_EXISTS") == true)
    var count = 0
    for file in try ContractText.files(in: "Sources", ending: ".swift") {
      for given in Self.given(file.text, file.path) {
        count += 1
        guard let codes = listed[given.reason] else { continue }
        if !codes.contains(given.code) {
          Issue.record("\(given), listed under \(codes.sorted().joined(separator: ", "))")
        }
      }
    }
    #expect(count > 150, "the code is read at all: \(count)")
  }
}
