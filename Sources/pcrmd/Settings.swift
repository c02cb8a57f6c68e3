import ArgumentParser
import Logging
import TTRPC

/// The configuration, checked: what `Server` is made from.
struct Settings {
  struct TLS {
    var certificate: String
    var key: String
    var clientCA: String?
  }

  var data: String
  var listen: Endpoint?
  var unix: String?
  var metrics: Endpoint?
  var tls: TLS?
  var logFormat: LogFormat
  var logLevel: Logger.Level
  var threads: Int
  var couriers: CourierSettings

  init(_ configuration: Configuration) throws {
    guard let data = configuration.data, !data.isEmpty else {
      throw ValidationError("--data: name the data folder (or set PCRMD_DATA)")
    }
    self.data = data
    unix = configuration.unix
    listen = try configuration.listen.map { try Self.address($0, flag: "--listen") }
    if listen == nil && unix == nil { listen = .tcp(host: "127.0.0.1", port: 7420) }
    metrics = try configuration.metrics.map { try Self.address($0, flag: "--metrics") }
    switch (configuration.tlsCert, configuration.tlsKey) {
    case (let certificate?, let key?):
      tls = TLS(certificate: certificate, key: key, clientCA: configuration.tlsClientCA)
    case (nil, nil):
      if configuration.tlsClientCA != nil {
        throw ValidationError("--tls-client-ca: works only with --tls-cert and --tls-key")
      }
    default:
      throw ValidationError("--tls-cert, --tls-key: give both or none")
    }
    logFormat = configuration.logFormat ?? .text
    guard let level = Logger.Level(rawValue: configuration.logLevel ?? "info") else {
      throw ValidationError("--log-level: debug, info, notice, warning or error")
    }
    logLevel = level
    threads = configuration.threads ?? 1
    guard (1...64).contains(threads) else { throw ValidationError("--threads: 1 to 64") }
    couriers = try CourierSettings(configuration.couriers)
  }

  /// Reads `HOST:PORT` or `[IPv6]:PORT`.
  private static func address(_ text: String, flag: String) throws -> Endpoint {
    guard let endpoint = Endpoint(text), case .tcp = endpoint else {
      throw ValidationError("\(flag): '\(text)' is neither HOST:PORT nor [IPV6]:PORT")
    }
    return endpoint
  }
}
