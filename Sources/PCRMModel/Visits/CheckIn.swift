public import ProtobufCodec

/// Proof of being there.
///
/// ```proto
/// message CheckIn {
///   google.protobuf.Timestamp time = 1;
///   Coordinates coordinates = 2;
///   int32 accuracy_metres = 3;
///   oneof distance {
///     int32 distance_metres = 16;
///   }
/// }
/// ```
public struct CheckIn: Message {
  public static let protoName = "pcrm.v1.CheckIn"

  /// How far that is from the visit's place; absent when either is not known.
  public enum Distance: Sendable, Equatable {
    /// Output only. Metres.
    case distanceMetres(Int32)
  }

  /// When. Absent = now.
  public var time: Timestamp?
  /// Where the device was, if it knew.
  public var coordinates: Coordinates?
  /// How exact that is, in metres, at most 100,000; 0 = not known.
  public var accuracyMetres: Int32 = 0
  /// How far that is from the visit's place; absent when either is not known.
  public var distance: Distance?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "time", &time)
    try c.message(2, "coordinates", &coordinates)
    try c.int32(3, "accuracy_metres", &accuracyMetres)
    try c.oneofInt32(
      16, "distance_metres", &distance,
      { if case .distanceMetres(let v)? = $0 { v } else { nil } }, Distance.distanceMetres)
  }
}
