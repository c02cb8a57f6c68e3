import ArgumentParser
import FieldClient
import Foundation
import PCRMCore
import PCRMModel
import TTRPC

/// Where the device's folder is, and its key.
struct FieldFolderOptions: ParsableArguments {
  @Option(help: ArgumentHelp("What the device carries lies here.", valueName: "path"))
  var folder: String?

  @Option(help: ArgumentHelp("The file with the folder's key.", valueName: "file"))
  var key: String?

  func path(_ environment: [String: String]) throws -> String {
    if let folder = folder ?? environment.given("PCRM_FIELD_FOLDER") { return folder }
    let home = environment.given("HOME").map { "\($0)/.local/share" }
    guard let base = environment.given("XDG_DATA_HOME") ?? home else {
      throw CommandFailure.usage("which folder? give --folder, or set PCRM_FIELD_FOLDER")
    }
    return "\(base)/pcrm/field"
  }

  func keyPath(_ folder: String, _ environment: [String: String]) -> String {
    key ?? environment.given("PCRM_FIELD_KEY") ?? "\(folder).key"
  }
}

/// The device in a folder, and how to print.
struct FieldFolder: Sendable {
  let path: String
  let settings: Settings
  let client: FieldClient

  /// - Parameter name: sets a device of this name up where there is none; nil = there must be one.
  init(_ options: FieldFolderOptions, _ global: GlobalOptions, making name: String? = nil) throws {
    let environment = ProcessInfo.processInfo.environment
    settings = try Settings(
      global, environment: environment, file: try ConfigFile.read(environment: environment))
    Language.current = settings.language
    path = try options.path(environment)
    let keyPath = options.keyPath(path, environment)
    if FieldClient.isSetUp(path) {
      // A key made now would open nothing, and would hide that the right one is gone.
      guard FileManager.default.fileExists(atPath: keyPath) else {
        throw CommandFailure(
          code: 1,
          message: Language.current(
            "the key \(keyPath) is missing; without it nothing of \(path) can be read",
            "열쇠 \(keyPath)이(가) 없습니다. 열쇠 없이는 \(path)을(를) 읽을 수 없습니다."))
      }
    } else {
      if name == nil {
        throw CommandFailure(
          code: 1,
          message: Language.current(
            "\(path) carries no device; set one up with pcrm field init",
            "\(path)에 기기가 없습니다. 먼저 pcrm field init을 하십시오."))
      }
      let parent = (path as NSString).deletingLastPathComponent
      let mine: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
      if !parent.isEmpty {
        try FileManager.default.createDirectory(
          atPath: parent, withIntermediateDirectories: true, attributes: mine)
      }
    }
    client = try Self.open(
      FieldSettings(folder: path, name: name ?? ""), try WrappingKey.file(keyPath),
      making: name != nil)
  }

  /// Opens a folder. While another program has it, for some seconds as a sync does, it is waited for.
  private static func open(
    _ settings: FieldSettings, _ keys: WrappingKey, making: Bool
  ) throws -> FieldClient {
    let end = Instant.now().adding(nanoseconds: 5_000_000_000)
    while true {
      do throws(Status) {
        return try FieldClient(settings, keys: keys, making: making)
      } catch {
        guard error.info.reason == "FOLDER_IN_USE", Instant.now() < end else { throw error }
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
  }

  var output: OutputFormat { settings.output }

  /// The server, as the command's options name it; nothing is sent before the first call.
  func network(_ global: GlobalOptions) -> TTRPCNetwork {
    var tls: ClientTLS?
    if settings.usesTLS {
      tls = ClientTLS(
        rootsFile: settings.tlsRoots, certificateChainFile: global.tlsCert,
        privateKeyFile: global.tlsKey, serverName: global.tlsServerName)
    }
    let wait = global.timeout?.duration ?? .seconds(30)
    let endpoint = settings.endpoint
    return TTRPCNetwork(token: settings.token ?? "", timeout: wait) { [tls] in
      try await TTRPCClient.connect(to: endpoint, tls: tls, timeout: min(wait, .seconds(10)))
    }
  }

  /// The visit that a text names: an id, or the end of one, at least four characters.
  func visit(_ text: String) throws -> FieldVisit {
    let wanted = text.lowercased()
    let found: [FieldVisit]
    if let id = VisitID(wanted), !id.isEmpty {
      found = try client.visit(id).map { [$0] } ?? []
    } else if wanted.count >= 4, wanted.allSatisfy({ $0.isHexDigit || $0 == "-" }) {
      found = try client.visits { $0.id.description.hasSuffix(wanted) }
    } else {
      throw CommandFailure.usage(
        "the visit is \"\(text)\"; it must be an id, or at least the last four characters of one")
    }
    return try one(found, text, "visit", "방문", see: "pcrm field today --days 30")
  }

  /// What a text names: an id, or the end of one, at least four characters.
  func named<T>(
    _ text: String, among all: [T], _ english: String, _ korean: String, see command: String,
    _ id: (T) -> String
  ) throws -> T {
    let wanted = text.lowercased()
    guard wanted.count >= 4, wanted.allSatisfy({ $0.isHexDigit || $0 == "-" }) else {
      throw CommandFailure.usage(
        "the \(english) is \"\(text)\"; it must be an id, or at least the last four characters of one"
      )
    }
    return try one(
      all.filter { id($0).hasSuffix(wanted) }, text, english, korean, see: command)
  }

  /// The one thing that was found.
  func one<T>(
    _ found: [T], _ text: String, _ english: String, _ korean: String, see command: String
  ) throws -> T {
    if found.count == 1 { return found[0] }
    let text = DisplayWidth.harmless(text)
    throw CommandFailure(
      code: 1,
      message: found.isEmpty
        ? Language.current(
          "this device carries no \(english) \(text); see \(command)",
          "이 기기에 \(korean) \(text)이(가) 없습니다. \(command)를 보십시오.")
        : Language.current(
          "\(text) may be any of \(found.count): \(english); give more of it, see \(command)",
          "\(text)에 맞는 \(korean)이(가) \(found.count)건입니다. 더 적으십시오. \(command)"))
  }
}

/// A command that works on the device's folder.
protocol FieldFolderCommand: AsyncParsableCommand {
  var field: FieldFolderOptions { get }
  var global: GlobalOptions { get }
  func run(_ folder: FieldFolder) throws
}

extension FieldFolderCommand {
  func run() async throws {
    let folder = try FieldFolder(field, global)
    defer { folder.client.close() }
    try run(folder)
  }
}
