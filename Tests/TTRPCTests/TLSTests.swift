import Foundation
import PCRMCore
import Testing

@testable import TTRPC

/// A certificate authority of the test's own, made by openssl in a folder that goes with it.
final class TestAuthority: Sendable {
  let folder: String

  /// Makes an authority that has issued certificates for these names.
  static func make(
    _ names: String..., for hosts: String = "DNS:localhost,IP:127.0.0.1"
  ) async throws
    -> TestAuthority
  {
    try await waiting {
      let authority = try TestAuthority()
      for name in names { try authority.issue(name, for: hosts) }
      return authority
    }
  }

  private init() throws {
    folder = NSTemporaryDirectory() + "pcrm-tls-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
      "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test Authority")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Makes NAME.key and NAME.pem, for these names and addresses.
  private func issue(_ name: String, for names: String) throws {
    try openssl(
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
      "\(name).key", "-out", "\(name).csr", "-subj", "/CN=\(name)")
    try "subjectAltName=\(names)".write(
      toFile: path("\(name).ext"), atomically: true, encoding: .utf8)
    try openssl(
      "x509", "-req", "-in", "\(name).csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
      "-out", "\(name).pem", "-days", "2", "-extfile", "\(name).ext")
  }

  private func openssl(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Status(.internal, "openssl failed") }
  }
}

@Suite("TLS")
struct TLSTests {
  @Test("Calls go through TLS 1.3, by name and by address")
  func calls() async throws {
    let authority = try await TestAuthority.make("server")
    try await withServer(tls: authority.serverTLS()) { server in
      for host in ["localhost", "127.0.0.1"] {
        let client = try await TTRPCClient.connect(
          to: server.endpoint(host: host), tls: ClientTLS(rootsFile: authority.path("ca.pem")))
        #expect(try await client.call("test.NoteService/Say", Note(7)) == Note(7))
        var seen = 0
        for try await _ in client.stream("test.NoteService/Count", Note(50), of: Note.self) {
          seen += 1
        }
        #expect(seen == 50)
        await client.close()
      }
    }
  }

  @Test(
    "A server that cannot prove its name, a plain client and a plain server are failures to connect"
  )
  func refused() async throws {
    let authority = try await TestAuthority.make("server", for: "DNS:pcrm.example")
    let other = try await TestAuthority.make()
    let roots = ClientTLS(rootsFile: authority.path("ca.pem"))
    try await withServer(tls: authority.serverTLS()) { server in
      let endpoint = server.endpoint(host: "localhost")
      await #expect(throws: ConnectionFailure.self, "another name") {
        try await TTRPCClient.connect(to: endpoint, tls: roots)
      }
      await #expect(throws: ConnectionFailure.self, "another authority") {
        try await TTRPCClient.connect(
          to: endpoint,
          tls: ClientTLS(rootsFile: other.path("ca.pem"), serverName: "pcrm.example"))
      }
      let named = try await TTRPCClient.connect(
        to: endpoint,
        tls: ClientTLS(rootsFile: authority.path("ca.pem"), serverName: "pcrm.example"))
      #expect(try await named.call("test.NoteService/Say", Note(7)) == Note(7))
      let plain = try await TTRPCClient.connect(to: endpoint)
      await #expect(throws: Status(.unavailable, "", ErrorInfo(reason: "CONNECTION_LOST"))) {
        let _: Note = try await plain.call("test.NoteService/Say", Note(7))
      }
    }
    var limits = Limits()
    limits.handshakeSecondsMax = 1
    try await withServer(limits: limits) { server in
      await #expect(throws: ConnectionFailure.self, "a plain server") {
        try await TTRPCClient.connect(to: server.endpoint, tls: roots)
      }
    }
  }

  @Test("Where client certificates are asked for, only those of the named authority are let in")
  func clientCertificates() async throws {
    let authority = try await TestAuthority.make("server", "client")
    let other = try await TestAuthority.make("client")
    let tls = authority.serverTLS(clientRoots: authority.path("ca.pem"))
    try await withServer(tls: tls) { server in
      let roots = authority.path("ca.pem")
      let known = try await TTRPCClient.connect(
        to: server.endpoint,
        tls: ClientTLS(
          rootsFile: roots, certificateChainFile: authority.path("client.pem"),
          privateKeyFile: authority.path("client.key")))
      #expect(try await known.call("test.NoteService/Say", Note(7)) == Note(7))
      let strangers = [
        ClientTLS(rootsFile: roots),
        ClientTLS(
          rootsFile: roots, certificateChainFile: other.path("client.pem"),
          privateKeyFile: other.path("client.key")),
      ]
      for stranger in strangers {
        // In TLS 1.3 the client learns of the refusal only after its own handshake.
        await #expect(throws: (any Error).self) {
          let client = try await TTRPCClient.connect(to: server.endpoint, tls: stranger)
          let _: Note = try await client.call("test.NoteService/Say", Note(7))
        }
      }
      #expect(server.answered("Say", .ok) == 1)
    }
  }

  @Test(
    "A reload counts for new connections only, and a broken file leaves the old certificate in force"
  )
  func reload() async throws {
    let authority = try await TestAuthority.make("server")
    let next = try await TestAuthority.make("server")
    try await withServer(tls: authority.serverTLS()) { server in
      let old = try await TTRPCClient.connect(
        to: server.endpoint, tls: ClientTLS(rootsFile: authority.path("ca.pem")))
      try "no certificate".write(
        toFile: authority.path("server.pem"), atomically: true, encoding: .utf8)
      #expect(throws: (any Error).self) { try server.server.reloadTLS() }
      let still = try await TTRPCClient.connect(
        to: server.endpoint, tls: ClientTLS(rootsFile: authority.path("ca.pem")))
      #expect(try await still.call("test.NoteService/Say", Note(1)) == Note(1))

      for file in ["server.pem", "server.key"] {
        try FileManager.default.removeItem(atPath: authority.path(file))
        try FileManager.default.copyItem(atPath: next.path(file), toPath: authority.path(file))
      }
      try server.server.reloadTLS()
      let new = try await TTRPCClient.connect(
        to: server.endpoint, tls: ClientTLS(rootsFile: next.path("ca.pem")))
      #expect(try await new.call("test.NoteService/Say", Note(2)) == Note(2))
      #expect(try await old.call("test.NoteService/Say", Note(3)) == Note(3))
      await #expect(throws: ConnectionFailure.self) {
        try await TTRPCClient.connect(
          to: server.endpoint, tls: ClientTLS(rootsFile: authority.path("ca.pem")))
      }
    }
  }

  @Test("A handshake that stops half-way is closed in time")
  func halfHandshake() async throws {
    let authority = try await TestAuthority.make("server")
    var limits = Limits()
    limits.handshakeSecondsMax = 1
    try await withServer(limits: limits, tls: authority.serverTLS()) { server in
      let raw = try RawConnection(server.endpoint)
      await raw.send([0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3])
      #expect(await !raw.closes(within: 500), "before its time")
      #expect(await raw.closes(within: 2000))
    }
  }
}

extension TestAuthority {
  func serverTLS(clientRoots: String? = nil) -> ServerTLS {
    ServerTLS(
      certificateChainFile: path("server.pem"), privateKeyFile: path("server.key"),
      clientRootsFile: clientRoots)
  }
}

extension TestServer {
  fileprivate func endpoint(host: String) -> Endpoint {
    guard case .tcp(_, let port) = endpoint else { return endpoint }
    return .tcp(host: host, port: port)
  }
}
