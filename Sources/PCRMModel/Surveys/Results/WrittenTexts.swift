public import PCRMCore
public import ProtobufCodec

/// Asks for what people wrote.
///
/// ```proto
/// message ListTextsRequest {
///   string wave_id = 1;
///   string question = 2;
///   ResultFilter filter = 3;
///   string reason = 4;
///   int32 texts_max = 5;
/// }
/// ```
public struct ListTextsRequest: Message {
  public static let protoName = "pcrm.v1.ListTextsRequest"

  /// The wave. Required.
  public var waveID = SurveyWaveID()
  /// Path of the question. Required.
  public var question = ""
  /// Which answers count.
  public var filter: ResultFilter?
  /// Why, 5 to 500 characters; it is written down. Required.
  public var reason = ""
  /// So many texts, chosen by chance where there are more: 0 = 100, at most 1,000.
  public var textsMax: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "wave_id", &waveID)
    try c.string(2, "question", &question)
    try c.message(3, "filter", &filter)
    try c.string(4, "reason", &reason)
    try c.int32(5, "texts_max", &textsMax)
  }
}

/// What people wrote.
///
/// ```proto
/// message ListTextsResponse {
///   repeated string texts = 1;
///   int64 written = 2;
///   bool hidden = 3;
///   int32 min_text_group = 4;
/// }
/// ```
public struct ListTextsResponse: Message {
  public static let protoName = "pcrm.v1.ListTextsResponse"

  /// The texts, in an order of chance.
  public var texts: [String] = []
  /// How many there are; 0 where they are too few to tell.
  public var written: Int64 = 0
  /// Too few wrote something.
  public var hidden = false
  /// Of fewer people than these no text is told.
  public var minTextGroup: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "texts", &texts)
    try c.int64(2, "written", &written)
    try c.bool(3, "hidden", &hidden)
    try c.int32(4, "min_text_group", &minTextGroup)
  }
}
