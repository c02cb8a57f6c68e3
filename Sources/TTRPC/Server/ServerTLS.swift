import NIOSSL

/// The files that a server's TLS is made of. Only TLS 1.3 is spoken.
public struct ServerTLS: Sendable {
  /// PEM: the server's certificate, then those that lead to its root.
  public var certificateChainFile: String
  /// PEM: the key of the first certificate.
  public var privateKeyFile: String
  /// PEM: the roots of client certificates. When it is given, a client must show one.
  public var clientRootsFile: String?

  public init(certificateChainFile: String, privateKeyFile: String, clientRootsFile: String? = nil)
  {
    self.certificateChainFile = certificateChainFile
    self.privateKeyFile = privateKeyFile
    self.clientRootsFile = clientRootsFile
  }

  /// Reads the files.
  func context() throws -> NIOSSLContext {
    let chain = try NIOSSLCertificate.fromPEMFile(certificateChainFile)
    let key = try NIOSSLPrivateKey(file: privateKeyFile, format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv13
    if let clientRootsFile {
      configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(clientRootsFile))
      configuration.certificateVerification = .noHostnameVerification
    }
    return try NIOSSLContext(configuration: configuration)
  }
}
