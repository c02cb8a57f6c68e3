/// Reads a regular expression and builds its machine.
struct PatternReader {
  private indirect enum Node {
    case empty
    case one(Pattern.CharacterSet)
    case sequence([Node])
    case choice([Node])
    case times(Node, Int, Int?)
    case start, end
    case wordEdge(Bool)
  }

  static let digit = Pattern.CharacterSet(ranges: [0x30...0x39])
  static let word = Pattern.CharacterSet(ranges: [
    0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A,
  ])
  static let space = Pattern.CharacterSet(ranges: [0x09...0x0D, 0x20...0x20])

  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var depth = 0
  private var builds = 0
  private var states: [Pattern.State] = []

  init(_ text: String) throws(ExpressionFault) {
    scalars = Array(text.unicodeScalars)
    if scalars.count > FormLimits.patternCharactersMax {
      throw ExpressionFault(
        "BAD_PATTERN", "a pattern has at most \(FormLimits.patternCharactersMax) characters")
    }
  }

  /// The states, and the first of them.
  mutating func machine() throws(ExpressionFault) -> (states: [Pattern.State], start: Int) {
    let node = try choice()
    if place < scalars.count { throw fault("\")\" closes nothing") }
    states = [.accept]
    let start = try build(node, then: 0)
    return (states, start)
  }

  private func fault(_ message: String) -> ExpressionFault {
    ExpressionFault("BAD_PATTERN", "\(message), at character \(place + 1) of the pattern")
  }

