extension RulePattern {
  /// Instructions times characters that one search may cost: a thousand characters always have room.
  static let workMax = 2_000_000

  /// Whether the pattern is found anywhere in the text; nil when the text is too long for it (``workMax``).
  public func isFound(in text: String) -> Bool? {
    // Bytes bound the characters from above.
    if text.utf8.count * program.count > Self.workMax,
      text.unicodeScalars.count * program.count > Self.workMax
    {
      return nil
    }
    var search = PatternSearch(self)
    return search.run(text)
  }
}

/// All places of the automaton at once, one character after the other (Pike's simulation without captures).
private struct PatternSearch {
  private let pattern: RulePattern
  /// The number of the character for which an instruction was last entered.
  private var entered: [Int]
  private var waiting: [Int] = []
  private var isFound = false

  init(_ pattern: RulePattern) {
    self.pattern = pattern
    entered = Array(repeating: -1, count: pattern.program.count)
  }

  mutating func run(_ text: String) -> Bool {
    var here: [Int] = []
    var there: [Int] = []
    var position = 0
    var scalars = text.unicodeScalars.makeIterator()
    var scalar = scalars.next()
    enter(0, position, nil, scalar, into: &here)
    while let current = scalar, !isFound {
      let following = scalars.next()
      position += 1
      there.removeAll(keepingCapacity: true)
      for place in here where takes(place, current) {
        enter(place + 1, position, current, following, into: &there)
      }
      swap(&here, &there)
      // A find may begin anywhere.
      enter(0, position, current, following, into: &here)
      scalar = following
    }
    return isFound
  }

  private func takes(_ place: Int, _ scalar: Unicode.Scalar) -> Bool {
    switch pattern.program[place] {
    case .scalar(let value): value == scalar.value
    case .set(let number): pattern.sets[number].contains(scalar)
    case .anything: true
    case .anythingButNewline: scalar != "\n"
    default: false
    }
  }

  /// Follows all instructions that read nothing.
  private mutating func enter(
    _ start: Int, _ position: Int, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?,
    into list: inout [Int]
  ) {
    waiting.append(start)
    while let place = waiting.popLast() {
      if entered[place] == position { continue }
      entered[place] = position
      switch pattern.program[place] {
      case .jump(let target): waiting.append(target)
      case .split(let first, let second):
        waiting.append(second)
        waiting.append(first)
      case .assertion(let assertion):
        if assertion.holds(before, after) { waiting.append(place + 1) }
      case .found: isFound = true
      default: list.append(place)
      }
    }
  }
}

extension RulePattern.Assertion {
  /// Whether it holds between two characters; nil is the text's end.
  func holds(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
    let isBoundary = (before?.isPatternWord ?? false) != (after?.isPatternWord ?? false)
    return switch self {
    case .textStart: before == nil
    case .textEnd: after == nil
    case .wordBoundary: isBoundary
    case .noWordBoundary: !isBoundary
    }
  }
}
