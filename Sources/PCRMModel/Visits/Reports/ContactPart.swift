public import ProtobufCodec

/// The contact made. Filled when it has an outcome.
///
/// ```proto
/// message ContactPart {
///   AttemptOutcome outcome = 1;
///   RelationshipLevel relationship = 2;
///   string met = 3;
///   string note = 4;
/// }
/// ```
public struct ContactPart: Message {
  public static let protoName = "pcrm.v1.ContactPart"

  /// How the meeting came about.
  public var outcome = AttemptOutcome.unspecified
  /// How near agency and customer have come.
  public var relationship = RelationshipLevel.unspecified
  /// Who was met, at most 200 characters, for example "customer and mother".
  public var met = ""
  /// In words, at most 1,000 characters. Nothing delicate.
  public var note = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "outcome", &outcome)
    try c.enumeration(2, "relationship", &relationship)
    try c.string(3, "met", &met)
    try c.string(4, "note", &note)
  }
}

/// The state of the condition. Filled when it has a rating or a note.
///
/// ```proto
/// message ConditionPart {
///   StateRating rating = 1;
///   string note = 2;
/// }
/// ```
public struct ConditionPart: Message {
  public static let protoName = "pcrm.v1.ConditionPart"

  /// How it compares with what was expected.
  public var rating = StateRating.unspecified
  /// In words, at most 1,000 characters. Nothing delicate.
  public var note = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "rating", &rating)
    try c.string(2, "note", &note)
  }
}
