public import PCRMCore
public import ProtobufCodec

/// Asks how many services were given.
///
/// ```proto
/// message GetServiceSharesRequest {
///   CivilDate from = 1;
///   CivilDate to = 2;
///   string office_id = 3;
///   string type = 4;
/// }
/// ```
public struct GetServiceSharesRequest: Message {
  public static let protoName = "pcrm.v1.GetServiceSharesRequest"

  /// First day, in Asia/Seoul. Required.
  public var from: CivilDate?
  /// The day after the last. Required.
  public var to: CivilDate?
  /// Only on cases that this unit handles.
  public var officeID = UnitID()
  /// Only on cases of this type.
  public var type = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "from", &from)
    try c.message(2, "to", &to)
    try c.text(3, "office_id", &officeID)
    try c.string(4, "type", &type)
  }
}

/// How many services were given.
///
/// ```proto
/// message GetServiceSharesResponse {
///   repeated ServiceCount services = 1;
///   int64 statutory_count = 2;
///   int64 extra_count = 3;
///   int32 statutory_permille = 4;
///   int32 extra_permille = 5;
/// }
/// ```
public struct GetServiceSharesResponse: Message {
  public static let protoName = "pcrm.v1.GetServiceSharesResponse"

  /// Each service that was given at all, the most frequent first.
  public var services: [ServiceCount] = []
  /// How many were statutory.
  public var statutoryCount: Int64 = 0
  /// How many were extra.
  public var extraCount: Int64 = 0
  /// Statutory ones in a thousand of all, rounded; 0 when there was none at all.
  public var statutoryPermille: Int32 = 0
  /// Extra ones in a thousand of all: what is left of the thousand.
  public var extraPermille: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "services", &services)
    try c.int64(2, "statutory_count", &statutoryCount)
    try c.int64(3, "extra_count", &extraCount)
    try c.int32(4, "statutory_permille", &statutoryPermille)
    try c.int32(5, "extra_permille", &extraPermille)
  }
}

/// How often a service was given.
///
/// ```proto
/// message ServiceCount {
///   string service = 1;
///   ServiceBasis basis = 2;
///   int64 count = 3;
/// }
/// ```
public struct ServiceCount: Message {
  public static let protoName = "pcrm.v1.ServiceCount"

  /// The service's code.
  public var service = ""
  /// On what it rested when it was given.
  public var basis = ServiceBasis.unspecified
  /// How often.
  public var count: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "service", &service)
    try c.enumeration(2, "basis", &basis)
    try c.int64(3, "count", &count)
  }
}
