public import PCRMCore
public import ProtobufCodec

/// Asks to put a score model in force.
///
/// ```proto
/// message ApplyScoreModelRequest {
///   string request_id = 1;
///   ScoreModel model = 2;
///   bool dry_run = 3;
/// }
/// ```
public struct ApplyScoreModelRequest: Message {
  public static let protoName = "pcrm.v1.ApplyScoreModelRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The model. Required.
  public var model: ScoreModel?
  /// Only say what would change.
  public var dryRun = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "model", &model)
    try c.bool(3, "dry_run", &dryRun)
  }
}

/// What applying a model changed, or would.
///
/// ```proto
/// message ApplyScoreModelResponse {
///   repeated ConfigChange changes = 1;
///   int64 version = 2;
/// }
/// ```
public struct ApplyScoreModelResponse: Message {
  public static let protoName = "pcrm.v1.ApplyScoreModelResponse"

  /// The differences.
  public var changes: [ConfigChange] = []
  /// The model's version: after this one, or now for a dry run.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "changes", &changes)
    try c.int64(2, "version", &version)
  }
}

/// Asks for a score model.
///
/// ```proto
/// message GetScoreModelRequest {
///   string name = 1;
///   int64 version = 2;
/// }
/// ```
public struct GetScoreModelRequest: Message {
  public static let protoName = "pcrm.v1.GetScoreModelRequest"

  /// Its name. Required.
  public var name = ""
  /// The version; 0 = the newest.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int64(2, "version", &version)
  }
}

/// Asks for a page of score models.
///
/// ```proto
/// message ListScoreModelsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
/// }
/// ```
public struct ListScoreModelsRequest: Message {
  public static let protoName = "pcrm.v1.ListScoreModelsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
  }
}

/// A page of score models.
///
/// ```proto
/// message ListScoreModelsResponse {
///   repeated ScoreModel models = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListScoreModelsResponse: Message {
  public static let protoName = "pcrm.v1.ListScoreModelsResponse"

  /// The models.
  public var models: [ScoreModel] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "models", &models)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
