import Foundation
import Glibc
import Testing

/// A `pcrmd` of the current build, in a process of its own on a folder of its own.
final class Daemon {
  let folder: String
  /// "127.0.0.1:PORT".
  let address: String
  let token: String
  let process: Process

  /// Where the build put the programs: beside the tests.
  static let programs: String = {
    if let named = ProcessInfo.processInfo.environment["PCRM_BIN"] { return named }
    let me = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (me as NSString).deletingLastPathComponent
  }()

  /// Starts the daemon and waits until it serves.
  ///
  /// - Parameter folder: a data folder that is kept afterwards; nil for a new one that is removed.
  convenience init(folder: String? = nil, flags: [String] = []) throws {
    let own = NSTemporaryDirectory() + "pcrmd-" + UUID().uuidString
    try self.init(in: folder ?? own, removed: folder == nil, flags: flags)
  }

  private let isRemoved: Bool

  private init(in folder: String, removed: Bool, flags: [String]) throws {
    self.folder = folder
    isRemoved = removed
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // Its log goes to a file: nobody has to read a pipe, and nothing of ours is inherited.
    let log = folder + "/log"
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    process = Process()
    process.executableURL = URL(filePath: Self.programs + "/pcrmd")
    process.arguments = ["--data", folder, "--listen", "127.0.0.1:0"] + flags
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: log)
    try process.run()
    var found: String?
    for _ in 0..<1000 where found == nil && process.isRunning {
      let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      if let line = text.split(separator: "\n").first(where: { $0.contains(" serving ") }),
        let word = line.split(separator: " ").first(where: { $0.hasPrefix("address=127.") })
      {
        found = String(word.dropFirst("address=".count))
      } else {
        usleep(10_000)
      }
    }
    guard let found else {
      process.terminate()
      let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      throw StartFailure(log: text)
    }
    address = found
    let kept = try String(contentsOfFile: folder + "/admin.token", encoding: .utf8)
    token = kept.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  struct StartFailure: Error {
    let log: String
  }

  var port: UInt16 { UInt16(address.split(separator: ":").last ?? "") ?? 0 }

  /// What it has logged so far.
  var log: String { (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "" }

  /// The first line of its log with a text in it; what is not there yet is waited for.
  func logged(_ text: String) -> String? {
    for _ in 0..<500 {
      if let line = log.split(separator: "\n").first(where: { $0.contains(text) }) {
        return String(line)
      }
      usleep(10_000)
    }
    return nil
  }

  /// The end that leaves it no time to do anything.
  func killNow() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// The end an operator gives it.
  @discardableResult
  func stop() -> Int32 {
    if process.isRunning {
      process.terminate()
      process.waitUntilExit()
    }
    return process.terminationStatus
  }

  deinit {
    if process.isRunning { killNow() }
    if isRemoved { try? FileManager.default.removeItem(atPath: folder) }
  }
}
