import Foundation
import Yams

/// The user's configuration: `~/.config/pcrm/config.yaml`, or what PCRM_CONFIG names.
struct ConfigFile: Equatable {
  var server: String?
  var tokenFile: String?
  var output: String?
  var tlsRoots: String?
  var language: String?

  init() {}

  /// Reads the file; none is as good as an empty one, unless PCRM_CONFIG names it.
  static func read(environment: [String: String]) throws -> ConfigFile {
    let named = environment.given("PCRM_CONFIG")
    let base =
      environment.given("XDG_CONFIG_HOME") ?? environment.given("HOME").map { "\($0)/.config" }
    guard let path = named ?? base.map({ "\($0)/pcrm/config.yaml" }) else {
      return ConfigFile()
    }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      if named != nil { throw CommandFailure.usage("\(path): cannot be read") }
      return ConfigFile()
    }
    return try ConfigFile(yaml: text, path: path)
  }

  init(yaml: String, path: String) throws {
    let root: Node?
    do {
      root = try compose(yaml: yaml)
    } catch {
      throw CommandFailure.usage("\(path): is no YAML: \(error)")
    }
    guard let root else { return }
    guard let mapping = root.mapping else {
      throw CommandFailure.usage("\(path): must hold keys and values such as server: HOST:PORT")
    }
    for (key, value) in mapping {
      let name = key.scalar?.string ?? "?"
      let line = key.mark.map { ", line \($0.line)" } ?? ""
      guard let text = value.scalar?.string else {
        throw CommandFailure.usage("\(path)\(line): \"\(name)\" must be a text")
      }
      switch name {
      case "server": server = text
      case "token_file": tokenFile = text
      case "output": output = text
      case "tls_ca": tlsRoots = text
      case "language": language = text
      default:
        throw CommandFailure.usage(
          "\(path)\(line): \"\(name)\" is unknown; it must be one of: "
            + "server, token_file, output, tls_ca, language")
      }
    }
  }
}
