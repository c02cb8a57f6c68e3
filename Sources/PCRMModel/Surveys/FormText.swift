public import ProtobufCodec

/// A text in one language.
///
/// ```proto
/// message LocalText {
///   string language = 1;
///   string text = 2;
/// }
/// ```
public struct LocalText: Message {
  public static let protoName = "pcrm.v1.LocalText"

  /// Tag, for example "ko"; empty = the questionnaire's only or default language.
  public var language = ""
  /// The text, at most 8,000 characters. "${name}" stands for the answer of that question, and
  /// "${expression}" for what the expression gives.
  public var text = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "language", &language)
    try c.string(2, "text", &text)
  }
}

/// A text with an id.
///
/// ```proto
/// message FormText {
///   string id = 1;
///   repeated LocalText texts = 2;
/// }
/// ```
public struct FormText: Message {
  public static let protoName = "pcrm.v1.FormText"

  /// The id, 1 to 200 characters. Required.
  public var id = ""
  /// The text in each language.
  public var texts: [LocalText] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "id", &id)
    try c.message(2, "texts", &texts)
  }
}

/// A picture, sound or film that is shown with a label.
///
/// ```proto
/// message LocalMedia {
///   string language = 1;
///   FormMediaKind kind = 2;
///   string file = 3;
///   bool missing = 4;
/// }
/// ```
public struct LocalMedia: Message {
  public static let protoName = "pcrm.v1.LocalMedia"

  /// Tag, for example "ko"; empty = every language.
  public var language = ""
  /// What it is. Required.
  public var kind = FormMediaKind.unspecified
  /// Name of the file, 1 to 200 characters. Required.
  public var file = ""
  /// The file was not there when the form was imported: it is shown as its name.
  public var missing = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "language", &language)
    try c.enumeration(2, "kind", &kind)
    try c.string(3, "file", &file)
    try c.bool(4, "missing", &missing)
  }
}

/// Kinds of media with a label.
public struct FormMediaKind: OpenEnum {
  public static let protoName = "pcrm.v1.FormMediaKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = FormMediaKind(rawValue: 0)
  /// A picture.
  public static let image = FormMediaKind(rawValue: 1)
  /// A larger version of the picture.
  public static let bigImage = FormMediaKind(rawValue: 2)
  /// A sound.
  public static let audio = FormMediaKind(rawValue: 3)
  /// A film.
  public static let video = FormMediaKind(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "FORM_MEDIA_KIND_UNSPECIFIED"),
    (1, "FORM_MEDIA_KIND_IMAGE"),
    (2, "FORM_MEDIA_KIND_BIG_IMAGE"),
    (3, "FORM_MEDIA_KIND_AUDIO"),
    (4, "FORM_MEDIA_KIND_VIDEO"),
  ]
}
