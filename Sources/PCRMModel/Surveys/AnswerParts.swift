public import ProtobufCodec

/// Several choices.
///
/// ```proto
/// message ChosenValues {
///   repeated string values = 1;
/// }
/// ```
public struct ChosenValues: Message {
  public static let protoName = "pcrm.v1.ChosenValues"

  /// Their values, each once.
  public var values: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "values", &values)
  }
}

/// A point as a device measures it.
///
/// ```proto
/// message FormPoint {
///   Coordinates coordinates = 1;
///   sint32 altitude_mm = 2;
///   int32 accuracy_mm = 3;
/// }
/// ```
public struct FormPoint: Message {
  public static let protoName = "pcrm.v1.FormPoint"

  /// Where. Required.
  public var coordinates: Coordinates?
  /// Metres above the ellipsoid, in millimetres.
  public var altitudeMm: Int32 = 0
  /// Within how many millimetres; 0 = not known.
  public var accuracyMm: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "coordinates", &coordinates)
    try c.sint32(2, "altitude_mm", &altitudeMm)
    try c.int32(3, "accuracy_mm", &accuracyMm)
  }
}

/// Several points.
///
/// ```proto
/// message FormPoints {
///   repeated FormPoint points = 1;
/// }
/// ```
public struct FormPoints: Message {
  public static let protoName = "pcrm.v1.FormPoints"

  /// The points, at most 1,000.
  public var points: [FormPoint] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "points", &points)
  }
}
