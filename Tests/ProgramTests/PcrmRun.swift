import Foundation

/// One run of `pcrm` in a process of its own, at whose terminal nobody sits.
struct PcrmRun {
  var code: Int32
  var output: String
  var complaint: String

  /// Runs it to its end against a daemon.
  init(_ arguments: [String], on daemon: Daemon? = nil, input: String = "") throws {
    let process = try Self.start(arguments, on: daemon?.address, token: daemon?.token)
    try self.init(waitingFor: process, input: input)
  }

  /// A run that goes on.
  struct Started {
    let process: Process
    let input: Pipe
    let output: Pipe
    let complaint: Pipe

    /// Gives it lines, and reads what it says until there is a text in that.
    func answer(_ lines: String, until text: String) throws {
      try input.fileHandleForWriting.write(contentsOf: Data(lines.utf8))
      var said = Data()
      while said.firstRange(of: Data(text.utf8)) == nil {
        let more = complaint.fileHandleForReading.availableData
        if more.isEmpty { return }
        said += more
      }
    }
  }

  /// Starts it and goes on.
  static func start(
    _ arguments: [String], on address: String?, token: String?
  ) throws -> Started {
    let process = Process()
    process.executableURL = URL(filePath: Daemon.programs + "/pcrm")
    process.arguments = arguments
    // Nothing of the machine's own settings is inherited.
    var environment = ["HOME": NSTemporaryDirectory(), "PATH": "/usr/bin:/bin"]
    if let address { environment["PCRM_SERVER"] = address }
    if let token { environment["PCRM_TOKEN"] = token }
    process.environment = environment
    let started = Started(process: process, input: Pipe(), output: Pipe(), complaint: Pipe())
    process.standardInput = started.input
    process.standardOutput = started.output
    process.standardError = started.complaint
    try process.run()
    return started
  }

  init(waitingFor started: Started, input: String = "") throws {
    try started.input.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try started.input.fileHandleForWriting.close()
    output = String(
      decoding: started.output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    complaint = String(
      decoding: started.complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    started.process.waitUntilExit()
    code = started.process.terminationStatus
  }

  var lines: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }
}

/// A folder that goes away with its test.
final class Folder {
  let path = NSTemporaryDirectory() + "pcrm-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func file(_ name: String, _ text: String) throws -> String {
    try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
    return "\(path)/\(name)"
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
