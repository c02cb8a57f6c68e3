public import ProtobufCodec

/// How many visits are in a state.
///
/// ```proto
/// message VisitStateCount {
///   VisitState state = 1;
///   int64 visits = 2;
/// }
/// ```
public struct VisitStateCount: Message {
  public static let protoName = "pcrm.v1.VisitStateCount"

  /// The state.
  public var state = VisitState.unspecified
  /// How many.
  public var visits: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "state", &state)
    try c.int64(2, "visits", &visits)
  }
}

/// How many chains of visits have a length.
///
/// ```proto
/// message ChainCount {
///   int32 length = 1;
///   int64 chains = 2;
/// }
/// ```
public struct ChainCount: Message {
  public static let protoName = "pcrm.v1.ChainCount"

  /// Visits in the chain; 1 = it was never moved.
  public var length: Int32 = 0
  /// How many chains.
  public var chains: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "length", &length)
    try c.int64(2, "chains", &chains)
  }
}

/// How numbers of days are spread: by nearest rank, so each is a number that occurs.
///
/// ```proto
/// message DayFigures {
///   int32 median = 1;
///   int32 p90 = 2;
///   int32 max = 3;
/// }
/// ```
public struct DayFigures: Message {
  public static let protoName = "pcrm.v1.DayFigures"

  /// Half of them are not more.
  public var median: Int32 = 0
  /// Nine in ten are not more.
  public var p90: Int32 = 0
  /// The most.
  public var max: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "median", &median)
    try c.int32(2, "p90", &p90)
    try c.int32(3, "max", &max)
  }
}
