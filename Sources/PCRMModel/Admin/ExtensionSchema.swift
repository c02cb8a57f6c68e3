public import PCRMCore
public import ProtobufCodec

/// The fields that the agency declared for its customers, in one version.
///
/// ```proto
/// message ExtensionSchema {
///   int64 version = 1;
///   string note = 2;
///   google.protobuf.Timestamp create_time = 3;
///   string created_by = 4;
///   repeated ExtensionField fields = 16;
/// }
/// ```
public struct ExtensionSchema: Message {
  public static let protoName = "pcrm.v1.ExtensionSchema"

  /// 1, 2, 3 … Output only; in PutExtensionSchema, the newest version that is expected, or 0.
  public var version: Int64 = 0
  /// Why it was changed, at most 500 characters.
  public var note = ""
  /// Output only. When this version was stored.
  public var createTime: Timestamp?
  /// Output only. Principal who stored it.
  public var createdBy = PrincipalID()
  /// The fields, at most 200, each name once.
  public var fields: [ExtensionField] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.string(2, "note", &note)
    try c.message(3, "create_time", &createTime)
    try c.text(4, "created_by", &createdBy)
    try c.message(16, "fields", &fields)
  }
}

/// One field that the agency declared.
///
/// ```proto
/// message ExtensionField {
///   string name = 1;
///   ExtensionType type = 2;
///   bool required = 3;
///   int32 max_length = 4;
///   string title = 5;
///   string description = 6;
///   repeated string choices = 7;
/// }
/// ```
public struct ExtensionField: Message {
  public static let protoName = "pcrm.v1.ExtensionField"

  /// 1 to 64 of a–z, 0–9 and "_". Required.
  public var name = ""
  /// Type of its values. Required; a later version may not change it.
  public var type = ExtensionType.unspecified
  /// Every customer that is written must have it.
  public var required = false
  /// Longest text in characters; 0 = 1,000. For TEXT.
  public var maxLength: Int32 = 0
  /// What to show as its label, at most 200 characters.
  public var title = ""
  /// What it means, at most 1,000 characters.
  public var description = ""
  /// The texts that are allowed, at most 500. For CHOICE.
  public var choices: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.enumeration(2, "type", &type)
    try c.bool(3, "required", &required)
    try c.int32(4, "max_length", &maxLength)
    try c.string(5, "title", &title)
    try c.string(6, "description", &description)
    try c.string(7, "choices", &choices)
  }
}

/// Types of extension fields.
public struct ExtensionType: OpenEnum {
  public static let protoName = "pcrm.v1.ExtensionType"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = ExtensionType(rawValue: 0)
  /// Any text.
  public static let text = ExtensionType(rawValue: 1)
  /// A whole number of 64 bits.
  public static let integer = ExtensionType(rawValue: 2)
  /// A number with a decimal point, exact.
  public static let decimal = ExtensionType(rawValue: 3)
  /// Yes or no.
  public static let boolean = ExtensionType(rawValue: 4)
  /// A day.
  public static let date = ExtensionType(rawValue: 5)
  /// A point in time.
  public static let time = ExtensionType(rawValue: 6)
  /// One of several texts.
  public static let choice = ExtensionType(rawValue: 7)

  public static let names: [(Int32, String)] = [
    (0, "EXTENSION_TYPE_UNSPECIFIED"),
    (1, "EXTENSION_TYPE_TEXT"),
    (2, "EXTENSION_TYPE_INTEGER"),
    (3, "EXTENSION_TYPE_DECIMAL"),
    (4, "EXTENSION_TYPE_BOOLEAN"),
    (5, "EXTENSION_TYPE_DATE"),
    (6, "EXTENSION_TYPE_TIME"),
    (7, "EXTENSION_TYPE_CHOICE"),
  ]
}
