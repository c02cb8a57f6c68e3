/// The bounds of one rule; each is tested at and just past it.
public struct RuleLimits: Sendable {
  /// The rule's text, in bytes of UTF-8.
  public var sourceBytesMax = 65_536
  /// Nodes of the typed tree; a list of literals is one.
  public var nodesMax = 200
  /// How deep the tree, and the brackets in the text, may nest.
  public var depthMax = 20
  /// Elements of a list literal.
  public var listItemsMax = 1000
  /// One text literal, in characters.
  public var textLengthMax = 1000
  /// Instructions that a pattern of `matches` may compile to.
  public var patternStepsMax = 500

  public init() {}
}
