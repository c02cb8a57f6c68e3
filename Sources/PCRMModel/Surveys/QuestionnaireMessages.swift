public import PCRMCore
public import ProtobufCodec

/// Asks to store a questionnaire.
///
/// ```proto
/// message PutQuestionnaireRequest {
///   string request_id = 1;
///   Questionnaire questionnaire = 2;
///   int64 version = 3;
///   repeated QuestionRename renames = 4;
///   bool dry_run = 5;
/// }
/// ```
public struct PutQuestionnaireRequest: Message {
  public static let protoName = "pcrm.v1.PutQuestionnaireRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The questionnaire; its id and version are output only.
  public var questionnaire: Questionnaire?
  /// The newest version that is expected; 0 = any.
  public var version: Int64 = 0
  /// Questions that are the same as others of the version before, under new places: at most 500.
  public var renames: [QuestionRename] = []
  /// Only say what would change, and whether it can be read.
  public var dryRun = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "questionnaire", &questionnaire)
    try c.int64(3, "version", &version)
    try c.message(4, "renames", &renames)
    try c.bool(5, "dry_run", &dryRun)
  }
}

/// A question that got another place.
///
/// ```proto
/// message QuestionRename {
///   string before = 1;
///   string after = 2;
/// }
/// ```
public struct QuestionRename: Message {
  public static let protoName = "pcrm.v1.QuestionRename"

  /// Its place in the version before, for example "service/speed".
  public var before = ""
  /// Its place now.
  public var after = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "before", &before)
    try c.string(2, "after", &after)
  }
}

/// What storing a questionnaire changed, or would.
///
/// ```proto
/// message PutQuestionnaireResponse {
///   Questionnaire questionnaire = 1;
///   repeated ConfigChange changes = 2;
/// }
/// ```
public struct PutQuestionnaireResponse: Message {
  public static let protoName = "pcrm.v1.PutQuestionnaireResponse"

  /// The questionnaire as it is kept; in a dry run as it would be.
  public var questionnaire: Questionnaire?
  /// The differences to the newest version before.
  public var changes: [ConfigChange] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "questionnaire", &questionnaire)
    try c.message(2, "changes", &changes)
  }
}

/// Asks for a questionnaire.
///
/// ```proto
/// message GetQuestionnaireRequest {
///   string name = 1;
///   int64 version = 2;
/// }
/// ```
public struct GetQuestionnaireRequest: Message {
  public static let protoName = "pcrm.v1.GetQuestionnaireRequest"

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

/// Asks for a page of questionnaires.
///
/// ```proto
/// message ListQuestionnairesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
/// }
/// ```
public struct ListQuestionnairesRequest: Message {
  public static let protoName = "pcrm.v1.ListQuestionnairesRequest"

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

/// A page of questionnaires.
///
/// ```proto
/// message ListQuestionnairesResponse {
///   repeated QuestionnaireInfo questionnaires = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListQuestionnairesResponse: Message {
  public static let protoName = "pcrm.v1.ListQuestionnairesResponse"

  /// What each of them is.
  public var questionnaires: [QuestionnaireInfo] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "questionnaires", &questionnaires)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for the versions of a questionnaire.
///
/// ```proto
/// message ListQuestionnaireVersionsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string name = 3;
/// }
/// ```
public struct ListQuestionnaireVersionsRequest: Message {
  public static let protoName = "pcrm.v1.ListQuestionnaireVersionsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Its name. Required.
  public var name = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.string(3, "name", &name)
  }
}

/// A page of versions.
///
/// ```proto
/// message ListQuestionnaireVersionsResponse {
///   repeated QuestionnaireInfo versions = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListQuestionnaireVersionsResponse: Message {
  public static let protoName = "pcrm.v1.ListQuestionnaireVersionsResponse"

  /// What each of them is.
  public var versions: [QuestionnaireInfo] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "versions", &versions)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// A version of a questionnaire, without its questions.
///
/// ```proto
/// message QuestionnaireInfo {
///   string id = 1;
///   string name = 2;
///   int64 version = 3;
///   string title = 4;
///   int32 questions = 5;
///   bool used = 6;
///   google.protobuf.Timestamp create_time = 7;
///   string created_by = 8;
/// }
/// ```
public struct QuestionnaireInfo: Message {
  public static let protoName = "pcrm.v1.QuestionnaireInfo"

  /// UUID of the questionnaire.
  public var id = QuestionnaireID()
  /// Its name.
  public var name = ""
  /// The version.
  public var version: Int64 = 0
  /// Its title in its first language.
  public var title = ""
  /// How many questions it has.
  public var questions: Int32 = 0
  /// Whether a wave asks this version, so that it never changes.
  public var used = false
  /// When this version was stored.
  public var createTime: Timestamp?
  /// Principal who stored it.
  public var createdBy = PrincipalID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.string(2, "name", &name)
    try c.int64(3, "version", &version)
    try c.string(4, "title", &title)
    try c.int32(5, "questions", &questions)
    try c.bool(6, "used", &used)
    try c.message(7, "create_time", &createTime)
    try c.text(8, "created_by", &createdBy)
  }
}
