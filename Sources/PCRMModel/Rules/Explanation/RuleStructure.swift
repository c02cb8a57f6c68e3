/// How a rule's conditions are joined: what is left of the tree when each condition is but a number.
struct RuleStructure {
  enum Node {
    /// One of ``conditions``.
    case condition(Int)
    case constant(Truth)
    case not(Int)
    case and([Int])
    case or([Int])
    case choice(Int, Int, Int)
  }

  /// Each operand stands before what it is an operand of; the last is the rule.
  private(set) var nodes: [Node] = []
  /// The parts without `&&`, `||`, `!` and choices; one that stands twice is here once.
  private(set) var conditions: [Expression] = []
  /// Whether no condition stands twice.
  private(set) var isReadOnce = true
  private var numbers: [Expression: Int] = [:]

  init(_ root: Expression) { _ = add(root) }

  private mutating func add(_ expression: Expression) -> Int {
    let node: Node
    switch expression.node {
    case .literal(.bool(let value)): node = .constant(Truth(value))
    case .not(let operand): node = .not(add(operand))
    case .and(let items): node = .and(items.map { add($0) })
    case .or(let items): node = .or(items.map { add($0) })
    case .choice(let asked, let then, let otherwise):
      node = .choice(add(asked), add(then), add(otherwise))
    default: node = .condition(number(expression))
    }
    nodes.append(node)
    return nodes.count - 1
  }

  private mutating func number(_ expression: Expression) -> Int {
    if let known = numbers[expression] {
      isReadOnce = false
      return known
    }
    conditions.append(expression)
    numbers[expression] = conditions.count - 1
    return conditions.count - 1
  }

  /// The rule's truth when its conditions have these.
  func truth(_ truths: [Truth]) -> Truth {
    var results: [Truth] = []
    for node in nodes {
      let result: Truth =
        switch node {
        case .condition(let number): truths[number]
        case .constant(let truth): truth
        case .not(let operand): !results[operand]
        case .and(let items): Self.joined(items.lazy.map { results[$0] }, decisive: .false)
        case .or(let items): Self.joined(items.lazy.map { results[$0] }, decisive: .true)
        case .choice(let asked, let then, let otherwise):
          switch results[asked] {
          case .true: results[then]
          case .false: results[otherwise]
          case .unknown: .unknown
          }
        }
      results.append(result)
    }
    return results[nodes.count - 1]
  }

  private static func joined(_ truths: some Sequence<Truth>, decisive: Truth) -> Truth {
    var result = !decisive
    for truth in truths {
      if truth == decisive { return decisive }
      if truth == .unknown { result = .unknown }
    }
    return result
  }
}
