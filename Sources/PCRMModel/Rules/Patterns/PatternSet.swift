/// A set of characters, such as `[a-z가-힣]` or `\d`.
struct PatternSet: Sendable {
  enum Item: Sendable {
    case range(UInt32, UInt32)
    case letter, uppercase, lowercase, number, hangul, han
    indirect case not(Item)
  }

  var items: [Item]
  var isNegated = false
  var foldsCase = false

  static let digit = PatternSet(items: [.range(0x30, 0x39)])
  static let word = PatternSet(
    items: [.range(0x30, 0x39), .range(0x41, 0x5a), .range(0x5f, 0x5f), .range(0x61, 0x7a)])
  static let space = PatternSet(items: [.range(0x09, 0x0a), .range(0x0c, 0x0d), .range(0x20, 0x20)])

  /// What `\p{…}` may name.
  static let properties: [String: Item] = [
    "L": .letter, "Lu": .uppercase, "Ll": .lowercase, "N": .number, "Nd": .number,
    "Hangul": .hangul, "Han": .han,
  ]

  /// What may stand between `[:` and `:]`.
  static let namedSets: [String: [Item]] = [
    "alpha": [.range(0x41, 0x5a), .range(0x61, 0x7a)], "digit": [.range(0x30, 0x39)],
    "alnum": [.range(0x30, 0x39), .range(0x41, 0x5a), .range(0x61, 0x7a)],
    "upper": [.range(0x41, 0x5a)], "lower": [.range(0x61, 0x7a)],
    "space": [.range(0x09, 0x0d), .range(0x20, 0x20)], "word": word.items,
    "punct": [.range(0x21, 0x2f), .range(0x3a, 0x40), .range(0x5b, 0x60), .range(0x7b, 0x7e)],
    "xdigit": [.range(0x30, 0x39), .range(0x41, 0x46), .range(0x61, 0x66)],
  ]

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    var found = items.contains { $0.contains(scalar) }
    if !found, foldsCase {
      found = scalar.caseVariants.contains { variant in items.contains { $0.contains(variant) } }
    }
    return found != isNegated
  }
}

extension PatternSet.Item {
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .range(let low, let high): return low <= scalar.value && scalar.value <= high
    case .not(let item): return !item.contains(scalar)
    case .letter:
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
        return true
      default: return false
      }
    case .uppercase: return scalar.properties.generalCategory == .uppercaseLetter
    case .lowercase: return scalar.properties.generalCategory == .lowercaseLetter
    case .number: return scalar.properties.generalCategory == .decimalNumber
    case .hangul:
      switch scalar.value {
      case 0xac00...0xd7a3, 0x1100...0x11ff, 0x3131...0x318e, 0xa960...0xa97c, 0xd7b0...0xd7c6,
        0xd7cb...0xd7fb, 0xffa0...0xffbe, 0xffc2...0xffc7, 0xffca...0xffcf, 0xffd2...0xffd7,
        0xffda...0xffdc, 0x302e...0x302f, 0x3200...0x321e, 0x3260...0x327e:
        return true
      default: return false
      }
    case .han: return scalar.properties.isIdeographic
    }
  }
}

extension Unicode.Scalar {
  /// The same letter in the other cases.
  var caseVariants: [Unicode.Scalar] {
    if value < 0x80 {
      let lower = value | 0x20
      guard lower >= 0x61, lower <= 0x7a, let other = Unicode.Scalar(value ^ 0x20) else {
        return []
      }
      // The Kelvin sign and the long s are the only letters beyond ASCII that fold to it.
      if lower == 0x6b { return [other, "\u{212a}"] }
      if lower == 0x73 { return [other, "\u{17f}"] }
      return [other]
    }
    let upper = Self.single(properties.uppercaseMapping)
    let lower = Self.single(properties.lowercaseMapping)
    let back = upper.flatMap { Self.single($0.properties.lowercaseMapping) }
    return [upper, lower, back].compactMap { $0 }
  }

  private static func single(_ text: String) -> Unicode.Scalar? {
    text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
  }

  /// Whether RE2 counts it as part of a word: ASCII only.
  var isPatternWord: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5a, 0x5f, 0x61...0x7a: true
    default: false
    }
  }
}
