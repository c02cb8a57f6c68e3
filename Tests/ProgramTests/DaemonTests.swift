import Foundation
import Testing

@Suite("The daemon")
struct DaemonTests {
  private func permissions(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }

  /// Runs one of the programs to its end.
  private func run(_ arguments: [String]) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: Daemon.programs + "/pcrmd")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  private func health(_ daemon: Daemon) throws -> RawConnection.Response {
    let connection = try RawConnection(port: daemon.port)
    let request = RawFrame.request("grpc.health.v1.Health/Check", Array("{}".utf8), token: nil)
    try connection.send(RawFrame.frame(stream: 1, body: request))
    return try connection.response(on: 1)
  }

  @Test("The first start makes its secrets, for the owner's eyes only; the second keeps them")
  func firstStart() throws {
    let folder = NSTemporaryDirectory() + "pcrmd-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let first = try Daemon(folder: folder)
    let token = first.token
    #expect(token.hasPrefix("pcrm_"))
    for name in ["admin.token", "secret.key", "pcrm.db"] {
      #expect(try permissions(folder + "/" + name) == 0o600, "\(name)")
    }
    #expect(!first.log.contains(token), "the token is in the log")
    #expect(first.stop() == 0)
    let secret = FileManager.default.contents(atPath: folder + "/secret.key")
    let second = try Daemon(folder: folder)
    #expect(second.token == token)
    #expect(FileManager.default.contents(atPath: folder + "/secret.key") == secret)
    #expect(try health(second).code == 0)
  }

  @Test("A second server on the same folder is refused, and says why")
  func secondServer() throws {
    let daemon = try Daemon()
    let (code, output) = try run(["--data", daemon.folder, "--listen", "127.0.0.1:0"])
    #expect(code == 1)
    #expect(output.contains("in use by another server"))
  }

  @Test("SIGTERM ends it in order, with exit code 0")
  func terminates() throws {
    let daemon = try Daemon()
    #expect(daemon.stop() == 0)
    #expect(daemon.log.contains("draining") && daemon.log.contains("stopped"))
  }

  @Test("After kill -9 it starts again, verified")
  func killed() throws {
    let folder = NSTemporaryDirectory() + "pcrmd-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Daemon(folder: folder).killNow()
    let again = try Daemon(folder: folder)
    #expect(try health(again).code == 0)
    let (code, output) = try run(["verify", "--data", folder])
    #expect(code == 0, "\(output)")
  }

  @Test("Backup while serving, then restore: what was there is kept aside")
  func backup() throws {
    let folder = NSTemporaryDirectory() + "pcrmd-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let daemon = try Daemon(folder: folder)
    let file = folder + "/copy.db"
    #expect(try run(["backup", "--data", folder, "--to", file]).code == 0)
    let (again, why) = try run(["backup", "--data", folder, "--to", file])
    #expect(again == 1 && why.contains("already_exists"), "a backup replaced a file")
    let (early, reason) = try run(["restore", "--data", folder, "--from", file])
    #expect(early == 1 && reason.contains("in use"), "restored under a running server")
    daemon.stop()
    let (code, output) = try run(["restore", "--data", folder, "--from", file])
    #expect(code == 0 && output.contains("is kept as"), "\(output)")
    #expect(try health(try Daemon(folder: folder)).code == 0)
  }

  @Test("Metrics and health over HTTP")
  func metrics() throws {
    let daemon = try Daemon(flags: ["--metrics", "127.0.0.1:0"])
    let line = try #require(daemon.logged(" metrics "))
    let port = try #require(UInt16(line.split(separator: ":").last ?? ""))
    _ = try health(daemon)
    let text = try RawConnection(port: port).http("/metrics")
    #expect(text.contains("200 OK") && text.contains("pcrm_connections"))
    #expect(text.contains(#"method="grpc.health.v1.Health/Check",code="ok"} 1"#))
    #expect(try RawConnection(port: port).http("/healthz").contains("serving"))
    #expect(try RawConnection(port: port).http("/other").contains("404"))
  }

  struct Usage: Sendable, CustomTestStringConvertible {
    let fault: String
    let arguments: [String]
    let says: String
    var testDescription: String { fault }
  }

  @Test(
    "Flags that cannot be taken are named",
    arguments: [
      Usage(fault: "no data folder", arguments: [], says: "--data"),
      Usage(
        fault: "an address without a port", arguments: ["--data", "/nowhere", "--listen", "host"],
        says: "--listen"),
      Usage(
        fault: "a certificate without its key",
        arguments: ["--data", "/nowhere", "--tls-cert", "a.pem"], says: "--tls-key"),
      Usage(
        fault: "client certificates without TLS",
        arguments: ["--data", "/nowhere", "--tls-client-ca", "a.pem"], says: "--tls-client-ca"),
      Usage(
        fault: "a configuration file that is not there",
        arguments: ["--config", "/nowhere.yaml"], says: "/nowhere.yaml"),
      Usage(
        fault: "no loops at all", arguments: ["--data", "/nowhere", "--threads", "0"],
        says: "--threads"),
    ])
  func usage(_ usage: Usage) throws {
    let (code, output) = try run(usage.arguments)
    #expect(code != 0)
    #expect(output.contains(usage.says), "\(output)")
  }

  @Test("Flags win over the environment, the environment over the file")
  func precedence() throws {
    let folder = NSTemporaryDirectory() + "pcrmd-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/pcrmd.yaml"
    try "listen: nonsense\nthreads: 2\n".write(toFile: file, atomically: true, encoding: .utf8)
    // The file's listen is never read, for a flag says it; a key that is not known is.
    let daemon = try Daemon(flags: ["--config", file])
    #expect(try health(daemon).code == 0)
    try "listen: nonsense\n".write(toFile: file, atomically: true, encoding: .utf8)
    let (code, output) = try run(["--data", folder + "/x", "--config", file])
    #expect(code != 0 && output.contains("listen"), "\(output)")
  }
}
