import Foundation

/// The `.proto` files as text: for what the compiled descriptors leave out, comments above all.
enum ContractText {
  /// One line that declares something, with its comment.
  struct Declaration {
    let place: String
    let line: String
    let comment: String
  }

  /// A method as the text has it.
  struct Method {
    let path: String
    let isStream: Bool
    let comment: String
  }

  /// The folder of the package.
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// All files below a folder of the package with this ending, as (path, text).
  static func files(in folder: String, ending: String) throws -> [(path: String, text: String)] {
    let root = package.appending(path: folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
    return try paths.filter { $0.hasSuffix(ending) }.map {
      ($0, try String(contentsOf: root.appending(path: $0), encoding: .utf8))
    }
  }

  /// Everything that the contract declares, in the order of the text.
  static func declarations() throws -> [Declaration] {
    let isDeclaration =
      /^(message|enum|service|rpc|oneof) |^(repeated )?[a-zA-Z0-9_.]+ [a-z0-9_]+ = \d+;|^[A-Z0-9_]+ = \d+;/
    return try files(in: "proto", ending: ".proto").flatMap { file in
      var comment: [Substring] = []
      var found: [Declaration] = []
      for (number, raw) in file.text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        let line = raw.trimmingPrefix(while: \.isWhitespace)
        if line.hasPrefix("//") {
          comment.append(line.dropFirst(2).drop(while: \.isWhitespace))
          continue
        }
        if line.firstMatch(of: isDeclaration) != nil {
          found.append(
            Declaration(
              place: "\(file.path):\(number + 1)", line: String(line),
              comment: comment.joined(separator: "\n")))
        }
        comment = []
      }
      return found
    }
  }

  /// Every method.
  static func methods() throws -> [Method] {
    var methods: [Method] = []
    for file in try files(in: "proto", ending: ".proto") {
      guard let package = file.text.firstMatch(of: /package ([a-z0-9.]+);/)?.1 else { continue }
      var service: Substring = ""
      var comment: [Substring] = []
      for raw in file.text.split(separator: "\n", omittingEmptySubsequences: false) {
        let line = raw.trimmingPrefix(while: \.isWhitespace)
        if let match = line.firstMatch(of: /^service (\w+)/) { service = match.1 }
        if let match = line.firstMatch(of: /^rpc (\w+)\(.*returns \((stream )?/) {
          methods.append(
            Method(
              path: "\(package).\(service)/\(match.1)", isStream: match.2 != nil,
              comment: comment.joined(separator: "\n")))
        }
        comment = line.hasPrefix("//") ? comment + [line.dropFirst(2)] : []
      }
    }
    return methods
  }

  /// The reasons that `ErrorInfo` lists.
  static func reasons() throws -> Set<String> {
    let comment = try declarations().first { $0.line.hasPrefix("message ErrorInfo") }?.comment ?? ""
    // A code stands alone on its line, a reason with its explanation after it.
    let row = /^([A-Z_]{4,}(?:, [A-Z_]{4,})*) {2,}[a-z`"T]/.anchorsMatchLineEndings()
    let reasons = comment.matches(of: row)
    return Set(reasons.flatMap { $0.1.split(separator: ", ").map(String.init) })
  }
}
