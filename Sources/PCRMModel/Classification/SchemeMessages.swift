public import PCRMCore
public import ProtobufCodec

/// Asks to apply a scheme.
///
/// ```proto
/// message ApplySchemeRequest {
///   string request_id = 1;
///   ClassificationScheme scheme = 2;
///   bool dry_run = 3;
/// }
/// ```
public struct ApplySchemeRequest: Message {
  public static let protoName = "pcrm.v1.ApplySchemeRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The whole scheme. `version`, when not 0, must be the newest one (PLAN_OUTDATED).
  public var scheme: ClassificationScheme?
  /// Only say what would change.
  public var dryRun = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "scheme", &scheme)
    try c.bool(3, "dry_run", &dryRun)
  }
}

/// What applying a scheme changes, or would.
///
/// ```proto
/// message ApplySchemeResponse {
///   repeated ConfigChange changes = 1;
///   int64 version = 2;
///   repeated string warnings = 3;
/// }
/// ```
public struct ApplySchemeResponse: Message {
  public static let protoName = "pcrm.v1.ApplySchemeResponse"

  /// Every difference; one of kind UNCHANGED when there is none.
  public var changes: [ConfigChange] = []
  /// The version that holds these rules; in a dry run, the one it would get.
  public var version: Int64 = 0
  /// Remarks that do not stop it, for example that a parameter is used by no rule.
  public var warnings: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "changes", &changes)
    try c.int64(2, "version", &version)
    try c.string(3, "warnings", &warnings)
  }
}

/// Asks for one version of a scheme.
///
/// ```proto
/// message GetSchemeRequest {
///   string name = 1;
///   int64 version = 2;
///   CivilDate as_of = 3;
/// }
/// ```
public struct GetSchemeRequest: Message {
  public static let protoName = "pcrm.v1.GetSchemeRequest"

  /// The scheme's name.
  public var name = ""
  /// The version, or 0 for the newest.
  public var version: Int64 = 0
  /// With `version` 0: the one that holds on this day instead of the newest.
  public var asOf: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int64(2, "version", &version)
    try c.message(3, "as_of", &asOf)
  }
}

/// Asks for a page of schemes.
///
/// ```proto
/// message ListSchemesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string name = 3;
///   bool newest_only = 4;
/// }
/// ```
public struct ListSchemesRequest: Message {
  public static let protoName = "pcrm.v1.ListSchemesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this name.
  public var name = ""
  /// Only the newest version of each name.
  public var newestOnly = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.string(3, "name", &name)
    try c.bool(4, "newest_only", &newestOnly)
  }
}

/// A page of schemes.
///
/// ```proto
/// message ListSchemesResponse {
///   repeated ClassificationScheme schemes = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListSchemesResponse: Message {
  public static let protoName = "pcrm.v1.ListSchemesResponse"

  /// The schemes.
  public var schemes: [ClassificationScheme] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "schemes", &schemes)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