  private var current: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    if current != scalar { return false }
    place += 1
    return true
  }

  // MARK: Reading

  private mutating func choice() throws(ExpressionFault) -> Node {
    depth += 1
    defer { depth -= 1 }
    if depth > 40 { throw fault("groups are nested too deeply") }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(ExpressionFault) -> Node {
    var parts: [Node] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      parts.append(try quantified(try atom()))
    }
    return parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func quantified(_ atom: Node) throws(ExpressionFault) -> Node {
    var node = atom
    while let scalar = current {
      switch scalar {
      case "*": node = .times(node, 0, nil)
      case "+": node = .times(node, 1, nil)
      case "?": node = .times(node, 0, 1)
      case "{":
        guard let bounds = try bounds() else { return node }
        node = .times(node, bounds.0, bounds.1)
        _ = take("?")
        continue
      default: return node
      }
      place += 1
      // A lazy or possessive quantifier matches the same whole texts.
      if current == "?" || current == "+" { place += 1 }
    }
    return node
  }

  /// "{2}", "{2,}" or "{2,5}"; nil for a brace that stands for itself.
  private mutating func bounds() throws(ExpressionFault) -> (Int, Int?)? {
    guard let close = scalars[place...].firstIndex(of: "}") else {
      throw fault("\"{\" is not closed")
    }
    let text = String(String.UnicodeScalarView(scalars[(place + 1)..<close]))
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let least = Int(parts[0]), least >= 0 else {
      throw fault("\"{\" wants numbers, for example {2,5}")
    }
    var most: Int? = least
    if parts.count == 2 {
      most = parts[1].isEmpty ? nil : Int(parts[1])
      if most == nil, !parts[1].isEmpty { throw fault("\"{\" wants numbers, for example {2,5}") }
    }
    if least > 500 || (most ?? 0) > 500 || (most.map { $0 < least } ?? false) {
      throw fault("{least,most} is at most 500, the least first")
    }
    place = close + 1
    return (least, most)
  }

  private mutating func atom() throws(ExpressionFault) -> Node {
    guard let scalar = current else { return .empty }
    switch scalar {
    case "(": return try group()
    case "[": return .one(try characterClass())
    case ".":
      place += 1
      return .one(Pattern.CharacterSet(ranges: [0x0A...0x0A, 0x0D...0x0D], isInverted: true))
    case "^":
      place += 1
      return .start
    case "$":
      place += 1
      return .end
    case "\\": return try escape()
    case "*", "+", "?": throw fault("\"\(scalar)\" repeats nothing")
    default:
      place += 1
      return .one(Pattern.CharacterSet(ranges: [scalar.value...scalar.value]))
    }
  }

  private mutating func group() throws(ExpressionFault) -> Node {
    place += 1
    if take("?") {
      guard take(":") else { throw fault("look-around and named groups are not supported") }
    }
    let inner = try choice()
    if !take(")") { throw fault("a group is not closed") }
    return inner
  }

  private mutating func escape() throws(ExpressionFault) -> Node {
    place += 1
    if take("b") { return .wordEdge(true) }
    if take("B") { return .wordEdge(false) }
    return .one(try escapedSet())
  }

  /// What stands behind a backslash, as a set.
  private mutating func escapedSet() throws(ExpressionFault) -> Pattern.CharacterSet {
    guard let scalar = current else { throw fault("\"\\\" ends the pattern") }
    place += 1
    func single(_ value: UInt32) -> Pattern.CharacterSet {
      Pattern.CharacterSet(ranges: [value...value])
    }
    switch scalar {
    case "d": return Self.digit
    case "w": return Self.word
    case "s": return Self.space
    case "D": return Pattern.CharacterSet(ranges: Self.digit.ranges, isInverted: true)
    case "W": return Pattern.CharacterSet(ranges: Self.word.ranges, isInverted: true)
    case "S": return Pattern.CharacterSet(ranges: Self.space.ranges, isInverted: true)
    case "n": return single(0x0A)
    case "r": return single(0x0D)
    case "t": return single(0x09)
    case "u", "x":
      let digits = scalar == "u" ? 4 : 2
      guard place + digits <= scalars.count,
        let value = UInt32(
          String(String.UnicodeScalarView(scalars[place..<(place + digits)])), radix: 16)
      else { throw fault("\"\\\(scalar)\" wants \(digits) hexadecimal digits") }
      place += digits
      return single(value)
    default:
      let isLetter = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      if isLetter { throw fault("\"\\\(scalar)\" is not supported") }
      return single(scalar.value)
    }
  }

  private mutating func characterClass() throws(ExpressionFault) -> Pattern.CharacterSet {
    place += 1
    var set = Pattern.CharacterSet()
    set.isInverted = take("^")
    var isFirst = true
    while let scalar = current, scalar != "]" || isFirst {
      isFirst = false
      let low = try classPart(scalar)
      if current == "-", place + 1 < scalars.count, scalars[place + 1] != "]",
        let from = low.ranges.first, from.count == 1, low.ranges.count == 1, !low.isInverted
      {
        place += 1
        let high = try classPart(scalars[place])
        guard let to = high.ranges.first, high.ranges.count == 1, to.count == 1,
          from.lowerBound <= to.lowerBound
        else { throw fault("a range runs from the lower to the higher character") }
        set.ranges.append(from.lowerBound...to.lowerBound)
      } else if low.isInverted {
        set.ranges += Self.complement(low.ranges)
      } else {
        set.ranges += low.ranges
      }
    }
    if !take("]") { throw fault("\"[\" is not closed") }
    return set
  }

  private mutating func classPart(
    _ scalar: Unicode.Scalar
  ) throws(ExpressionFault) -> Pattern.CharacterSet {
    place += 1
    if scalar == "\\" { return try escapedSet() }
    return Pattern.CharacterSet(ranges: [scalar.value...scalar.value])
  }

  /// What lies between ranges that are in order.
  private static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var found: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { found.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    found.append(next...0x10FFFF)
    return found
  }

  // MARK: Building

  private mutating func add(_ state: Pattern.State) throws(ExpressionFault) -> Int {
    if states.count >= FormLimits.patternStatesMax {
      throw ExpressionFault("BAD_PATTERN", "the pattern repeats too much")
    }
    states.append(state)
    return states.count - 1
  }

  /// Builds backwards: the first state of a node that goes on at `next`.
  private mutating func build(_ node: Node, then next: Int) throws(ExpressionFault) -> Int {
    // Counted too: repeats of nothing make no states, and would go on for ever.
    builds += 1
    if builds > 10 * FormLimits.patternStatesMax {
      throw ExpressionFault("BAD_PATTERN", "the pattern repeats too much")
    }
    switch node {
    case .empty: return next
    case .one(let set): return try add(.one(set, next: next))
    case .start: return try add(.atStart(next: next))
    case .end: return try add(.atEnd(next: next))
    case .wordEdge(let wanted): return try add(.atWordEdge(wanted, next: next))
    case .sequence(let parts):
      var following = next
      for part in parts.reversed() { following = try build(part, then: following) }
      return following
    case .choice(let branches):
      var first: Int?
      for branch in branches.reversed() {
        let start = try build(branch, then: next)
        first =
          try first.map { (rest) throws(ExpressionFault) in try add(.either(start, rest)) } ?? start
      }
      return first ?? next
    case .times(let inner, let least, let most):
      return try repeated(inner, least, most, then: next)
    }
  }

  private mutating func repeated(
    _ inner: Node, _ least: Int, _ most: Int?, then next: Int
  ) throws(ExpressionFault) -> Int {
    var following = next
    if let most {
      for _ in least..<Swift.max(least, most) {
        following = try add(.either(try build(inner, then: following), next))
      }
    } else {
      let loop = try add(.either(next, next))
      states[loop] = .either(try build(inner, then: loop), next)
      following = loop
    }
    for _ in 0..<least { following = try build(inner, then: following) }
    return following
  }
}
