/// A regular expression that is matched in time proportional to the text: no pattern of an author's can stop a server.
///
/// It knows what ODK forms use: classes, groups, alternation, quantifiers, anchors, \d \w \s \b. It has no
/// look-around and no references back, and says so. Source of the method: R. Cox, "Regular Expression Matching Can Be
/// Simple And Fast" (2007).
struct Pattern: Sendable, Hashable {
  /// A set of characters.
  struct CharacterSet: Sendable, Hashable {
    var ranges: [ClosedRange<UInt32>] = []
    var isInverted = false

    func contains(_ scalar: UInt32) -> Bool {
      ranges.contains { $0.contains(scalar) } != isInverted
    }
  }

  /// One state of the machine.
  enum State: Sendable, Hashable {
    case one(CharacterSet, next: Int)
    case either(Int, Int)
    case atStart(next: Int)
    case atEnd(next: Int)
    case atWordEdge(Bool, next: Int)
    case accept
  }

  /// What making one costs, whatever its text and whether it can be made: both are bounded.
  static let steps = 1000

  let states: [State]
  let start: Int
  /// The ranges of its largest set of characters.
  private let rangesMax: Int

  /// Reads a pattern.
  init(_ text: String) throws(ExpressionFault) {
    var builder = try PatternReader(text)
    (states, start) = try builder.machine()
    rangesMax = states.reduce(0) { most, state in
      if case .one(let set, _) = state { max(most, set.ranges.count) } else { most }
    }
  }

  /// Whether the whole text is of this pattern; no, where that takes more steps than there are.
  func matches(_ text: String, _ budget: StepBudget) -> Bool {
    // Making ready, and the states that are reached before the first character.
    guard budget.take(1 + (states.count >> 2)) else { return false }
    let scalars = Array(text.unicodeScalars.map(\.value))
    var current = StateSet(states.count)
    var next = StateSet(states.count)
    add(start, to: &current, scalars, 0)
    for place in scalars.indices {
      guard budget.take(1 + (current.members.count * (4 + rangesMax)) >> 3) else { return false }
      next.removeAll()
      for state in current.members {
        if case .one(let set, let following) = states[state], set.contains(scalars[place]) {
          add(following, to: &next, scalars, place + 1)
        }
      }
      if next.members.isEmpty { return false }
      swap(&current, &next)
    }
    return current.members.contains { states[$0] == .accept }
  }

  /// The states that are reached without a character.
  private func add(_ first: Int, to set: inout StateSet, _ text: [UInt32], _ place: Int) {
    var waiting = [first]
    while let state = waiting.popLast() {
      if !set.insert(state) { continue }
      switch states[state] {
      case .one, .accept: break
      case .either(let one, let other): waiting += [one, other]
      case .atStart(let next): if place == 0 { waiting.append(next) }
      case .atEnd(let next): if place == text.count { waiting.append(next) }
      case .atWordEdge(let wanted, let next):
        let before = place > 0 && Self.isWord(text[place - 1])
        let after = place < text.count && Self.isWord(text[place])
        if (before != after) == wanted { waiting.append(next) }
      }
    }
  }

  private static func isWord(_ scalar: UInt32) -> Bool { PatternReader.word.contains(scalar) }

  private struct StateSet {
    private(set) var members: [Int] = []
    private var isMember: [Bool]

    init(_ count: Int) {
      isMember = Array(repeating: false, count: count)
    }

    mutating func insert(_ state: Int) -> Bool {
      if isMember[state] { return false }
      isMember[state] = true
      members.append(state)
      return true
    }

    mutating func removeAll() {
      for member in members { isMember[member] = false }
      members.removeAll(keepingCapacity: true)
    }
  }
}
