public import ProtobufCodec

/// Social and psychological support. Filled when it names support, or says that none is needed.
///
/// ```proto
/// message SupportPart {
///   bool none = 1;
///   string note = 2;
///   repeated SupportKind kinds = 16;
/// }
/// ```
public struct SupportPart: Message {
  public static let protoName = "pcrm.v1.SupportPart"

  /// No support is needed.
  public var none = false
  /// In words, at most 1,000 characters. Nothing delicate.
  public var note = ""
  /// The support that was given, at most 10, each once.
  public var kinds: [SupportKind] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.bool(1, "none", &none)
    try c.string(2, "note", &note)
    try c.enumeration(16, "kinds", &kinds)
  }
}

/// Kinds of support at a visit.
public struct SupportKind: OpenEnum {
  public static let protoName = "pcrm.v1.SupportKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = SupportKind(rawValue: 0)
  /// Listening, encouragement, counselling.
  public static let psychological = SupportKind(rawValue: 1)
  /// Help with everyday life and with other people.
  public static let social = SupportKind(rawValue: 2)
  /// Work and return to it.
  public static let vocational = SupportKind(rawValue: 3)
  /// The family of the customer.
  public static let family = SupportKind(rawValue: 4)
  /// Somebody else was asked to help.
  public static let referral = SupportKind(rawValue: 5)

  public static let names: [(Int32, String)] = [
    (0, "SUPPORT_KIND_UNSPECIFIED"),
    (1, "SUPPORT_KIND_PSYCHOLOGICAL"),
    (2, "SUPPORT_KIND_SOCIAL"),
    (3, "SUPPORT_KIND_VOCATIONAL"),
    (4, "SUPPORT_KIND_FAMILY"),
    (5, "SUPPORT_KIND_REFERRAL"),
  ]
}

/// Further questions. Filled when it has a question, or says that there was none.
///
/// ```proto
/// message QuestionsPart {
///   bool none = 1;
///   repeated CustomerQuestion questions = 16;
/// }
/// ```
public struct QuestionsPart: Message {
  public static let protoName = "pcrm.v1.QuestionsPart"

  /// There was none.
  public var none = false
  /// The questions, at most 20.
  public var questions: [CustomerQuestion] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.bool(1, "none", &none)
    try c.message(16, "questions", &questions)
  }
}

/// A question of the customer's.
///
/// ```proto
/// message CustomerQuestion {
///   string text = 1;
///   bool answered = 2;
///   string answer = 3;
/// }
/// ```
public struct CustomerQuestion: Message {
  public static let protoName = "pcrm.v1.CustomerQuestion"

  /// The question, 1 to 500 characters. Required. Nothing delicate.
  public var text = ""
  /// It was answered on the spot.
  public var answered = false
  /// The answer, at most 1,000 characters.
  public var answer = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "text", &text)
    try c.bool(2, "answered", &answered)
    try c.string(3, "answer", &answer)
  }
}
