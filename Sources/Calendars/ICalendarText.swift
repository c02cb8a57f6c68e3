/// The lines of an iCalendar stream: folded after 75 octets, ended by CR LF, texts escaped.
///
/// Source: RFC 5545, sections 3.1 and 3.3.11.
public struct ICalendarText: Sendable {
  /// Octets of a line at most, its end not counted.
  static let lineOctetsMax = 75

  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// Adds `NAME:value`; the value stands as it is.
  public mutating func line(_ name: String, _ value: String) {
    var used = 0
    for character in "\(name):\(value)".unicodeScalars {
      // Nothing breaks a line but its own end.
      if character == "\r" || character == "\n" { continue }
      let octets = UTF8.encode(character).map(Array.init) ?? []
      if used + octets.count > Self.lineOctetsMax {
        bytes += [13, 10, 32]
        used = 1
      }
      bytes += octets
      used += octets.count
    }
    bytes += [13, 10]
  }

  /// Adds a text value, with what has a meaning escaped.
  public mutating func text(_ name: String, _ value: String) {
    line(name, Self.escaped(value))
  }

  static func escaped(_ value: String) -> String {
    var escaped = ""
    // By scalar: CR LF is one character.
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\\(scalar)"
      case "\n": escaped += "\\n"
      case "\r": break
      default:
        // Control characters have no place in a text.
        if scalar.value >= 32 || scalar == "\t" { escaped.unicodeScalars.append(scalar) }
      }
    }
    return escaped
  }

  static func unescaped(_ value: Substring) -> String {
    var text = ""
    var isEscaped = false
    for character in value {
      if isEscaped {
        text.append(character == "n" || character == "N" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    return text
  }

  /// The logical lines of a stream, folds undone; lines may end in LF alone.
  ///
  /// - Returns: each with the number of its first physical line, counted from 1.
  static func unfolded(_ bytes: [UInt8]) -> [(number: Int, text: String)] {
    var lines: [(number: Int, bytes: [UInt8])] = []
    for (index, part) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let line = part.last == 13 ? part.dropLast() : part
      if let first = line.first, first == 32 || first == 9, !lines.isEmpty {
        lines[lines.count - 1].bytes += line.dropFirst()
      } else if !line.isEmpty {
        lines.append((index + 1, Array(line)))
      }
    }
    return lines.map { ($0.number, String(decoding: $0.bytes, as: UTF8.self)) }
  }
}
