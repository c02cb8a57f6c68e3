public import ProtobufCodec

/// Who is asked, and how they are drawn.
///
/// ```proto
/// message SamplePlan {
///   string segment = 1;
///   SampleMethod method = 2;
///   int32 size = 3;
///   int64 seed = 4;
///   StratifyBy stratify_by = 5;
///   repeated string strata_segments = 6;
///   repeated StratumDeviation deviations = 7;
/// }
/// ```
public struct SamplePlan: Message {
  public static let protoName = "pcrm.v1.SamplePlan"

  /// Name of the segment that customers are drawn from. Required for the modes CUSTOMER and ANONYMOUS
  /// where the wave is to have a sample; refused for the others.
  public var segment = ""
  /// How they are drawn.
  public var method = SampleMethod.unspecified
  /// How many are drawn: 1 to 1,000,000. Required unless everybody is asked.
  public var size: Int32 = 0
  /// Where drawing begins: the same seed draws the same of the same frame. 0 = the server makes one and
  /// writes it down.
  public var seed: Int64 = 0
  /// What divides the frame. Required for the stratified methods; allowed for the others, which then say
  /// of everybody what stratum it is in.
  public var stratifyBy = StratifyBy.unspecified
  /// The strata, with SEGMENTS: whoever is in none of them is in the stratum "". 1 to 50 names; the
  /// first that fits counts.
  public var strataSegments: [String] = []
  /// Standard deviations that Neyman allocation goes by; 1 for strata that are not named. At most 500.
  public var deviations: [StratumDeviation] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "segment", &segment)
    try c.enumeration(2, "method", &method)
    try c.int32(3, "size", &size)
    try c.int64(4, "seed", &seed)
    try c.enumeration(5, "stratify_by", &stratifyBy)
    try c.string(6, "strata_segments", &strataSegments)
    try c.message(7, "deviations", &deviations)
  }
}

/// How a sample is drawn.
public struct SampleMethod: OpenEnum {
  public static let protoName = "pcrm.v1.SampleMethod"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Everybody.
  public static let unspecified = SampleMethod(rawValue: 0)
  /// Everybody in the frame is asked.
  public static let all = SampleMethod(rawValue: 1)
  /// Simple random sample.
  public static let simple = SampleMethod(rawValue: 2)
  /// Every n-th in the order of strata and keys, from a random start.
  public static let systematic = SampleMethod(rawValue: 3)
  /// Of each stratum as many as it has of the frame.
  public static let stratifiedProportional = SampleMethod(rawValue: 4)
  /// Of each stratum by its size times its standard deviation.
  public static let stratifiedNeyman = SampleMethod(rawValue: 5)

  public static let names: [(Int32, String)] = [
    (0, "SAMPLE_METHOD_UNSPECIFIED"),
    (1, "SAMPLE_METHOD_ALL"),
    (2, "SAMPLE_METHOD_SIMPLE"),
    (3, "SAMPLE_METHOD_SYSTEMATIC"),
    (4, "SAMPLE_METHOD_STRATIFIED_PROPORTIONAL"),
    (5, "SAMPLE_METHOD_STRATIFIED_NEYMAN"),
  ]
}

/// What divides a frame into strata.
public struct StratifyBy: OpenEnum {
  public static let protoName = "pcrm.v1.StratifyBy"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Nothing: all are one stratum.
  public static let unspecified = StratifyBy(rawValue: 0)
  /// Code of the home office; of staff, of their office.
  public static let office = StratifyBy(rawValue: 1)
  /// Region of the main address.
  public static let region = StratifyBy(rawValue: 2)
  /// Person or organisation.
  public static let kind = StratifyBy(rawValue: 3)
  /// The segments in `strata_segments`.
  public static let segments = StratifyBy(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "STRATIFY_BY_UNSPECIFIED"),
    (1, "STRATIFY_BY_OFFICE"),
    (2, "STRATIFY_BY_REGION"),
    (3, "STRATIFY_BY_KIND"),
    (4, "STRATIFY_BY_SEGMENTS"),
  ]
}

/// The standard deviation that is expected in a stratum.
///
/// ```proto
/// message StratumDeviation {
///   string stratum = 1;
///   double deviation = 2;
/// }
/// ```
public struct StratumDeviation: Message {
  public static let protoName = "pcrm.v1.StratumDeviation"

  /// Name of the stratum.
  public var stratum = ""
  /// Its standard deviation, 0 or greater.
  public var deviation: Double = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "stratum", &stratum)
    try c.double(2, "deviation", &deviation)
  }
}
