import PCRMCore
import PCRMModel
import Storage

/// A rule as a condition that the store evaluates: for builds, previews and audits, where every customer counts.
struct RuleSQL: Sendable {
  let rule: Rule
  let facts: SegmentFacts
  /// The numbers of the segments that the rule may name.
  let segments: [String: Int64]
  /// Over a row called `customer`: true wherever the rule is true.
  var condition: String
  let arguments: SQLArguments
  /// The same for a stretch of customers, where it is another text: see ``RuleCompiler/set(_:isTrue:)``.
  var ofMany: Many?
  /// Whether the condition is the rule, unknown where the rule is; else what it finds must be looked at in memory.
  let isExact: Bool
  /// Keys of customers outside of whom nobody fulfils the rule ("SELECT customer FROM …"), for a store to begin with;
  /// each may do alone.
  let anchors: [Anchor]

  /// A condition, with what it binds; column names in braces stand for the bounds of the keys.
  struct Many: Sendable {
    var condition: String
    let arguments: SQLArguments
  }

  /// A statement of keys, with what it binds; column names in braces stand for the bounds of the keys.
  struct Anchor: Sendable {
    let keys: String
    let arguments: SQLArguments
  }

  /// - Parameter segments: the numbers of the segments that the rule may name.
  init(_ rule: Rule, _ facts: SegmentFacts, segments: [String: Int64] = [:]) {
    self.rule = rule
    self.facts = facts
    self.segments = segments
    var compiler = RuleCompiler(facts, segments: segments)
    if let exact = compiler.compile(rule.root) {
      condition = exact.text
      isExact = true
    } else {
      condition = compiler.superset(rule.root, isTrue: true).text
      isExact = false
    }
    arguments = compiler.arguments
    ofMany = isExact ? Self.many(rule, facts, segments) : nil
    anchors = RuleAnchors(facts, segments: segments).anchors(of: rule.root)
  }

  private static func many(
    _ rule: Rule, _ facts: SegmentFacts, _ segments: [String: Int64]
  ) -> Many? {
    var compiler = RuleCompiler(facts, segments: segments)
    guard let made = compiler.set(rule.root, isTrue: true), made.isReadable,
      compiler.arguments.count <= RuleCompiler.argumentsMax
    else { return nil }
    return Many(condition: made.text, arguments: compiler.arguments)
  }
}
