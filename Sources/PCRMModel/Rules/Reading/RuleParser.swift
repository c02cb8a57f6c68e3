/// Reads tokens into a tree by recursive descent, never deeper than the limit.
struct RuleParser {
  private let tokens: [RuleToken]
  private var position = 0
  private let limits: RuleLimits
  private var nesting = 0
  private var nodes = 0
  private var isInList = false

  init(_ tokens: [RuleToken], limits: RuleLimits) {
    self.tokens = tokens
    self.limits = limits
  }

  /// The whole rule.
  mutating func rule() throws(RuleFault) -> RuleSyntax {
    if tokens.count == 1 {
      throw RuleFault(.syntax, token.range, "the rule is empty")
    }
    let syntax = try choice()
    guard case .end = token.kind else { throw unexpected("an operator or the end of the rule") }
    return syntax
  }

  // MARK: tokens

  private var token: RuleToken { tokens[position] }
  private var previousEnd: Int { position == 0 ? 0 : tokens[position - 1].range.end }

  private mutating func take(_ mark: RuleToken.Mark) -> Bool {
    guard token.kind == .mark(mark) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ mark: RuleToken.Mark, _ what: String) throws(RuleFault) {
    if !take(mark) { throw unexpected(what) }
  }

  private func unexpected(_ expected: String) -> RuleFault {
    var suggestion: String?
    if case .name(let name) = token.kind {
      suggestion = ["and": "&&", "or": "||", "AND": "&&", "OR": "||", "is": "=="][name]
      if name == "not" || name == "NOT" { suggestion = "!" }
    }
    let message = "\(token.words) cannot stand here; expected \(expected)"
    return RuleFault(.syntax, token.range, message, suggestion: suggestion)
  }

  /// A node over its operands, within the limits of depth and number.
  private mutating func node(
    _ node: RuleSyntax.Node, from start: Int, over operands: RuleSyntax...
  ) throws(RuleFault) -> RuleSyntax {
    try self.node(node, from: start, over: operands)
  }

  private mutating func node(
    _ node: RuleSyntax.Node, from start: Int, over operands: [RuleSyntax]
  ) throws(RuleFault) -> RuleSyntax {
    let range = SourceRange(start, previousEnd)
    let depth = (operands.lazy.map(\.depth).max() ?? 0) + 1
    if depth > limits.depthMax { throw tooDeep(range) }
    if !isInList { nodes += 1 }
    if nodes > limits.nodesMax {
      throw RuleFault(
        .limit, range, "the rule has more than \(limits.nodesMax) parts, which is the most")
    }
    return RuleSyntax(node: node, range: range, depth: depth)
  }

  private func tooDeep(_ range: SourceRange) -> RuleFault {
    RuleFault(.limit, range, "the rule nests deeper than \(limits.depthMax) levels")
  }

  /// Counts brackets, calls and signs on the way down: they may nest twice as deep as the tree, for not all stay in it.
  private mutating func enter() throws(RuleFault) {
    nesting += 1
    if nesting > 2 * limits.depthMax + 1 {
      nesting -= 1
      throw tooDeep(token.range)
    }
  }

  // MARK: operators, loosest first

  /// `a ? b : c`
  private mutating func choice() throws(RuleFault) -> RuleSyntax {
    try enter()
    defer { nesting -= 1 }
    let start = token.range.start
    let condition = try or()
    guard take(.question) else { return condition }
    let then = try or()
    try expect(.colon, ": and the value for otherwise")
    let otherwise = try choice()
    return try node(
      .choice(condition, then, otherwise), from: start, over: condition, then, otherwise)
  }

  private mutating func or() throws(RuleFault) -> RuleSyntax {
    let start = token.range.start
    var items = [try and()]
    while take(.or) { items.append(try and()) }
    return items.count == 1 ? items[0] : try node(.or(items), from: start, over: items)
  }

  private mutating func and() throws(RuleFault) -> RuleSyntax {
    let start = token.range.start
    var items = [try relation()]
    while take(.and) { items.append(try relation()) }
    return items.count == 1 ? items[0] : try node(.and(items), from: start, over: items)
  }

  private mutating func relation() throws(RuleFault) -> RuleSyntax {
    let start = token.range.start
    let left = try sum()
    guard let comparison = takeComparison() else {
      guard token.kind == .name("in") else { return left }
      position += 1
      let right = try sum()
      return try refuseChain(node(.membership(left, right), from: start, over: left, right))
    }
    let right = try sum()
    return try refuseChain(
      node(.comparison(comparison, left, right), from: start, over: left, right))
  }

  private mutating func takeComparison() -> Expression.Comparison? {
    guard case .mark(let mark) = token.kind,
      let comparison = Expression.Comparison(rawValue: mark.rawValue)
    else { return nil }
    position += 1
    return comparison
  }

  private mutating func refuseChain(_ first: RuleSyntax) throws(RuleFault) -> RuleSyntax {
    let here = token
    if takeComparison() != nil || here.kind == .name("in") {
      throw RuleFault(
        .syntax, here.range,
        "comparisons do not chain; join two with && or put one in brackets", suggestion: "&&")
    }
    return first
  }

  private mutating func sum() throws(RuleFault) -> RuleSyntax {
    let start = token.range.start
    var left = try product()
    while true {
      let operation: Expression.Arithmetic
      if take(.plus) {
        operation = .add
      } else if take(.minus) {
        operation = .subtract
      } else {
        return left
      }
      let right = try product()
      left = try node(.arithmetic(operation, left, right), from: start, over: left, right)
    }
  }

