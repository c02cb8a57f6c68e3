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

  static func padded(_ text: String, to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - Self.columns(text))) + text
  }
}
