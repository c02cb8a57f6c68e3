public import PCRMCore
public import ProtobufCodec

/// A questionnaire in one version. A version never changes once it was used.
///
/// ```proto
/// message Questionnaire {
///   string id = 1;
///   int64 version = 2;
///   string name = 3;
///   string default_language = 4;
///   string author_version = 5;
///   string root = 6;
///   string instance_name = 7;
///   string note = 8;
///   google.protobuf.Timestamp create_time = 9;
///   string created_by = 10;
///   bool used = 11;
///   repeated string languages = 16;
///   repeated LocalText title = 17;
///   repeated FormItem items = 18;
///   repeated ChoiceList choice_lists = 19;
///   repeated FormText texts = 20;
/// }
/// ```
public struct Questionnaire: Message {
  public static let protoName = "pcrm.v1.Questionnaire"

  /// UUID.
  public var id = QuestionnaireID()
  /// 1, 2, 3 …; a version of its own for every change.
  public var version: Int64 = 0
  /// Code that stays the same over all versions, of a–z, 0–9, "-" and "_", 1 to 64 characters, for
  /// example "satisfaction_2026". Required.
  public var name = ""
  /// Language that is shown when the one that is asked for is missing: a tag such as "ko" or "en".
  /// Empty = the first of `languages`.
  public var defaultLanguage = ""
  /// What the author calls this version, at most 64 characters, for example "2026-05-04".
  public var authorVersion = ""
  /// Name of the XForm's root element, for paths that begin with "/"; empty = "data".
  public var root = ""
  /// Expression whose text names one filled form, for example "concat(${office}, ' ', today())".
  /// Empty = none.
  public var instanceName = ""
  /// Why this version, at most 500 characters.
  public var note = ""
  /// Output only. When this version was made.
  public var createTime: Timestamp?
  /// Output only. Principal who made it.
  public var createdBy = PrincipalID()
  /// Output only. A wave uses this version, or did: it does not change any more.
  public var used = false
  /// Languages of its texts, as tags such as "ko" and "en", at most 20; empty = it has one without
  /// name.
  public var languages: [String] = []
  /// Its title in each language, at most 300 characters.
  public var title: [LocalText] = []
  /// What is asked, in order: 1 to 2,000 items in all, at most 8 levels of groups.
  public var items: [FormItem] = []
  /// The lists of choices, at most 500, with 20,000 choices in all.
  public var choiceLists: [ChoiceList] = []
  /// Texts that jr:itext('id') gives, at most 2,000.
  public var texts: [FormText] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.string(3, "name", &name)
    try c.string(4, "default_language", &defaultLanguage)
    try c.string(5, "author_version", &authorVersion)
    try c.string(6, "root", &root)
    try c.string(7, "instance_name", &instanceName)
    try c.string(8, "note", &note)
    try c.message(9, "create_time", &createTime)
    try c.text(10, "created_by", &createdBy)
    try c.bool(11, "used", &used)
    try c.string(16, "languages", &languages)
    try c.message(17, "title", &title)
    try c.message(18, "items", &items)
    try c.message(19, "choice_lists", &choiceLists)
    try c.message(20, "texts", &texts)
  }
}
