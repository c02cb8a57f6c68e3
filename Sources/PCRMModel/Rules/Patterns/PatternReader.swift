/// What a pattern says, before it is an automaton.
indirect enum PatternTree {
  case empty
  case set(PatternSet)
  case scalar(Unicode.Scalar)
  case anything
  case anythingButNewline
  case assertion(RulePattern.Assertion)
  case sequence([PatternTree])
  case either([PatternTree])
  /// At least so often, and at most (nil: as often as there is).
  case repeated(PatternTree, Int, Int?)
}

/// Reads RE2's syntax.
struct PatternReader {
  private let text: [Unicode.Scalar]
  private var next = 0
  private var depth = 0
  private var foldsCase = false
  private var dotTakesNewline = false

  private static let depthMax = 30
  private static let repeatsMax = 1000

  init(_ source: String) { text = Array(source.unicodeScalars) }

  private var peek: Unicode.Scalar? { next < text.count ? text[next] : nil }

  private mutating func take(_ word: String) -> Bool {
    let scalars = Array(word.unicodeScalars)
    guard text[next...].starts(with: scalars) else { return false }
    next += scalars.count
    return true
  }

  private func fault(_ message: String) -> RulePattern.Fault {
    RulePattern.Fault(message: "the pattern is wrong at character \(next + 1): \(message)")
  }

  /// The whole pattern.
  mutating func pattern() throws(RulePattern.Fault) -> PatternTree {
    let tree = try either()
    if peek != nil { throw fault("the bracket ) has no beginning") }
    return tree
  }

  private mutating func either() throws(RulePattern.Fault) -> PatternTree {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthMax {
      throw RulePattern.Fault(
        message: "the pattern's brackets nest deeper than \(Self.depthMax)", isLimit: true)
    }
    var choices = [try sequence()]
    while take("|") { choices.append(try sequence()) }
    return choices.count == 1 ? choices[0] : .either(choices)
  }

  private mutating func sequence() throws(RulePattern.Fault) -> PatternTree {
    var items: [PatternTree] = []
    while let scalar = peek, scalar != "|", scalar != ")" {
      let atom = try atom()
      items.append(try repeated(atom))
    }
    return items.count == 1 ? items[0] : items.isEmpty ? .empty : .sequence(items)
  }

  private mutating func repeated(_ atom: PatternTree) throws(RulePattern.Fault) -> PatternTree {
    guard let (least, most) = try quantifier() else { return atom }
    // Whether short or long finds come first makes no difference to whether there is one.
    _ = take("?")
    let start = next
    if try quantifier() != nil {
      next = start
      throw fault("a repetition cannot be repeated; use brackets")
    }
    return .repeated(atom, least, most)
  }

  private mutating func quantifier() throws(RulePattern.Fault) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = next
    guard take("{"), let least = number() else {
      // Without a number the bracket is a character like others.
      next = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else {
      next = start
      return nil
    }
    if least > Self.repeatsMax || most ?? 0 > Self.repeatsMax {
      throw RulePattern.Fault(
        message: "the pattern repeats more than \(Self.repeatsMax) times", isLimit: true)
    }
    if let most, most < least { throw fault("the repetition ends before it begins") }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = peek, ("0"..."9").contains(scalar) {
      value = min(Self.repeatsMax + 1, (value ?? 0) * 10 + Int(scalar.value - 0x30))
      next += 1
    }
    return value
  }

  private mutating func atom() throws(RulePattern.Fault) -> PatternTree {
    guard let scalar = peek else { return .empty }
    if scalar == "(" { return try group() }
    if scalar == "[" { return try set() }
    if scalar == "\\" { return try escape() }
    next += 1
    switch scalar {
    case ".": return dotTakesNewline ? .anything : .anythingButNewline
    case "^": return .assertion(.textStart)
    case "$": return .assertion(.textEnd)
    case "*", "+", "?":
      next -= 1
      throw fault("there is nothing to repeat")
    default: return character(scalar)
    }
  }

  private func character(_ scalar: Unicode.Scalar) -> PatternTree {
    guard foldsCase, !scalar.caseVariants.isEmpty else { return .scalar(scalar) }
    return .set(
      PatternSet(items: [.range(scalar.value, scalar.value)], foldsCase: true))
  }

  private mutating func group() throws(RulePattern.Fault) -> PatternTree {
    let start = next
    next += 1
    let outside = (foldsCase, dotTakesNewline)
    if take("?") {
      if take("=") || take("!") || take("<=") || take("<!") {
        next = start
        throw fault("looking ahead or behind is not linear, and not known here")
      }
      if take("P<") || take("<") {
        while let scalar = peek, scalar.isPatternWord { next += 1 }
        if !take(">") { throw fault("the group's name has no end") }
      } else if try flags() {
        // Flags without a colon hold to the end of the group around them.
        return .empty
      }
    }
    let tree = try either()
    guard take(")") else {
      next = start
      throw fault("the bracket ( has no end")
    }
    (foldsCase, dotTakesNewline) = outside
    return tree
  }

  /// Flags up to a colon (false) or a closing bracket (true).
  private mutating func flags() throws(RulePattern.Fault) -> Bool {
    var value = true
    while let scalar = peek {
      next += 1
      switch scalar {
      case "i": foldsCase = value
      case "s": dotTakesNewline = value
      case "-": value = false
      case ":": return false
      case ")": return true
      default:
        next -= 1
        throw fault("the flags i and s are known here")
      }
    }
    throw fault("the flags have no end")
  }
}

