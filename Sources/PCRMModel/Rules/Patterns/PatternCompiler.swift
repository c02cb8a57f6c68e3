/// Makes an automaton of a pattern (Thompson's construction), within a bound of instructions and of work.
struct PatternCompiler {
  private(set) var program: [RulePattern.Instruction] = []
  private(set) var sets: [PatternSet] = []
  private let stepsMax: Int
  /// Nested repetitions of nothing emit no instruction, and would still go on for ever.
  private var visits = 0

  init(stepsMax: Int) { self.stepsMax = stepsMax }

  mutating func emit(_ instruction: RulePattern.Instruction) throws(RulePattern.Fault) {
    program.append(instruction)
    if program.count > stepsMax { throw tooLong }
  }

  private var tooLong: RulePattern.Fault {
    RulePattern.Fault(
      message: "the pattern needs more than \(stepsMax) steps; repeat less", isLimit: true)
  }

  mutating func emit(_ tree: PatternTree) throws(RulePattern.Fault) {
    visits += 1
    if visits > 20 * stepsMax { throw tooLong }
    switch tree {
    case .empty: return
    case .scalar(let scalar): try emit(.scalar(scalar.value))
    case .set(let set):
      sets.append(set)
      try emit(.set(sets.count - 1))
    case .anything: try emit(RulePattern.Instruction.anything)
    case .anythingButNewline: try emit(RulePattern.Instruction.anythingButNewline)
    case .assertion(let assertion): try emit(RulePattern.Instruction.assertion(assertion))
    case .sequence(let items): for item in items { try emit(item) }
    case .either(let choices): try either(choices[...])
    case .repeated(let inner, let least, let most): try repeated(inner, least, most)
    }
  }

  private mutating func either(
    _ choices: ArraySlice<PatternTree>
  ) throws(RulePattern.Fault) {
    var ends: [Int] = []
    for (index, choice) in zip(choices.indices, choices) {
      guard index + 1 < choices.endIndex else {
        try emit(choice)
        break
      }
      let split = program.count
      try emit(.split(split + 1, 0))
      try emit(choice)
      ends.append(program.count)
      try emit(.jump(0))
      program[split] = .split(split + 1, program.count)
    }
    for end in ends { program[end] = .jump(program.count) }
  }

  private mutating func repeated(
    _ inner: PatternTree, _ least: Int, _ most: Int?
  ) throws(RulePattern.Fault) {
    for _ in 0..<least { try emit(inner) }
    guard let most else {
      let split = program.count
      try emit(.split(split + 1, 0))
      try emit(inner)
      try emit(.jump(split))
      program[split] = .split(split + 1, program.count)
      return
    }
    var splits: [Int] = []
    for _ in least..<most {
      splits.append(program.count)
      try emit(.split(program.count + 1, 0))
      try emit(inner)
    }
    for split in splits { program[split] = .split(split + 1, program.count) }
  }
}
