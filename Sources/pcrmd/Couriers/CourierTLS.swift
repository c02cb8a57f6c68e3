import NIOCore
import NIOSSL

/// How couriers speak TLS: the other end's certificate is always checked.
enum CourierTLS {
  /// - Parameter roots: PEM file of the authorities that are believed; nil = the system's.
  static func context(roots: String?) throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    do {
      if let roots {
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(roots))
      }
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw CourierFailure("TLS_ROOTS_UNREADABLE")
    }
  }

  static func handler(_ context: NIOSSLContext, host: String) throws -> NIOSSLClientHandler {
    // An address is no server name; its certificate is checked against the address itself.
    let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
    return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
  }
}
