public import ProtobufCodec

/// A step of a visit's life, as a device takes it.
///
/// ```proto
/// message VisitStep {
///   VisitState to = 1;
///   TimeWindow arrival_window = 2;
///   CheckIn check_in = 3;
///   string reason = 4;
/// }
/// ```
public struct VisitStep: Message {
  public static let protoName = "pcrm.v1.VisitStep"

  /// CONFIRMED, EN_ROUTE, IN_PROGRESS, DONE, NO_SHOW or CANCELLED.
  public var to = VisitState.unspecified
  /// With CONFIRMED: what the customer was told.
  public var arrivalWindow: TimeWindow?
  /// With IN_PROGRESS: where it was begun. The time is the mutation's.
  public var checkIn: CheckIn?
  /// With NO_SHOW and CANCELLED: why, at most 500 characters. Required then.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "to", &to)
    try c.message(2, "arrival_window", &arrivalWindow)
    try c.message(3, "check_in", &checkIn)
    try c.string(4, "reason", &reason)
  }
}
