public import PCRMCore
public import ProtobufCodec

/// Asks for what departments were rated, as a file.
///
/// ```proto
/// message ExportDepartmentRatingsRequest {
///   string wave_id = 1;
///   string measure = 2;
///   string reason = 3;
/// }
/// ```
public struct ExportDepartmentRatingsRequest: Message {
  public static let protoName = "pcrm.v1.ExportDepartmentRatingsRequest"

  /// The wave, of the mode INTERNAL. Required.
  public var waveID = SurveyWaveID()
  /// Name of a measure of the score model; empty = the index.
  public var measure = ""
  /// Why, 5 to 500 characters; it is written down. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "wave_id", &waveID)
    try c.string(2, "measure", &measure)
    try c.string(3, "reason", &reason)
  }
}

/// What departments were rated, for appraisal.
///
/// ```proto
/// message DepartmentRatingsExport {
///   string survey = 1;
///   int32 wave_number = 2;
///   google.protobuf.Timestamp open_time = 3;
///   google.protobuf.Timestamp close_time = 4;
///   int32 min_group = 5;
///   ListDepartmentRatingsResponse ratings = 6;
///   repeated string unit_names = 7;
/// }
/// ```
public struct DepartmentRatingsExport: Message {
  public static let protoName = "pcrm.v1.DepartmentRatingsExport"

  /// Name of the survey.
  public var survey = ""
  /// Number of the wave.
  public var waveNumber: Int32 = 0
  /// When the wave was opened for answers.
  public var openTime: Timestamp?
  /// When it closes, or closed.
  public var closeTime: Timestamp?
  /// Fewer people than these are never told of.
  public var minGroup: Int32 = 0
  /// The ratings.
  public var ratings: ListDepartmentRatingsResponse?
  /// The units' names, in the order of the ratings.
  public var unitNames: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "survey", &survey)
    try c.int32(2, "wave_number", &waveNumber)
    try c.message(3, "open_time", &openTime)
    try c.message(4, "close_time", &closeTime)
    try c.int32(5, "min_group", &minGroup)
    try c.message(6, "ratings", &ratings)
    try c.string(7, "unit_names", &unitNames)
  }
}
