/// A rule as nested lists, by a reader that knows neither types nor names: an operator and its operands.
///
/// It shares nothing with the language's own reader, so that one can be held against the other. It reads canonical text.
indirect enum ReferenceTree {
  case number(String)
  case text(String)
  /// A word, or words with dots between.
  case name(String)
  case list([ReferenceTree])
  /// An operator ("&&", "!", "?:") or a function ("size"), with its operands; a method's receiver is the first.
  case apply(String, [ReferenceTree])

  /// What a canonical text cannot be.
  struct Unreadable: Error {
    var text: String
    var rest: [String]
  }

  init(_ source: String) throws {
    var reader = ReferenceReader(tokens: Self.tokens(source))
    self = try reader.expression(0)
    if reader.next < reader.tokens.count {
      throw Unreadable(text: source, rest: Array(reader.tokens[reader.next...]))
    }
  }

  /// Words, numbers, texts (with their first quote) and marks.
  private static func tokens(_ source: String) -> [String] {
    var tokens: [String] = []
    var rest = Array(source.unicodeScalars)[...]
    while let first = rest.first {
      if first == " " {
        rest.removeFirst()
      } else if first == "\"" {
        tokens.append(text(&rest))
      } else if first.properties.isAlphabetic || first == "_" || ("0"..."9").contains(first) {
        let isNumber = ("0"..."9").contains(first)
        var word = ""
        while let scalar = rest.first {
          let joins =
            scalar.properties.isAlphabetic || scalar == "_" || ("0"..."9").contains(scalar)
            || isNumber
              && (scalar == "." || "+-".unicodeScalars.contains(scalar) && word.hasSuffix("e"))
          if !joins { break }
          word.unicodeScalars.append(scalar)
          rest.removeFirst()
        }
        tokens.append(word)
      } else {
        let two = String(String.UnicodeScalarView(rest.prefix(2)))
        let isTwo = ["==", "!=", "<=", ">=", "&&", "||"].contains(two)
        tokens.append(isTwo ? two : String(first))
        rest.removeFirst(isTwo ? 2 : 1)
      }
    }
    return tokens
  }

  private static func text(_ rest: inout ArraySlice<Unicode.Scalar>) -> String {
    var text = "\""
    rest.removeFirst()
    while let scalar = rest.popFirst(), scalar != "\"" {
      guard scalar == "\\" else {
        text.unicodeScalars.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "n": text += "\n"
      case "t": text += "\t"
      case "r": text += "\r"
      case "x":
        let digits = String(String.UnicodeScalarView(rest.prefix(2)))
        rest.removeFirst(2)
        text.unicodeScalars.append(Unicode.Scalar(UInt8(digits, radix: 16) ?? 0))
      case let other?: text.unicodeScalars.append(other)
      case nil: break
      }
    }
    return text
  }
}

/// Precedence climbing over a table.
private struct ReferenceReader {
  let tokens: [String]
  var next = 0

  /// How tightly a binary operator binds.
  private static let levels: [String: Int] = [
    "?": 1, "||": 2, "&&": 3, "==": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4, "in": 4,
    "+": 5, "-": 5, "*": 6, "/": 6, "%": 6,
  ]

  private var peek: String { next < tokens.count ? tokens[next] : "" }

  private mutating func take() -> String {
    next += 1
    return tokens.indices.contains(next - 1) ? tokens[next - 1] : ""
  }

  mutating func expression(_ least: Int) throws -> ReferenceTree {
    var left = try unary()
    while let level = Self.levels[peek], level >= least {
      let mark = take()
      if mark == "?" {
        let then = try expression(2)
        guard take() == ":" else { throw fault }
        left = .apply("?:", [left, then, try expression(1)])
      } else {
        left = .apply(mark, [left, try expression(level + 1)])
      }
    }
    return left
  }

  private var fault: ReferenceTree.Unreadable {
    ReferenceTree.Unreadable(text: tokens.joined(separator: " "), rest: Array(tokens[next...]))
  }

  private mutating func unary() throws -> ReferenceTree {
    switch peek {
    case "!":
      next += 1
      return .apply("!", [try unary()])
    case "-":
      next += 1
      if let first = peek.unicodeScalars.first, ("0"..."9").contains(first) {
        return .number("-" + take())
      }
      return .apply("-", [try unary()])
    default: return try member()
    }
  }

  private mutating func member() throws -> ReferenceTree {
    var left = try primary()
    while peek == "." {
      next += 1
      let name = take()
      if peek == "(" {
        left = .apply(name, [left] + (try arguments()))
      } else if case .name(let before) = left {
        left = .name(before + "." + name)
      } else {
        throw fault
      }
    }
    return left
  }

  private mutating func arguments() throws -> [ReferenceTree] {
    next += 1
    var items: [ReferenceTree] = []
    while peek != ")", peek != "]" {
      items.append(try expression(0))
      if peek == "," { next += 1 } else if peek != ")", peek != "]" { throw fault }
    }
    next += 1
    return items
  }

  private mutating func primary() throws -> ReferenceTree {
    let token = peek
    switch token.unicodeScalars.first {
    case "(":
      next += 1
      let inner = try expression(0)
      guard take() == ")" else { throw fault }
      return inner
    case "[": return .list(try arguments())
    case "\"":
      next += 1
      return .text(String(token.dropFirst()))
    case let first? where ("0"..."9").contains(first):
      next += 1
      return .number(token)
    case let first? where first.properties.isAlphabetic || first == "_":
      next += 1
      return peek == "(" ? .apply(token, try arguments()) : .name(token)
    default: throw fault
    }
  }
}
