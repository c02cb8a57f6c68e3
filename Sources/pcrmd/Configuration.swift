import ArgumentParser
import FoundationEssentials
import Yams

/// The server's settings, each from a flag, else the environment (PCRMD_DATA, PCRMD_LISTEN, …), else the file, else a default.
struct Configuration: Codable, Equatable {
  var data: String?
  var listen: String?
  var unix: String?
  var metrics: String?
  var tlsCert: String?
  var tlsKey: String?
  var tlsClientCA: String?
  var logFormat: LogFormat?
  var logLevel: String?
  var threads: Int?
  var couriers = CourierConfiguration()

  enum CodingKeys: String, CodingKey, CaseIterable {
    case data, listen, unix, metrics, threads
    case tlsCert = "tls-cert"
    case tlsKey = "tls-key"
    case tlsClientCA = "tls-client-ca"
    case logFormat = "log-format"
    case logLevel = "log-level"
  }

  /// Reads a YAML file whose keys are the flags' names; a key that is not known is an error.
  static func file(_ path: String) throws -> Configuration {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ValidationError("--config: cannot read \(path)")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      let known = Set(
        CodingKeys.allCases.map(\.rawValue)
          + CourierConfiguration.CodingKeys.allCases.map(\.rawValue))
      let node = try Yams.compose(yaml: text)
      for case let key? in (node?.mapping?.keys.map { $0.string }) ?? [] where !known.contains(key)
      {
        throw ValidationError(
          "--config: \(path): unknown key '\(key)'; known are \(known.sorted().joined(separator: ", "))"
        )
      }
      let document = text.isEmpty ? "{}" : text
      var configuration = try YAMLDecoder().decode(Configuration.self, from: document)
      configuration.couriers = try YAMLDecoder().decode(
        CourierConfiguration.self, from: document)
      return configuration
    } catch let error as ValidationError {
      throw error
    } catch {
      throw ValidationError("--config: \(path): \(error)")
    }
  }

  /// Reads the environment: the flag's name in capitals, with PCRMD_ before it.
  static func environment(_ values: [String: String]) throws -> Configuration {
    func named(_ key: String) -> String? {
      values["PCRMD_" + key.uppercased().replacing("-", with: "_")]
    }
    func value(_ key: CodingKeys) -> String? { named(key.rawValue) }
    var configuration = Configuration()
    configuration.couriers = CourierConfiguration(named)
    configuration.data = value(.data)
    configuration.listen = value(.listen)
    configuration.unix = value(.unix)
    configuration.metrics = value(.metrics)
    configuration.tlsCert = value(.tlsCert)
    configuration.tlsKey = value(.tlsKey)
    configuration.tlsClientCA = value(.tlsClientCA)
    configuration.logLevel = value(.logLevel)
    if let format = value(.logFormat) {
      guard let known = LogFormat(rawValue: format) else {
        throw ValidationError("PCRMD_LOG_FORMAT: '\(format)' is neither text nor json")
      }
      configuration.logFormat = known
    }
    if let threads = value(.threads) {
      guard let number = Int(threads) else {
        throw ValidationError("PCRMD_THREADS: '\(threads)' is not a number")
      }
      configuration.threads = number
    }
    return configuration
  }

  /// This configuration, with `other` where it says nothing.
  func over(_ other: Configuration) -> Configuration {
    Configuration(
      data: data ?? other.data, listen: listen ?? other.listen, unix: unix ?? other.unix,
      metrics: metrics ?? other.metrics, tlsCert: tlsCert ?? other.tlsCert,
      tlsKey: tlsKey ?? other.tlsKey, tlsClientCA: tlsClientCA ?? other.tlsClientCA,
      logFormat: logFormat ?? other.logFormat, logLevel: logLevel ?? other.logLevel,
      threads: threads ?? other.threads, couriers: couriers.over(other.couriers))
  }
}

/// How log lines are written.
enum LogFormat: String, Codable, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
