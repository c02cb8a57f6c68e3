public import ProtobufCodec

/// What one rule came to.
///
/// ```proto
/// message ClassificationTrace {
///   string rule = 1;
///   ClassificationTruth truth = 2;
///   repeated string missing = 3;
/// }
/// ```
public struct ClassificationTrace: Message {
  public static let protoName = "pcrm.v1.ClassificationTrace"

  /// Code of the rule.
  public var rule = ""
  /// Whether it was true, false or unknown for want of a fact.
  public var truth = ClassificationTruth.unspecified
  /// Names of the facts that it uses and that were missing.
  public var missing: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "rule", &rule)
    try c.enumeration(2, "truth", &truth)
    try c.string(3, "missing", &missing)
  }
}

/// What a condition comes to.
public struct ClassificationTruth: OpenEnum {
  public static let protoName = "pcrm.v1.ClassificationTruth"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not used.
  public static let unspecified = ClassificationTruth(rawValue: 0)
  /// It is true.
  public static let isTrue = ClassificationTruth(rawValue: 1)
  /// It is false.
  public static let isFalse = ClassificationTruth(rawValue: 2)
  /// It cannot be said, because a fact is missing.
  public static let unknown = ClassificationTruth(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "CLASSIFICATION_TRUTH_UNSPECIFIED"),
    (1, "CLASSIFICATION_TRUTH_TRUE"),
    (2, "CLASSIFICATION_TRUTH_FALSE"),
    (3, "CLASSIFICATION_TRUTH_UNKNOWN"),
  ]
}