  private mutating func product() throws(RuleFault) -> RuleSyntax {
    let start = token.range.start
    var left = try unary()
    while true {
      let operation: Expression.Arithmetic
      if take(.times) {
        operation = .multiply
      } else if take(.divide) {
        operation = .divide
      } else if take(.remainder) {
        operation = .remainder
      } else {
        return left
      }
      let right = try unary()
      left = try node(.arithmetic(operation, left, right), from: start, over: left, right)
    }
  }

  private mutating func unary() throws(RuleFault) -> RuleSyntax {
    let start = token.range.start
    if take(.not) {
      try enter()
      defer { nesting -= 1 }
      let operand = try unary()
      return try node(.not(operand), from: start, over: operand)
    }
    guard take(.minus) else { return try member() }
    if case .literal(let value) = token.kind, let negative = value.negated {
      position += 1
      return try members(of: node(.literal(negative), from: start), from: start)
    }
    if token.kind == .name(RuleLexer.lowestIntDigits) {
      position += 1
      return try node(.literal(.int(.min)), from: start)
    }
    try enter()
    defer { nesting -= 1 }
    let operand = try unary()
    return try node(.negative(operand), from: start, over: operand)
  }

  // MARK: names, calls and literals

  private mutating func member() throws(RuleFault) -> RuleSyntax {
    let start = token.range.start
    return try members(of: primary(), from: start)
  }

  /// What follows with dots.
  private mutating func members(
    of receiver: RuleSyntax, from start: Int
  ) throws(RuleFault) -> RuleSyntax {
    var left = receiver
    while true {
      if token.kind == .mark(.openList) {
        throw RuleFault(
          .syntax, token.range,
          "elements of a list have no numbers; ask with exists(v, …), all(v, …) or in")
      }
      guard take(.dot) else { return left }
      let part = try name("a name after the dot")
      guard take(.open) else {
        throw RuleFault(
          .type, SourceRange(part.range.start - 1, part.range.end),
          "only facts and records have fields; \(part.name) needs brackets to be a function")
      }
      let arguments = try arguments()
      left = try node(
        .method(left, part, arguments), from: start, over: [left] + arguments)
    }
  }

  private mutating func name(_ what: String) throws(RuleFault) -> RuleSyntax.Part {
    guard case .name(let name) = token.kind, name != RuleLexer.lowestIntDigits else {
      throw unexpected(what)
    }
    position += 1
    return RuleSyntax.Part(name: name, range: tokens[position - 1].range)
  }

  /// The rest of a call, after its opening bracket.
  private mutating func arguments() throws(RuleFault) -> [RuleSyntax] {
    var arguments: [RuleSyntax] = []
    if take(.close) { return arguments }
    repeat { arguments.append(try choice()) } while take(.comma)
    try expect(.close, "a comma or a closing bracket")
    return arguments
  }

  private mutating func primary() throws(RuleFault) -> RuleSyntax {
    let first = token
    switch first.kind {
    case .literal(let value):
      position += 1
      return try node(.literal(value), from: first.range.start)
    case .mark(.open):
      position += 1
      var inner = try choice()
      try expect(.close, "a closing bracket")
      inner.range = SourceRange(first.range.start, previousEnd)
      return inner
    case .mark(.openList):
      position += 1
      return try list(from: first.range.start)
    case .name(let name):
      return try named(name, first)
    default:
      throw unexpected("a fact, a value or a bracket")
    }
  }

  private mutating func named(_ name: String, _ first: RuleToken) throws(RuleFault) -> RuleSyntax {
    let start = first.range.start
    switch name {
    case "true", "false":
      position += 1
      return try node(.literal(.bool(name == "true")), from: start)
    case "null":
      throw RuleFault(
        .syntax, first.range, "there is no null; whether a fact is there is asked with has(…)",
        suggestion: "has(…)")
    case "in", RuleLexer.lowestIntDigits: throw unexpected("a fact, a value or a bracket")
    default: break
    }
    var parts = [try self.name("a name")]
    if take(.open) {
      let arguments = try arguments()
      return try node(.call(parts[0], arguments), from: start, over: arguments)
    }
    while token.kind == .mark(.dot), isField(at: position + 1) {
      position += 1
      parts.append(try self.name("a name after the dot"))
      if parts.count > 8 {
        throw RuleFault(.limit, token.range, "a name has at most eight parts")
      }
    }
    return try node(.path(parts), from: start)
  }

  /// Whether a name that is not called stands there.
  private func isField(at index: Int) -> Bool {
    guard case .name = tokens[index].kind else { return false }
    return tokens[index + 1].kind != .mark(.open)
  }

  /// The rest of a list, after its opening bracket.
  private mutating func list(from start: Int) throws(RuleFault) -> RuleSyntax {
    if isInList { throw RuleFault(.syntax, token.range, "a list cannot stand in a list") }
    var items: [RuleSyntax] = []
    isInList = true
    defer { isInList = false }
    while !take(.closeList) {
      if !items.isEmpty { try expect(.comma, "a comma or a closing bracket") }
      // A comma may end the list.
      if take(.closeList) { break }
      items.append(try choice())
      if items.count > limits.listItemsMax {
        throw RuleFault(
          .limit, SourceRange(start, previousEnd),
          "the list has more than \(limits.listItemsMax) elements; a static list is the place "
            + "for so many")
      }
    }
    isInList = false
    return try node(.list(items), from: start, over: items)
  }
}

extension RuleValue {
  /// The number with the other sign; nil for what is no number.
  fileprivate var negated: RuleValue? {
    switch self {
    case .int(let value): .int(-value)
    case .double(let value): .double(-value)
    default: nil
    }
  }
}
