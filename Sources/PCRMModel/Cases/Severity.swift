public import ProtobufCodec

/// How severe an injury is: a grade says nothing without its scheme.
///
/// ```proto
/// message Severity {
///   SeverityScheme scheme = 1;
///   int32 grade = 2;
/// }
/// ```
public struct Severity: Message {
  public static let protoName = "pcrm.v1.Severity"

  /// The scheme. Required.
  public var scheme = SeverityScheme.unspecified
  /// The grade: AIS 1 to 5; AAAM 1 to 6, and 9 for unknown. Required.
  public var grade: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "scheme", &scheme)
    try c.int32(2, "grade", &grade)
  }
}

/// Schemes of severity.
public struct SeverityScheme: OpenEnum {
  public static let protoName = "pcrm.v1.SeverityScheme"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = SeverityScheme(rawValue: 0)
  /// AIS by threat to life: 1 minor (1–10 %), 2 mild (11–30 %), 3 moderate (31–70 %), 4 severe
  /// (71–90 %), 5 extreme (91–100 %).
  public static let ais = SeverityScheme(rawValue: 1)
  /// The Abbreviated Injury Scale of the AAAM: 1 to 6, and 9 for unknown.
  public static let aaam = SeverityScheme(rawValue: 2)

  public static let names: [(Int32, String)] = [
    (0, "SEVERITY_SCHEME_UNSPECIFIED"),
    (1, "SEVERITY_SCHEME_AIS"),
    (2, "SEVERITY_SCHEME_AAAM"),
  ]
}
