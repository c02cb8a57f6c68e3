import Foundation
import Import
import PCRMCore
import ProtobufCodec

/// A document that somebody wants to apply: what it says, and how to complain about it.
struct PlanDocument<Content: Message>: Sendable {
  private static var bytesMax: Int { 1 << 20 }

  let document: Document<Content>

  var content: Content { document.content }

  /// Reads the file, or the preset, that the options name.
  init(_ options: PlanOptions, _ kind: Preset.Kind) throws {
    if let name = options.preset {
      guard let preset = Preset.named(name), preset.kind == kind else {
        let names = Preset.all.filter { $0.kind == kind }.map(\.name).joined(separator: ", ")
        throw CommandFailure.usage("--preset is \"\(name)\"; it must be one of: \(names)")
      }
      try self.init(preset.text, name: preset.name)
    } else {
      try self.init(path: options.file ?? "-")
    }
  }

  /// Reads a file, or standard input for "-".
  init(path: String) throws {
    try self.init(Self.read(path), name: path == "-" ? "standard input" : path)
  }

  init(_ text: String, name: String) throws {
    document = try Document(text, name: name)
  }

  private static func read(_ path: String) throws -> String {
    let bytes: Data?
    if path == "-" {
      bytes = try? FileHandle.standardInput.read(upToCount: bytesMax + 1) ?? Data()
    } else {
      bytes = FileManager.default.contents(atPath: path)
    }
    guard let bytes, bytes.count <= bytesMax, let text = String(data: bytes, encoding: .utf8) else {
      throw CommandFailure.usage("\(path): cannot be read as UTF-8 text of at most 1 MiB")
    }
    return text
  }

  /// Does `call`, whose complaints then name the line of the document that they are about.
  ///
  /// - Parameter field: what the request calls the field that holds the document; empty when the
  ///   document's own fields are the request's.
  func located<R>(
    in field: String = "", _ call: () async throws -> R
  ) async throws -> R {
    do {
      return try await call()
    } catch let status as Status {
      throw located(status, in: field)
    }
  }

  /// What a complaint says of the document, with the line that it is about.
  func located(_ status: Status, in field: String) -> any Error {
    guard !status.info.field.isEmpty, let place = document.place(of: status.info.field, in: field)
    else { return status }
    guard status.info.reason == "RULE_INVALID", let text = place.text,
      let line = status.number("line"), let column = status.number("column")
    else {
      return CommandFailure(
        code: 1, message: "\(document.name), line \(place.line): \(status.said)")
    }
    return CommandFailure(
      code: 1,
      message: "\(document.name), line \(place.line(ofText: line)): \(status.said)"
        + RulePointer.lines(text, line: line, column: column))
  }
}
