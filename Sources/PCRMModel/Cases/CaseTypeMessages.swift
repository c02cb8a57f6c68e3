public import PCRMCore
public import ProtobufCodec

/// Asks to apply case types.
///
/// ```proto
/// message ApplyCaseTypesRequest {
///   string request_id = 1;
///   CaseTypeDocument document = 2;
///   bool dry_run = 3;
///   int64 base_version = 4;
///   bool retire_missing = 5;
/// }
/// ```
public struct ApplyCaseTypesRequest: Message {
  public static let protoName = "pcrm.v1.ApplyCaseTypesRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// What is to hold.
  public var document: CaseTypeDocument?
  /// Only say what would change.
  public var dryRun = false
  /// The `version` that the plan was made for, as a dry run answered it; 0 = any.
  public var baseVersion: Int64 = 0
  /// Retire the types that the document does not name.
  public var retireMissing = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "document", &document)
    try c.bool(3, "dry_run", &dryRun)
    try c.int64(4, "base_version", &baseVersion)
    try c.bool(5, "retire_missing", &retireMissing)
  }
}

/// What applying case types changed, or would.
///
/// ```proto
/// message ApplyCaseTypesResponse {
///   repeated ConfigChange changes = 1;
///   int64 version = 2;
///   repeated CaseTypeVersion case_types = 3;
/// }
/// ```
public struct ApplyCaseTypesResponse: Message {
  public static let protoName = "pcrm.v1.ApplyCaseTypesResponse"

  /// The differences; a type that stays as it is has one of kind UNCHANGED.
  public var changes: [ConfigChange] = []
  /// The number of the last apply that changed something: after this one, or now for a dry run.
  public var version: Int64 = 0
  /// The newest version of each type that the document names, as it now stands.
  public var caseTypes: [CaseTypeVersion] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "changes", &changes)
    try c.int64(2, "version", &version)
    try c.message(3, "case_types", &caseTypes)
  }
}

/// A version of a case type.
///
/// ```proto
/// message CaseTypeVersion {
///   string code = 1;
///   int64 version = 2;
/// }
/// ```
public struct CaseTypeVersion: Message {
  public static let protoName = "pcrm.v1.CaseTypeVersion"

  /// The type's code.
  public var code = ""
  /// Its newest version; 0 = there is none yet.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.int64(2, "version", &version)
  }
}

/// Asks for one case type.
///
/// ```proto
/// message GetCaseTypeRequest {
///   string code = 1;
///   int64 version = 2;
/// }
/// ```
public struct GetCaseTypeRequest: Message {
  public static let protoName = "pcrm.v1.GetCaseTypeRequest"

  /// Its code. Required.
  public var code = ""
  /// The version; 0 = the newest.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.int64(2, "version", &version)
  }
}

/// Asks for a page of case types.
///
/// ```proto
/// message ListCaseTypesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string code = 3;
///   bool all_versions = 4;
/// }
/// ```
public struct ListCaseTypesRequest: Message {
  public static let protoName = "pcrm.v1.ListCaseTypesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only the versions of this type.
  public var code = ""
  /// Every version, oldest first, instead of the newest of each.
  public var allVersions = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.string(3, "code", &code)
    try c.bool(4, "all_versions", &allVersions)
  }
}

/// A page of case types.
///
/// ```proto
/// message ListCaseTypesResponse {
///   repeated CaseType case_types = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListCaseTypesResponse: Message {
  public static let protoName = "pcrm.v1.ListCaseTypesResponse"

  /// The case types.
  public var caseTypes: [CaseType] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "case_types", &caseTypes)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
