public import PCRMCore
public import ProtobufCodec

/// Which answers count. What is empty does not restrict.
///
/// ```proto
/// message ResultFilter {
///   repeated string office_ids = 1;
///   repeated string team_ids = 2;
///   repeated string strata = 3;
///   repeated string rated_unit_ids = 4;
/// }
/// ```
public struct ResultFilter: Message {
  public static let protoName = "pcrm.v1.ResultFilter"

  /// Of these offices, at most 200.
  public var officeIDs: [UnitID] = []
  /// Of these teams, at most 200.
  public var teamIDs: [UnitID] = []
  /// Of these strata of the sample, at most 200.
  public var strata: [String] = []
  /// About these units, in a wave of the mode INTERNAL, at most 200.
  public var ratedUnitIDs: [UnitID] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "office_ids", &officeIDs)
    try c.text(2, "team_ids", &teamIDs)
    try c.string(3, "strata", &strata)
    try c.text(4, "rated_unit_ids", &ratedUnitIDs)
  }
}

/// What is known of the population, so that answers can be weighted to fit it.
///
/// ```proto
/// message WeightMargin {
///   ResultDimension dimension = 1;
///   repeated WeightTarget targets = 2;
/// }
/// ```
public struct WeightMargin: Message {
  public static let protoName = "pcrm.v1.WeightMargin"

  /// What divides the population: OFFICE, TEAM, STRATUM or RATED_UNIT. Required; each at most once.
  public var dimension = ResultDimension.unspecified
  /// Its parts, 1 to 200.
  public var targets: [WeightTarget] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "dimension", &dimension)
    try c.message(2, "targets", &targets)
  }
}

/// A part of a population.
///
/// ```proto
/// message WeightTarget {
///   string value = 1;
///   double share = 2;
/// }
/// ```
public struct WeightTarget: Message {
  public static let protoName = "pcrm.v1.WeightTarget"

  /// Id of the office, team or unit, or name of the stratum.
  public var value = ""
  /// How much of the population it is, in any unit; above 0. Required.
  public var share: Double = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "value", &value)
    try c.double(2, "share", &share)
  }
}

/// What answers are grouped by.
public struct ResultDimension: OpenEnum {
  public static let protoName = "pcrm.v1.ResultDimension"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In columns: none.
  public static let unspecified = ResultDimension(rawValue: 0)
  /// The customer's home office; of staff, theirs.
  public static let office = ResultDimension(rawValue: 1)
  /// The team of the customer's case worker; of staff, theirs.
  public static let team = ResultDimension(rawValue: 2)
  /// The stratum of the sample.
  public static let stratum = ResultDimension(rawValue: 3)
  /// The unit that is rated.
  public static let ratedUnit = ResultDimension(rawValue: 4)
  /// The wave.
  public static let wave = ResultDimension(rawValue: 5)
  /// In rows: the segments that the request names, as they are now. A customer may be in several, so
  /// there are no sums. Not for anonymous waves.
  public static let segment = ResultDimension(rawValue: 6)

  public static let names: [(Int32, String)] = [
    (0, "RESULT_DIMENSION_UNSPECIFIED"),
    (1, "RESULT_DIMENSION_OFFICE"),
    (2, "RESULT_DIMENSION_TEAM"),
    (3, "RESULT_DIMENSION_STRATUM"),
    (4, "RESULT_DIMENSION_RATED_UNIT"),
    (5, "RESULT_DIMENSION_WAVE"),
    (6, "RESULT_DIMENSION_SEGMENT"),
  ]
}
