public import PCRMCore
public import ProtobufCodec

/// Asks to apply service models.
///
/// ```proto
/// message ApplyServiceModelsRequest {
///   string request_id = 1;
///   ServiceModels models = 2;
///   bool dry_run = 3;
/// }
/// ```
public struct ApplyServiceModelsRequest: Message {
  public static let protoName = "pcrm.v1.ApplyServiceModelsRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The whole document. `version`, when not 0, must be the newest one (PLAN_OUTDATED).
  public var models: ServiceModels?
  /// Only say what would change.
  public var dryRun = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "models", &models)
    try c.bool(3, "dry_run", &dryRun)
  }
}

/// What applying service models changes, or would.
///
/// ```proto
/// message ApplyServiceModelsResponse {
///   repeated ConfigChange changes = 1;
///   int64 version = 2;
/// }
/// ```
public struct ApplyServiceModelsResponse: Message {
  public static let protoName = "pcrm.v1.ApplyServiceModelsResponse"

  /// Every difference; one of kind UNCHANGED when there is none.
  public var changes: [ConfigChange] = []
  /// The version that holds these switches; in a dry run, the one it would get.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "changes", &changes)
    try c.int64(2, "version", &version)
  }
}

/// Asks for the service models.
///
/// ```proto
/// message GetServiceModelsRequest {
///   int64 version = 1;
/// }
/// ```
public struct GetServiceModelsRequest: Message {
  public static let protoName = "pcrm.v1.GetServiceModelsRequest"

  /// The version, or 0 for the newest.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
  }
}

/// Asks for the service model of an office.
///
/// ```proto
/// message GetServiceModelRequest {
///   string office_id = 1;
///   CivilDate day = 2;
/// }
/// ```
public struct GetServiceModelRequest: Message {
  public static let protoName = "pcrm.v1.GetServiceModelRequest"

  /// The office.
  public var officeID = UnitID()
  /// The day. Absent = today.
  public var day: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "office_id", &officeID)
    try c.message(2, "day", &day)
  }
}

/// The service model of an office on a day.
///
/// ```proto
/// message GetServiceModelResponse {
///   ServiceModel model = 1;
///   CivilDate valid_from = 2;
///   CivilDate valid_to = 3;
///   bool is_own = 4;
///   repeated string schemes = 5;
/// }
/// ```
public struct GetServiceModelResponse: Message {
  public static let protoName = "pcrm.v1.GetServiceModelResponse"

  /// The model; absent when none is switched on.
  public var model: ServiceModel?
  /// First day on which the office has it.
  public var validFrom: CivilDate?
  /// The day on which it has another one; absent when none is planned.
  public var validTo: CivilDate?
  /// Whether the office has a switch of its own, as a pilot office does.
  public var isOwn = false
  /// The schemes that apply there on that day.
  public var schemes: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "model", &model)
    try c.message(2, "valid_from", &validFrom)
    try c.message(3, "valid_to", &validTo)
    try c.bool(4, "is_own", &isOwn)
    try c.string(5, "schemes", &schemes)
  }
}
