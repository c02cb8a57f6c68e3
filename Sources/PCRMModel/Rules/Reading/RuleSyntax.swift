/// A rule as it is written, before names and types are known.
struct RuleSyntax {
  indirect enum Node {
    case literal(RuleValue)
    /// A name, or names with dots between.
    case path([Part])
    case call(Part, [RuleSyntax])
    case method(RuleSyntax, Part, [RuleSyntax])
    case not(RuleSyntax)
    case negative(RuleSyntax)
    case and([RuleSyntax])
    case or([RuleSyntax])
    case comparison(Expression.Comparison, RuleSyntax, RuleSyntax)
    case membership(RuleSyntax, RuleSyntax)
    case arithmetic(Expression.Arithmetic, RuleSyntax, RuleSyntax)
    case choice(RuleSyntax, RuleSyntax, RuleSyntax)
    case list([RuleSyntax])
  }

  /// One name with its place.
  struct Part {
    var name: String
    var range: SourceRange
  }

  var node: Node
  var range: SourceRange
  /// How deep it nests; kept so that no tree is ever deeper than the limit.
  var depth: Int
}
