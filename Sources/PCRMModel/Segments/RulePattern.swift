/// A compiled pattern of `matches`: RE2's syntax in a bounded subset, found in time linear in the text.
public struct RulePattern: Sendable {
  /// As it was written, composed.
  public let source: String
}

extension RulePattern: Hashable {
  public static func == (a: RulePattern, b: RulePattern) -> Bool { a.source == b.source }

  public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}
