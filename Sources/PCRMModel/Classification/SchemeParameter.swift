public import ProtobufCodec

/// A number with a name. Rules use it as `param.NAME`.
///
/// ```proto
/// message SchemeParameter {
///   string name = 1;
///   int64 value = 2;
///   string title = 3;
/// }
/// ```
public struct SchemeParameter: Message {
  public static let protoName = "pcrm.v1.SchemeParameter"

  /// Name, of a–z, 0–9 and "_", 1 to 64 characters. Required.
  public var name = ""
  /// The number.
  public var value: Int64 = 0
  /// What it means, at most 200 characters.
  public var title = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int64(2, "value", &value)
    try c.string(3, "title", &title)
  }
}

/// Diagnosis codes under one name. A case whose diagnosis begins with one of the prefixes has the
/// name in `case.disease_groups`.
///
/// ```proto
/// message DiseaseGroup {
///   string code = 1;
///   string title_ko = 2;
///   string title_en = 3;
///   repeated string prefixes = 4;
/// }
/// ```
public struct DiseaseGroup: Message {
  public static let protoName = "pcrm.v1.DiseaseGroup"

  /// Code, of a–z, 0–9 and "_", 1 to 64 characters. Required.
  public var code = ""
  /// Name in Korean, at most 200 characters.
  public var titleKo = ""
  /// Name in English, at most 200 characters.
  public var titleEn = ""
  /// Beginnings of diagnosis codes, for example "I6" or "M54": 1 to 500.
  public var prefixes: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "title_ko", &titleKo)
    try c.string(3, "title_en", &titleEn)
    try c.string(4, "prefixes", &prefixes)
  }
}
