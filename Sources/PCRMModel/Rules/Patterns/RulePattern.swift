/// A compiled pattern of `matches`: RE2's syntax in a bounded subset, found in time linear in the text.
///
/// There are no back references and no looking around, so no pattern can be made to run for hours.
public struct RulePattern: Sendable {
  /// As it was written, composed.
  public let source: String
  let program: [Instruction]
  let sets: [PatternSet]

  /// One step of the automaton.
  enum Instruction: Sendable {
    /// Reads this character.
    case scalar(UInt32)
    /// Reads a character of the set with this number.
    case set(Int)
    case anything
    case anythingButNewline
    /// Goes on at both.
    case split(Int, Int)
    case jump(Int)
    case assertion(Assertion)
    case found
  }

  /// What holds between two characters.
  enum Assertion: Sendable {
    case textStart, textEnd, wordBoundary, noWordBoundary
  }

  /// Why a text is no pattern.
  struct Fault: Error {
    var message: String
    var isLimit = false
  }

  /// Reads and compiles a pattern; nil when it is none, or larger than the limits allow.
  public init?(_ source: String) {
    guard let pattern = try? RulePattern(source, stepsMax: RuleLimits().patternStepsMax) else {
      return nil
    }
    self = pattern
  }

  /// Reads and compiles a pattern.
  init(_ source: String, stepsMax: Int) throws(Fault) {
    self.source = source.composed
    var reader = PatternReader(self.source)
    let tree = try reader.pattern()
    var compiler = PatternCompiler(stepsMax: stepsMax)
    try compiler.emit(tree)
    try compiler.emit(.found)
    program = compiler.program
    sets = compiler.sets
  }
}

extension RulePattern: Hashable {
  public static func == (a: RulePattern, b: RulePattern) -> Bool { a.source == b.source }

  public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}
