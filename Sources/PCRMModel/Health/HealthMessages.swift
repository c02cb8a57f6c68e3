public import ProtobufCodec

/// What to check.
///
/// ```proto
/// message HealthCheckRequest {
///   string service = 1;
/// }
/// ```
public struct HealthCheckRequest: Message {
  public static let protoName = "grpc.health.v1.HealthCheckRequest"

  /// Full name of a service, for example "pcrm.v1.CustomerService". Empty = the server as a whole.
  public var service = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "service", &service)
  }
}

/// The state of the server or of one service.
///
/// ```proto
/// message HealthCheckResponse {
///   ServingStatus status = 1;
/// }
/// ```
public struct HealthCheckResponse: Message {
  public static let protoName = "grpc.health.v1.HealthCheckResponse"

  /// The state now.
  public var status = ServingStatus.unknown

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "status", &status)
  }
}

/// States in which a service can be.
public struct ServingStatus: OpenEnum {
  public static let protoName = "grpc.health.v1.HealthCheckResponse.ServingStatus"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not stated. Never sent.
  public static let unknown = ServingStatus(rawValue: 0)
  /// Calls are taken.
  public static let serving = ServingStatus(rawValue: 1)
  /// Calls are refused, for example while the server drains before it stops.
  public static let notServing = ServingStatus(rawValue: 2)
  /// There is no such service. Sent by Watch only.
  public static let serviceUnknown = ServingStatus(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "UNKNOWN"),
    (1, "SERVING"),
    (2, "NOT_SERVING"),
    (3, "SERVICE_UNKNOWN"),
  ]
}
