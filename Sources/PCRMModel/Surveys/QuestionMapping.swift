public import ProtobufCodec

/// Asks which question of one version is which of another.
///
/// ```proto
/// message MapQuestionnaireRequest {
///   string name = 1;
///   int64 from_version = 2;
///   int64 to_version = 3;
/// }
/// ```
public struct MapQuestionnaireRequest: Message {
  public static let protoName = "pcrm.v1.MapQuestionnaireRequest"

  /// Name of the questionnaire. Required.
  public var name = ""
  /// The one version. Required.
  public var fromVersion: Int64 = 0
  /// The other, later one; 0 = the newest.
  public var toVersion: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int64(2, "from_version", &fromVersion)
    try c.int64(3, "to_version", &toVersion)
  }
}

/// Which question of one version is which of another.
///
/// ```proto
/// message MapQuestionnaireResponse {
///   repeated QuestionMapping mappings = 1;
/// }
/// ```
public struct MapQuestionnaireResponse: Message {
  public static let protoName = "pcrm.v1.MapQuestionnaireResponse"

  /// The questions of both, in the order of the later one; then those that were removed.
  public var mappings: [QuestionMapping] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "mappings", &mappings)
  }
}

/// What became of a question.
///
/// ```proto
/// message QuestionMapping {
///   string from_path = 1;
///   string to_path = 2;
///   bool comparable = 3;
///   bool changed = 4;
/// }
/// ```
public struct QuestionMapping: Message {
  public static let protoName = "pcrm.v1.QuestionMapping"

  /// Its place in the earlier version; empty = it is new.
  public var fromPath = ""
  /// Its place in the later version; empty = it was removed.
  public var toPath = ""
  /// Whether its answers can be compared: the same type, and no choice was removed or got another label.
  public var comparable = false
  /// Whether anything of it is different.
  public var changed = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "from_path", &fromPath)
    try c.string(2, "to_path", &toPath)
    try c.bool(3, "comparable", &comparable)
    try c.bool(4, "changed", &changed)
  }
}
