public import PCRMCore
public import ProtobufCodec

/// Asks to plan what was proposed.
///
/// ```proto
/// message PlanVisitRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct PlanVisitRequest: Message {
  public static let protoName = "pcrm.v1.PlanVisitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The visit's id.
  public var id = VisitID()
  /// Version that is expected; 0 = any.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
  }
}

/// Asks to note that the customer agreed.
///
/// ```proto
/// message ConfirmVisitRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   TimeWindow arrival_window = 4;
/// }
/// ```
public struct ConfirmVisitRequest: Message {
  public static let protoName = "pcrm.v1.ConfirmVisitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The visit's id.
  public var id = VisitID()
  /// Version that is expected; 0 = any.
  public var version: Int64 = 0
  /// What the customer was told about the arrival. Absent = as it is.
  public var arrivalWindow: TimeWindow?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.message(4, "arrival_window", &arrivalWindow)
  }
}

/// Asks to note that the member of staff is on the way.
///
/// ```proto
/// message SetOutVisitRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   google.protobuf.Timestamp time = 4;
/// }
/// ```
public struct SetOutVisitRequest: Message {
  public static let protoName = "pcrm.v1.SetOutVisitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The visit's id.
  public var id = VisitID()
  /// Version that is expected; 0 = any.
  public var version: Int64 = 0
  /// When, not in the future. Absent = now.
  public var time: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.message(4, "time", &time)
  }
}

/// Asks to begin a visit.
///
/// ```proto
/// message StartVisitRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   CheckIn check_in = 4;
/// }
/// ```
public struct StartVisitRequest: Message {
  public static let protoName = "pcrm.v1.StartVisitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The visit's id.
  public var id = VisitID()
  /// Version that is expected; 0 = any.
  public var version: Int64 = 0
  /// When and where. Absent = now.
  public var checkIn: CheckIn?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.message(4, "check_in", &checkIn)
  }
}

/// Asks to end a visit that took place.
///
/// ```proto
/// message CompleteVisitRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   google.protobuf.Timestamp finish_time = 4;
/// }
/// ```
public struct CompleteVisitRequest: Message {
  public static let protoName = "pcrm.v1.CompleteVisitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The visit's id.
  public var id = VisitID()
  /// Version that is expected; 0 = any.
  public var version: Int64 = 0
  /// When it was over, not in the future and not before it was begun. Absent = now.
  public var finishTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.message(4, "finish_time", &finishTime)
  }
}

/// Asks to end a visit at which the customer was not met.
///
/// ```proto
/// message MarkNoShowRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string reason = 4;
/// }
/// ```
public struct MarkNoShowRequest: Message {
  public static let protoName = "pcrm.v1.MarkNoShowRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The visit's id.
  public var id = VisitID()
  /// Version that is expected; 0 = any.
  public var version: Int64 = 0
  /// What is known of why, at most 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.string(4, "reason", &reason)
  }
}

/// Asks to cancel a visit.
///
/// ```proto
/// message CancelVisitRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string reason = 4;
/// }
/// ```
public struct CancelVisitRequest: Message {
  public static let protoName = "pcrm.v1.CancelVisitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The visit's id.
  public var id = VisitID()
  /// Version that is expected; 0 = any.
  public var version: Int64 = 0
  /// Why, at most 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.string(4, "reason", &reason)
  }
}
