public import ProtobufCodec

/// One difference between a document of configuration that is applied, or would be, and what holds now.
///
/// ```proto
/// message ConfigChange {
///   ConfigChangeKind kind = 1;
///   string name = 2;
///   string path = 3;
///   string before = 4;
///   string after = 5;
/// }
/// ```
public struct ConfigChange: Message {
  public static let protoName = "pcrm.v1.ConfigChange"

  /// What happens to it.
  public var kind = ConfigChangeKind.unspecified
  /// Code or name of the item that changes, for example the case type "injury".
  public var name = ""
  /// Where in the item, in proto names with codes of list items in brackets, for example
  /// "stages[first_care].touchpoints[first_call].due_days". Empty = the item as a whole.
  public var path = ""
  /// What is there now, as text: a scalar as it is, a message much as JSON has it; of a text longer
  /// than 2,000 bytes, the beginning. Empty when added.
  public var before = ""
  /// What comes to stand there. Empty when removed.
  public var after = ""

  public init() {}

  /// Makes a difference.
  public init(
    _ kind: ConfigChangeKind, _ name: String, path: String = "", before: String = "",
    after: String = ""
  ) {
    self.kind = kind
    self.name = name
    self.path = path
    self.before = before
    self.after = after
  }

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "kind", &kind)
    try c.string(2, "name", &name)
    try c.string(3, "path", &path)
    try c.string(4, "before", &before)
    try c.string(5, "after", &after)
  }
}

/// What applying a document does to an item.
public struct ConfigChangeKind: OpenEnum {
  public static let protoName = "pcrm.v1.ConfigChangeKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = ConfigChangeKind(rawValue: 0)
  /// It is new.
  public static let added = ConfigChangeKind(rawValue: 1)
  /// It is there now and differs.
  public static let changed = ConfigChangeKind(rawValue: 2)
  /// It is there now and is not in the document.
  public static let removed = ConfigChangeKind(rawValue: 3)
  /// It stays as it is.
  public static let unchanged = ConfigChangeKind(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "CONFIG_CHANGE_KIND_UNSPECIFIED"),
    (1, "CONFIG_CHANGE_KIND_ADDED"),
    (2, "CONFIG_CHANGE_KIND_CHANGED"),
    (3, "CONFIG_CHANGE_KIND_REMOVED"),
    (4, "CONFIG_CHANGE_KIND_UNCHANGED"),
  ]
}
