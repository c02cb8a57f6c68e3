/// A condition on a customer, checked against a vocabulary and ready to evaluate.
public struct Rule: Sendable {
  /// As it was written.
  public let source: String
  public let root: Expression
  /// The customer's facts that it looks at ("birth_date", "cases").
  public let facts: Set<String>
  /// The same with the fields of records that it looks at ("birth_date", "cases", "cases.stage").
  public let paths: Set<String>
  /// The segments that it looks at.
  public let segments: Set<String>
  /// Whether time alone can change its truth.
  public let usesTime: Bool

  /// Reads and checks a rule; the error says where it is wrong and what would be right.
  public init(
    _ source: String, in vocabulary: RuleVocabulary, limits: RuleLimits = RuleLimits()
  ) throws(RuleError) {
    do {
      var lexer = RuleLexer(source, limits: limits)
      var parser = RuleParser(try lexer.tokens(), limits: limits)
      var checker = RuleChecker(vocabulary, limits: limits)
      self.init(source, root: try checker.rule(try parser.rule()))
    } catch {
      throw error.located(in: source)
    }
  }

  /// Takes a tree that is known to be right: made by a program, with the vocabulary's own facts.
  public init(_ root: Expression) {
    self.init(root.printed, root: root)
  }

  private init(_ source: String, root: Expression) {
    var paths: Set<String> = []
    var segments: Set<String> = []
    root.walk { expression in
      switch expression.node {
      case .fact(let fact): paths.insert(fact.name)
      case .field(let field, let variable): paths.insert("\(variable.list.name).\(field.name)")
      case .inSegment(let name): segments.insert(name)
      default: break
      }
    }
    var facts: Set<String> = []
    root.walk { if case .fact(let fact) = $0.node { facts.insert(fact.name) } }
    self.source = source
    self.root = root
    self.facts = facts
    self.paths = paths
    self.segments = segments
    usesTime = root.usesTime
  }
}
