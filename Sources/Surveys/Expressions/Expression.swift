/// An expression as it is written: the XPath subset of ODK XForms, before names are looked up.
indirect enum Expression: Hashable {
  case number(Double)
  case text(String)
  case negative(Expression)
  case infix(InfixOperator, Expression, Expression)
  case call(String, [Expression])
  case path(ExpressionPath)
}

/// A path: where it begins, and its steps.
struct ExpressionPath: Hashable {
  enum Start: Hashable {
    /// "/data/…": the form.
    case root
    /// "." or "name": where the expression stands.
    case context
    /// "${name}".
    case variable(String)
    /// "current()": where the whole expression stands, also within a predicate.
    case current
    /// "instance('name')": a list of choices.
    case instance(String)
  }

  struct Step: Hashable {
    enum Kind: Hashable {
      case itself
      case parent
      case child(String)
      case anyChild
    }

    var kind: Kind
    var predicates: [Expression] = []
  }

  var start: Start
  /// Predicates of what it begins with, for example "${household}[2]".
  var predicates: [Expression] = []
  var steps: [Step] = []
}
