/// Reads an expression: precedence climbing over the grammar of XPath 1.0.
struct ExpressionParser {
  private let tokens: [(token: ExpressionToken, column: Int)]
  private var place = 0
  private var depth = 0
  private var parts = 0

  /// The expression of a text.
  static func expression(_ text: String) throws(ExpressionFault) -> Expression {
    if text.utf8.count > FormLimits.expressionBytesMax {
      throw ExpressionFault(
        "EXPRESSION_TOO_LONG", "at most \(FormLimits.expressionBytesMax) bytes are allowed")
    }
    var parser = ExpressionParser(tokens: try ExpressionLexer.tokens(of: text))
    if parser.token == .end {
      throw .syntax("an expression is expected, and nothing stands", at: 0)
    }
    let expression = try parser.operand(over: 0)
    guard parser.token == .end else {
      throw .syntax("an operator or the end is expected", at: parser.column)
    }
    return expression
  }

  private init(tokens: [(token: ExpressionToken, column: Int)]) {
    self.tokens = tokens
  }

  private var token: ExpressionToken { tokens[place].token }
  private var column: Int { tokens[place].column }

  private mutating func take(_ sign: String) -> Bool {
    if token != .sign(sign) { return false }
    place += 1
    return true
  }

  private mutating func expect(_ sign: String) throws(ExpressionFault) {
    if !take(sign) { throw .syntax("\"\(sign)\" is expected", at: column) }
  }

  /// An operand with all operators that bind more strongly than `strength`.
  private mutating func operand(over strength: Int) throws(ExpressionFault) -> Expression {
    depth += 1
    parts += 1
    defer { depth -= 1 }
    if depth > FormLimits.expressionDepthMax || parts > FormLimits.expressionPartsMax {
      throw ExpressionFault("EXPRESSION_TOO_LONG", "it is nested too deeply or has too many parts")
    }
    var left: Expression
    if take("-") {
      // Unary minus binds more strongly than "*" and less than "|".
      left = .negative(try operand(over: 7))
    } else {
      left = try primary()
    }
    while case .infix(let infix) = token, infix.strength > strength {
      place += 1
      parts += 1
      left = .infix(infix, left, try operand(over: infix.strength))
    }
    return left
  }

  private mutating func primary() throws(ExpressionFault) -> Expression {
    let column = column
    switch token {
    case .number(let number):
      place += 1
      return .number(number)
    case .text(let text):
      place += 1
      return .text(text)
    case .variable(let name):
      place += 1
      return .path(try path(from: .variable(name)))
    case .sign("("):
      place += 1
      let inner = try operand(over: 0)
      try expect(")")
      return inner
    case .sign("/"):
      place += 1
      return .path(ExpressionPath(start: .root, steps: try steps()))
    case .name(let name) where tokens[place + 1].token == .sign("("):
      return try call(name)
    case .name, .sign("."), .sign(".."), .sign("*"), .sign("@"):
      return .path(ExpressionPath(start: .context, steps: try steps()))
    case .sign("//"):
      throw .syntax("\"//\" is not supported; write the whole path, which stands", at: column)
    case .end: throw .syntax("the expression ends too early", at: column)
    default: throw .syntax("a value is expected", at: column)
    }
  }

  private mutating func call(_ name: String) throws(ExpressionFault) -> Expression {
    let column = column
    place += 2
    var arguments: [Expression] = []
    if !take(")") {
      repeat { arguments.append(try operand(over: 0)) } while take(",")
      try expect(")")
    }
    switch name {
    case "current":
      if !arguments.isEmpty { throw .syntax("current() takes nothing; it stands", at: column) }
      return .path(try path(from: .current))
    case "instance":
      guard case .text(let list)? = arguments.first, arguments.count == 1 else {
        throw .syntax("instance() takes the name of a list in quotes; it stands", at: column)
      }
      return .path(try path(from: .instance(list)))
    default:
      if token == .sign("/") || token == .sign("[") {
        throw .syntax("what a function gives has no parts", at: self.column)
      }
      return .call(name, arguments)
    }
  }

  private mutating func path(
    from start: ExpressionPath.Start
  ) throws(ExpressionFault) -> ExpressionPath {
    var path = ExpressionPath(start: start, predicates: try predicates())
    if take("/") { path.steps = try steps() }
    return path
  }

  private mutating func steps() throws(ExpressionFault) -> [ExpressionPath.Step] {
    var steps: [ExpressionPath.Step] = []
    repeat {
      var step: ExpressionPath.Step
      switch token {
      case .name(let name): step = ExpressionPath.Step(kind: .child(name))
      case .sign("."): step = ExpressionPath.Step(kind: .itself)
      case .sign(".."): step = ExpressionPath.Step(kind: .parent)
      case .sign("*"): step = ExpressionPath.Step(kind: .anyChild)
      case .sign("@"):
        throw .syntax("attributes are not supported; \"@\" stands", at: column)
      default: throw .syntax("a name, \".\" or \"..\" is expected", at: column)
      }
      place += 1
      if token == .sign("::") {
        throw .syntax("axes are not supported; \"::\" stands", at: column)
      }
      parts += 1
      step.predicates = try predicates()
      steps.append(step)
    } while take("/")
    if token == .sign("//") {
      throw .syntax("\"//\" is not supported; write the whole path, which stands", at: column)
    }
    return steps
  }

  private mutating func predicates() throws(ExpressionFault) -> [Expression] {
    var found: [Expression] = []
    while take("[") {
      found.append(try operand(over: 0))
      try expect("]")
    }
    return found
  }
}
