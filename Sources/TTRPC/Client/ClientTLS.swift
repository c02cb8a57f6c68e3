import NIOSSL

/// How a client speaks TLS 1.3.
public struct ClientTLS: Sendable {
  /// PEM: the roots that the server's certificate must lead to; the system's when nil.
  public var rootsFile: String?
  /// PEM: the client's certificate and those that lead to its root, for servers that ask for one.
  public var certificateChainFile: String?
  /// PEM: the key of the client's certificate.
  public var privateKeyFile: String?
  /// The name that the certificate must have, when it is not the host that is connected to.
  public var serverName: String?

  public init(
    rootsFile: String? = nil, certificateChainFile: String? = nil, privateKeyFile: String? = nil,
    serverName: String? = nil
  ) {
    self.rootsFile = rootsFile
    self.certificateChainFile = certificateChainFile
    self.privateKeyFile = privateKeyFile
    self.serverName = serverName
  }

  func handler(host: String) throws -> NIOSSLClientHandler {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv13
    if let rootsFile {
      configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(rootsFile))
    }
    if let certificateChainFile, let privateKeyFile {
      configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(certificateChainFile)
        .map { .certificate($0) }
      configuration.privateKey = .privateKey(
        try NIOSSLPrivateKey(file: privateKeyFile, format: .pem))
    }
    let context = try NIOSSLContext(configuration: configuration)
    // An address is no server name: it is checked against the certificate's addresses instead.
    let name = serverName ?? host
    let isAddress = name.contains(":") || name.allSatisfy { $0.isNumber || $0 == "." }
    return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : name)
  }
}
