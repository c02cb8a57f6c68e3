/// Numbers and words as charts write them: the same on every machine, in every locale.
enum ChartText {
  /// A number with so many decimals, rounded half away from nought; a dash where there is none.
  static func number(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "–" }
    let factor = (0..<decimals).reduce(1) { product, _ in product * 10 }
    let scaled = Int((abs(value) * Double(factor)).rounded(.toNearestOrAwayFromZero))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(scaled)" }
    let digits = String(scaled % factor)
    let zeros = String(repeating: "0", count: decimals - digits.count)
    return "\(sign)\(scaled / factor).\(zeros)\(digits)"
  }

  /// The same with the sign that is printed, not that of a keyboard.
  static func printed(_ value: Double, decimals: Int) -> String {
    let text = number(value, decimals: decimals)
    return text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }

  /// Text that markup cannot be hidden in; characters that XML does not have are left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result += " "
      default:
        let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
        if !isControl, scalar.value != 0xfffe, scalar.value != 0xffff {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  /// What a terminal shows of it: no control characters, which could move the cursor or colour what follows, and none
  /// that turns the direction of what follows.
  static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: result += " "
      case .format: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Columns that a text takes in a terminal: Korean and other wide characters take two.
  static func columns(_ text: String) -> Int {
    text.reduce(0) { $0 + columns($1) }
  }

  private static func columns(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3,
      0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1faff,
      0x20000...0x3fffd:
      return 2
    default: return 1
    }
  }

  /// Cut or filled to so many columns.
  static func fitted(_ text: String, to columns: Int) -> String {
    var result = ""
    var used = 0
    let whole = Self.columns(text) <= columns
    for character in text {
      let width = Self.columns(character)
      if used + width > (whole ? columns : columns - 1) { break }
      result.append(character)
      used += width
    }
    if !whole, columns > 0 {
      result += "…"
      used += 1
    }
    return result + String(repeating: " ", count: max(0, columns - used))
  }

  /// How wide a text is drawn at most, in the units of its size: letters of common fonts for documents.
  static func width(_ text: String, size: Double) -> Double {
    text.reduce(0) { $0 + width($1) } * size
  }

  private static func width(_ character: Character) -> Double {
    if columns(character) == 2 { return 1 }
    switch character {
    case "i", "j", "l", "I", "|", ".", ",", ":", ";", "'", "!", "(", ")", "[", "]", " ", "-":
      return 0.36
    case "\u{2212}", "+": return 0.62
    case "m", "w", "M", "W", "@", "%", "—": return 0.92
    case "A"..."Z": return 0.72
    default: return 0.59
    }
  }

  /// A text in lines that are no wider than there is room; what does not fit into the last one is cut.
  static func lines(_ text: String, room: Double, size: Double, most: Int) -> [String] {
    var lines: [String] = []
    var rest = plain(text)[...]
    while let first = rest.firstIndex(where: { $0 != " " }) {
      rest = rest[first...]
      if lines.count == most - 1 || width(String(rest), size: size) <= room {
        lines.append(cut(String(rest), room: room, size: size))
        break
      }
      let end = lineEnd(rest, room: room, size: size)
      lines.append(cut(String(rest[..<end]), room: room, size: size))
      rest = rest[end...]
    }
    return lines
  }

  /// Behind the last blank, or between two wide letters, that still fits; at least one letter.
  private static func lineEnd(_ text: Substring, room: Double, size: Double) -> String.Index {
    var used = 0.0
    var last: String.Index?
    var place = text.startIndex
    while place < text.endIndex {
      used += width(text[place]) * size
      if used > room { break }
      let next = text.index(after: place)
      if text[place] == " " || columns(text[place]) == 2 { last = next }
      place = next
    }
    return last ?? max(place, text.index(after: text.startIndex))
  }

  private static func cut(_ text: String, room: Double, size: Double) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    if width(text, size: size) <= room { return text }
    while !text.isEmpty, width(text + "…", size: size) > room { text.removeLast() }
    return text + "…"
  }

  static func padded(_ text: String, to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - Self.columns(text))) + text
  }
}