/// Escapes and sets.
extension PatternReader {
  private mutating func escape() throws(RulePattern.Fault) -> PatternTree {
    let start = next
    if take("\\A") { return .assertion(.textStart) }
    if take("\\z") { return .assertion(.textEnd) }
    if take("\\b") { return .assertion(.wordBoundary) }
    if take("\\B") { return .assertion(.noWordBoundary) }
    if let items = try setEscape() { return .set(PatternSet(items: items)) }
    next = start + 1
    if let scalar = peek, ("1"..."9").contains(scalar) {
      throw fault("references to groups are not linear, and not known here")
    }
    next = start
    return character(try characterEscape())
  }

  /// `\d`, `\p{L}` and their like; nil when none stands here.
  private mutating func setEscape() throws(RulePattern.Fault) -> [PatternSet.Item]? {
    let start = next
    guard take("\\"), let letter = peek else { return nil }
    next += 1
    switch letter {
    case "d": return PatternSet.digit.items
    case "D": return Self.complement(PatternSet.digit)
    case "w": return PatternSet.word.items
    case "W": return Self.complement(PatternSet.word)
    case "s": return PatternSet.space.items
    case "S": return Self.complement(PatternSet.space)
    case "p", "P":
      var name = ""
      var isNegated = letter == "P"
      if take("{") {
        if take("^") { isNegated.toggle() }
        while let scalar = peek, scalar.isPatternWord {
          name.unicodeScalars.append(scalar)
          next += 1
        }
        if !take("}") { throw fault("the name of the kind of characters has no end") }
      } else if let scalar = peek {
        name.unicodeScalars.append(scalar)
        next += 1
      }
      guard let item = PatternSet.properties[name] else {
        next = start
        throw fault("the kinds L, Lu, Ll, Nd, Hangul and Han are known here")
      }
      return [isNegated ? .not(item) : item]
    default:
      next = start
      return nil
    }
  }

  /// All characters that are not in the ranges, as ranges.
  private static func complement(_ set: PatternSet) -> [PatternSet.Item] {
    var items: [PatternSet.Item] = []
    var from: UInt32 = 0
    for case .range(let low, let high) in set.items {
      if low > from { items.append(.range(from, low - 1)) }
      from = high + 1
    }
    items.append(.range(from, 0x10ffff))
    return items
  }

  private mutating func characterEscape() throws(RulePattern.Fault) -> Unicode.Scalar {
    let start = next
    next += 1
    guard let letter = peek else { throw fault("a backslash ends it; write \\\\ for one") }
    next += 1
    switch letter {
    case "t": return "\t"
    case "n": return "\n"
    case "r": return "\r"
    case "f": return "\u{c}"
    case "v": return "\u{b}"
    case "a": return "\u{7}"
    case "x": return try hexadecimal()
    default:
      // Punctuation stands for itself; letters are kept for what they may mean one day.
      if letter.value < 0x80, !letter.isPatternWord || letter == "_" { return letter }
      next = start
      throw fault("the escape is not known here")
    }
  }

  private mutating func hexadecimal() throws(RulePattern.Fault) -> Unicode.Scalar {
    let isLong = take("{")
    var value: UInt32 = 0
    var digits = 0
    while digits < (isLong ? 6 : 2), let scalar = peek, scalar.value < 0x80,
      let digit = UInt8(scalar.value).hexDigit
    {
      value = value * 16 + digit
      digits += 1
      next += 1
    }
    guard digits > 0, isLong ? take("}") : digits == 2, let scalar = Unicode.Scalar(value) else {
      throw fault("the escape is no character")
    }
    return scalar
  }

  private mutating func set() throws(RulePattern.Fault) -> PatternTree {
    let start = next
    next += 1
    var set = PatternSet(items: [], foldsCase: foldsCase)
    set.isNegated = take("^")
    var isFirst = true
    while isFirst || peek != "]" {
      isFirst = false
      guard peek != nil else {
        next = start
        throw fault("the bracket [ has no end")
      }
      if take("[:") {
        set.items += try namedSet()
      } else if let items = peek == "\\" ? try setEscape() : nil {
        set.items += items
      } else {
        set.items.append(try range())
      }
    }
    next += 1
    return .set(set)
  }

  private mutating func namedSet() throws(RulePattern.Fault) -> [PatternSet.Item] {
    let name = text[next...].prefix { $0 != ":" }.map { String($0) }.joined()
    guard let items = PatternSet.namedSets[name] else {
      throw fault("the set [:\(name.prefix(10)):] is not known")
    }
    next += name.unicodeScalars.count
    guard take(":]") else { throw fault("the set [:\(name):] has no end") }
    return items
  }

  private mutating func range() throws(RulePattern.Fault) -> PatternSet.Item {
    let low = try setCharacter()
    guard peek == "-", next + 1 < text.count, text[next + 1] != "]" else {
      return .range(low.value, low.value)
    }
    next += 1
    let high = try setCharacter()
    if high < low { throw fault("the range ends before it begins") }
    return .range(low.value, high.value)
  }

  private mutating func setCharacter() throws(RulePattern.Fault) -> Unicode.Scalar {
    guard let scalar = peek else { throw fault("the bracket [ has no end") }
    if scalar == "\\" { return try characterEscape() }
    next += 1
    return scalar
  }
}
