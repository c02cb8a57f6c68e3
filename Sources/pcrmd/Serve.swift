import ArgumentParser
import FoundationEssentials
import Glibc

/// `pcrmd [serve]`: opens the data folder and answers calls until it is told to stop.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves a data folder (the default).",
    discussion: """
      Every flag may also come from the environment (--tls-cert as PCRMD_TLS_CERT) or from a YAML
      file of flag names. SIGTERM drains: no new calls, running ones finish, 30 seconds at most.
      SIGHUP reads the certificate again.

      EXAMPLES
        pcrmd --data ./data --listen 127.0.0.1:7420
        pcrmd --data ./data --unix /run/pcrm.sock --metrics 127.0.0.1:9420 --log-format json
      """)

  @Option(help: "The data folder; made when it is missing.")
  var data: String?
  @Option(help: "HOST:PORT to serve on, [::1]:7420 for IPv6. Default 127.0.0.1:7420 unless --unix.")
  var listen: String?
  @Option(help: "A Unix socket to serve on.")
  var unix: String?
  @Option(help: "HOST:PORT of the HTTP listener: Prometheus metrics, health, calendars.")
  var metrics: String?
  @Option(help: "The server's certificate chain, PEM. TLS 1.3 from then on.")
  var tlsCert: String?
  @Option(help: "The certificate's private key, PEM.")
  var tlsKey: String?
  @Option(name: .customLong("tls-client-ca"), help: "Clients must show a certificate of this CA.")
  var tlsClientCA: String?
  @Option(help: "text or json.")
  var logFormat: LogFormat?
  @Option(help: "debug, info, notice, warning or error.")
  var logLevel: String?
  @Option(help: "Event loops; 1 unless told otherwise.")
  var threads: Int?
  @Option(help: "A YAML file with the names of these flags as keys.")
  var config: String?
  @OptionGroup(title: "Couriers, who carry messages out of the house")
  var couriers: CourierOptions

  mutating func run() async throws {
    let environment = try Configuration.environment(ProcessInfo.processInfo.environment)
    let file = try config.map(Configuration.file) ?? Configuration()
    let settings = try Settings(flags.over(environment).over(file))
    try await Server(settings).run()
  }

  private var flags: Configuration {
    Configuration(
      data: data, listen: listen, unix: unix, metrics: metrics, tlsCert: tlsCert, tlsKey: tlsKey,
      tlsClientCA: tlsClientCA, logFormat: logFormat, logLevel: logLevel, threads: threads,
      couriers: couriers.configuration)
  }
}
