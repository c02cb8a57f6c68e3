/// Something that rules may ask of a customer, or of a record in one of the customer's lists.
public struct RuleFact: Sendable {
  /// As it stands in a rule: `birth_date`, `ext.tenure`, `cases`; for a field of a record `stage`.
  public let name: String
  public let type: RuleType
  /// One sentence for the person who writes the rule.
  public let summary: String
  /// Whether it can be missing, so that comparing it gives unknown.
  public let isOptional: Bool
  /// The only values that a text can have; empty when it can be any.
  public let values: [String]
  /// Its place in its vocabulary (or its record): a source of facts may look it up by this number.
  public internal(set) var slot = 0

  public init(
    _ name: String, _ type: RuleType, _ summary: String, isOptional: Bool = true,
    values: [String] = []
  ) {
    self.name = name
    self.type = type
    self.summary = summary
    self.isOptional = isOptional
    self.values = values
  }
}

extension RuleFact {
  /// The day from which `age()` counts.
  public static let birthDate = "birth_date"

  /// The name up to its first dot.
  var root: Substring { name.prefix { $0 != "." } }
}

/// Facts are equal by name and type: the rest is for people.
extension RuleFact: Hashable {
  public static func == (a: RuleFact, b: RuleFact) -> Bool { a.name == b.name && a.type == b.type }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
