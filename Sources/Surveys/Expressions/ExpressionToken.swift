/// The smallest parts of an expression.
enum ExpressionToken: Hashable {
  case number(Double)
  case text(String)
  /// A name that may hold one colon, for example "jr:choice-name".
  case name(String)
  /// "${name}".
  case variable(String)
  /// A word or sign between two operands.
  case infix(InfixOperator)
  /// One of "(", ")", "[", "]", ",", "/", "//", ".", "..", "@", "*", "-", "::".
  case sign(String)
  case end
}

/// What stands between two operands, in the order in which they bind: the weakest first.
enum InfixOperator: String, Hashable {
  case or, and
  case equal = "="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "div"
  case modulo = "mod"
  case union = "|"

  /// How strongly it binds; XPath 1.0, section 3.
  var strength: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .unequal: 3
    case .less, .lessOrEqual, .greater, .greaterOrEqual: 4
    case .plus, .minus: 5
    case .times, .divide, .modulo: 6
    case .union: 8
    }
  }
}
