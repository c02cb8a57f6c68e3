public import ProtobufCodec

/// A point on the earth (WGS 84) in whole 1e-7 degrees, so that it is exact and compares exactly.
///
/// ```proto
/// message Coordinates {
///   sint32 latitude_e7 = 1;
///   sint32 longitude_e7 = 2;
/// }
/// ```
public struct Coordinates: Message {
  public static let protoName = "pcrm.v1.Coordinates"

  /// Latitude × 10,000,000: −900,000,000 to 900,000,000. Seoul City Hall is 375,666,100.
  public var latitudeE7: Int32 = 0
  /// Longitude × 10,000,000: −1,800,000,000 to 1,800,000,000. Seoul City Hall is 1,269,783,900.
  public var longitudeE7: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.sint32(1, "latitude_e7", &latitudeE7)
    try c.sint32(2, "longitude_e7", &longitudeE7)
  }
}
