import Foundation
import NIOSSL

/// A certificate authority of the test's own, made by openssl, with a certificate for this machine.
final class CourierAuthority: Sendable {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "pcrm-couriers-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
      "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test Authority")
    try openssl(
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
      "server.key", "-out", "server.csr", "-subj", "/CN=server")
    try "subjectAltName=DNS:localhost,IP:127.0.0.1".write(
      toFile: folder + "/server.ext", atomically: true, encoding: .utf8)
    try openssl(
      "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
      "-out", "server.pem", "-days", "2", "-extfile", "server.ext")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What a client believes.
  var roots: String { folder + "/ca.pem" }

  /// What a server shows.
  func context() throws -> NIOSSLContext {
    let chain = try NIOSSLCertificate.fromPEMFile(folder + "/server.pem")
    return try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) },
        privateKey: .privateKey(
          try NIOSSLPrivateKey(file: folder + "/server.key", format: .pem))))
  }

  private func openssl(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    struct Failed: Error {}
    if process.terminationStatus != 0 { throw Failed() }
  }
}
