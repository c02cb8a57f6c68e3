public import ProtobufCodec

/// One field of a conflict. Values are JSON, as the contract writes them; empty = none.
///
/// ```proto
/// message ConflictField {
///   string name = 1;
///   string seen = 2;
///   string theirs = 3;
///   string mine = 4;
///   ConflictChoice choice = 5;
/// }
/// ```
public struct ConflictField: Message {
  public static let protoName = "pcrm.v1.ConflictField"

  /// Name of the field of the top level, for example "note".
  public var name = ""
  /// What the device saw before its change.
  public var seen = ""
  /// What the server has.
  public var theirs = ""
  /// What the device set.
  public var mine = ""
  /// What was chosen.
  public var choice = ConflictChoice.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.string(2, "seen", &seen)
    try c.string(3, "theirs", &theirs)
    try c.string(4, "mine", &mine)
    try c.enumeration(5, "choice", &choice)
  }
}

/// What becomes of a field in conflict.
public struct ConflictChoice: OpenEnum {
  public static let protoName = "pcrm.v1.ConflictChoice"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Nobody has chosen.
  public static let unspecified = ConflictChoice(rawValue: 0)
  /// What the server has stays.
  public static let theirs = ConflictChoice(rawValue: 1)
  /// What the device set is taken.
  public static let mine = ConflictChoice(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "CONFLICT_CHOICE_UNSPECIFIED"),
    (1, "CONFLICT_CHOICE_THEIRS"),
    (2, "CONFLICT_CHOICE_MINE"),
  ]
}

/// What becomes of one field.
///
/// ```proto
/// message FieldChoice {
///   string name = 1;
///   ConflictChoice choice = 2;
/// }
/// ```
public struct FieldChoice: Message {
  public static let protoName = "pcrm.v1.FieldChoice"

  /// The field.
  public var name = ""
  /// What is chosen. Required.
  public var choice = ConflictChoice.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.enumeration(2, "choice", &choice)
  }
}
