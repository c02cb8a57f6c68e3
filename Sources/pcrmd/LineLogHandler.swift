import Glibc
import Logging
import PCRMCore
import ProtobufCodec

/// Writes one line a record to standard error, as text or as JSON. Nothing personal is ever handed to it.
struct LineLogHandler: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  let format: LogFormat

  init(level: Logger.Level, format: LogFormat) {
    logLevel = level
    self.format = format
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    let time = SystemClock().now().rfc3339 ?? ""
    var line: String
    switch format {
    case .text:
      line = "\(time) \(event.level) \(event.message)"
      for (key, value) in all { line += " \(key)=\(value)" }
      // A record is one line, whatever stands in it.
      line = line.replacing("\n", with: " ")
    case .json:
      line = "{\"time\":\(quoted(time)),\"level\":\(quoted("\(event.level)"))"
      line += ",\"message\":\(quoted("\(event.message)"))"
      for (key, value) in all { line += ",\(quoted(key)):\(quoted("\(value)"))" }
      line += "}"
    }
    line += "\n"
    // One write a line, so that lines of different threads do not mix.
    line.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }

  private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
