/// A reader of iCalendar streams that takes nothing that RFC 5545 does not allow.
struct StrictCalendar {
  struct Failure: Error {
    let message: String
  }

  /// One content line: its name, parameters and value.
  struct Line {
    var name: String
    var parameters: [String: String]
    var value: String
  }

  /// Lines of the calendar itself, and of each component in it, with its name.
  private(set) var lines: [Line] = []
  private(set) var components: [(name: String, lines: [Line])] = []

  init(_ bytes: [UInt8]) throws {
    var open: [String] = []
    for text in try Self.unfolded(bytes) {
      let line = try Self.line(text)
      switch line.name {
      case "BEGIN":
        if open.isEmpty, line.value != "VCALENDAR" { throw Failure(message: "no VCALENDAR") }
        open.append(line.value)
        if open.count == 2 { components.append((line.value, [])) }
      case "END":
        guard open.popLast() == line.value else { throw Failure(message: "END:\(line.value)") }
      default:
        if open.isEmpty { throw Failure(message: "\(line.name) stands outside") }
        if open.count == 1 { lines.append(line) }
        if open.count == 2 { components[components.count - 1].lines.append(line) }
      }
    }
    if !open.isEmpty { throw Failure(message: "\(open) is not ended") }
    for name in ["VERSION", "PRODID"] where lines.count(where: { $0.name == name }) != 1 {
      throw Failure(message: "\(name) must stand once")
    }
    for event in events {
      for name in ["UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS"]
      where event.count(where: { $0.name == name }) != 1 {
        throw Failure(message: "\(name) must stand once in each event")
      }
    }
  }

  var events: [[Line]] { components.filter { $0.name == "VEVENT" }.map(\.lines) }

  /// A property of the calendar itself.
  func value(_ name: String) -> String? { lines.first { $0.name == name }?.value }

  /// The event of a name.
  func event(_ uid: String) -> [Line]? {
    events.first { $0.contains { $0.name == "UID" && $0.value == uid } }
  }

  private static func unfolded(_ bytes: [UInt8]) throws -> [String] {
    var lines: [[UInt8]] = []
    var index = 0
    while index < bytes.count {
      guard let end = bytes[index...].firstIndex(of: 13) else {
        throw Failure(message: "the last line has no end")
      }
      guard end + 1 < bytes.count, bytes[end + 1] == 10 else {
        throw Failure(message: "a CR without LF")
      }
      let line = bytes[index..<end]
      if line.contains(10) { throw Failure(message: "an LF without CR") }
      if line.count > 75 { throw Failure(message: "a line of \(line.count) octets") }
      if line.isEmpty { throw Failure(message: "an empty line") }
      if line.first == 32 || line.first == 9 {
        guard !lines.isEmpty else { throw Failure(message: "a fold at the beginning") }
        lines[lines.count - 1] += line.dropFirst()
      } else {
        lines.append(Array(line))
      }
      // A fold may not cut a character in two.
      guard String(validating: Array(line), as: UTF8.self) != nil else {
        throw Failure(message: "a line that is no UTF-8")
      }
      index = end + 2
    }
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func line(_ text: String) throws -> Line {
    guard let colon = text.firstIndex(of: ":") else { throw Failure(message: "no colon: \(text)") }
    let parts = text[..<colon].split(separator: ";", omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard !name.isEmpty, name.allSatisfy({ $0.isUppercase || $0 == "-" || $0.isNumber }) else {
      throw Failure(message: "a bad name: \(name)")
    }
    var parameters: [String: String] = [:]
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { throw Failure(message: "a bad parameter: \(part)") }
      parameters[String(pair[0])] = String(pair[1])
    }
    return Line(
      name: name, parameters: parameters, value: String(text[text.index(after: colon)...]))
  }
}

extension [StrictCalendar.Line] {
  subscript(name: String) -> String? { first { $0.name == name }?.value }
}
