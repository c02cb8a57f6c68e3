import Foundation
import TTRPC
import Yams

/// What the flags, the environment and the configuration file come to, in that order.
struct Settings: Equatable {
  var endpoint: Endpoint
  var token: String?
  var output: OutputFormat
  var tlsRoots: String?
  var usesTLS: Bool
  var language: Language

  static let defaultServer = "127.0.0.1:7420"

  init(_ flags: GlobalOptions, environment: [String: String], file: ConfigFile) throws {
    let server = flags.server ?? environment.given("PCRM_SERVER") ?? file.server
    let address = server ?? Self.defaultServer
    guard let endpoint = Endpoint(address) else {
      throw CommandFailure.usage(
        "the server is \"\(address)\"; it must be HOST:PORT, [IPv6]:PORT or unix:PATH")
    }
    self.endpoint = endpoint
    if let output = flags.output {
      self.output = output
    } else if let word = environment.given("PCRM_OUTPUT") ?? file.output {
      guard let known = OutputFormat(rawValue: word) else {
        throw CommandFailure.usage(
          "the output is \"\(word)\"; it must be table, json, ndjson or csv")
      }
      output = known
    } else {
      output = .table
    }
    tlsRoots = flags.tlsCa ?? environment.given("PCRM_TLS_CA") ?? file.tlsRoots
    usesTLS = flags.tls || tlsRoots != nil || flags.tlsCert != nil
    language = try Self.language(flags, environment, file)
    token = try Self.token(flags, environment, file)
  }

  /// Beside what is said for this program, the language of the whole session counts.
  private static func language(
    _ flags: GlobalOptions, _ environment: [String: String], _ file: ConfigFile
  ) throws -> Language {
    if let language = flags.language { return language }
    if let word = environment.given("PCRM_LANGUAGE") ?? file.language {
      guard let known = Language(rawValue: word) else {
        throw CommandFailure.usage("the language is \"\(word)\"; it must be en or ko")
      }
      return known
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment.given($0) }.first
    return Language(locale: locale ?? "")
  }

  /// A token in a file beats one in the environment only when a flag names the file.
  private static func token(
    _ flags: GlobalOptions, _ environment: [String: String], _ file: ConfigFile
  ) throws -> String? {
    if flags.tokenFile == nil, let token = environment.given("PCRM_TOKEN") { return token }
    let path = flags.tokenFile ?? environment.given("PCRM_TOKEN_FILE") ?? file.tokenFile
    guard let path else { return nil }
    let expanded = NSString(string: path).expandingTildeInPath
    guard let text = try? String(contentsOfFile: expanded, encoding: .utf8) else {
      throw CommandFailure.usage("the token file \(path) cannot be read")
    }
    let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if token.isEmpty { throw CommandFailure.usage("the token file \(path) is empty") }
    return token
  }
}

extension [String: String] {
  /// A variable that is set and not empty.
  func given(_ name: String) -> String? {
    guard let value = self[name], !value.isEmpty else { return nil }
    return value
  }
}
