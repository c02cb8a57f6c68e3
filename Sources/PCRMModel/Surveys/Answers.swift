public import ProtobufCodec

/// What is answered to a questionnaire, in the order of its items. At most 10,000 values, and 1
/// MiB; what the form works out has 1 MiB more at most.
///
/// ```proto
/// message Answers {
///   repeated AnswerValue values = 1;
/// }
/// ```
public struct Answers: Message {
  public static let protoName = "pcrm.v1.Answers"

  /// The values.
  public var values: [AnswerValue] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "values", &values)
  }
}

/// The value of one item.
///
/// ```proto
/// message AnswerValue {
///   string path = 1;
///   oneof value {
///     string text = 2;
///     int64 integer = 3;
///     string decimal = 4;
///     string choice = 5;
///     ChosenValues choices = 6;
///     CivilDate date = 7;
///     string time = 8;
///     string date_time = 9;
///     bool consent = 10;
///     FormPoint location = 11;
///     FormPoints points = 12;
///     string file = 13;
///     int32 repeats = 14;
///   }
/// }
/// ```
public struct AnswerValue: Message {
  public static let protoName = "pcrm.v1.AnswerValue"

  /// Path of the item: names separated by "/", the number of a repeat in brackets, from 1, for
  /// example "household[2]/age". Required.
  public var path = ""
  /// The value. Required; it fits the item's type.
  public enum Value: Sendable, Equatable {
    /// TEXT, BARCODE, and any calculated, hidden or recorded value.
    case text(String)
    /// INTEGER.
    case integer(Int64)
    /// DECIMAL and SCALE, as a decimal number such as "36.5".
    case decimal(String)
    /// SELECT_ONE and a row of a grid: the choice's value.
    case choice(String)
    /// SELECT_MANY, and RANK with the best first.
    case choices(ChosenValues)
    /// DATE. Solar, and whole.
    case date(CivilDate)
    /// TIME, for example "09:30:00.000+09:00".
    case time(String)
    /// DATE_TIME in its own zone, for example "2026-05-04T09:30:00.000+09:00".
    case dateTime(String)
    /// CONSENT; false is the same as no answer.
    case consent(Bool)
    /// LOCATION.
    case location(FormPoint)
    /// LINE and AREA.
    case points(FormPoints)
    /// PHOTO, AUDIO, VIDEO and FILE: name of the file, at most 200 characters.
    case file(String)
    /// REPEAT: how many there are, at path "household". Without it, as many as are answered.
    case repeats(Int32)
  }

  /// The value, by its kind.
  public var value: Value?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "path", &path)
    try c.oneofString(
      2, "text", &value,
      { if case .text(let v)? = $0 { v } else { nil } }, Value.text)
    try c.oneofInt64(
      3, "integer", &value,
      { if case .integer(let v)? = $0 { v } else { nil } }, Value.integer)
    try c.oneofString(
      4, "decimal", &value,
      { if case .decimal(let v)? = $0 { v } else { nil } }, Value.decimal)
    try c.oneofString(
      5, "choice", &value,
      { if case .choice(let v)? = $0 { v } else { nil } }, Value.choice)
    try c.oneof(
      6, "choices", &value,
      { if case .choices(let v)? = $0 { v } else { nil } }, Value.choices)
    try c.oneof(
      7, "date", &value,
      { if case .date(let v)? = $0 { v } else { nil } }, Value.date)
    try c.oneofString(
      8, "time", &value,
      { if case .time(let v)? = $0 { v } else { nil } }, Value.time)
    try c.oneofString(
      9, "date_time", &value,
      { if case .dateTime(let v)? = $0 { v } else { nil } }, Value.dateTime)
    try c.oneofBool(
      10, "consent", &value,
      { if case .consent(let v)? = $0 { v } else { nil } }, Value.consent)
    try c.oneof(
      11, "location", &value,
      { if case .location(let v)? = $0 { v } else { nil } }, Value.location)
    try c.oneof(
      12, "points", &value,
      { if case .points(let v)? = $0 { v } else { nil } }, Value.points)
    try c.oneofString(
      13, "file", &value,
      { if case .file(let v)? = $0 { v } else { nil } }, Value.file)
    try c.oneofInt32(
      14, "repeats", &value,
      { if case .repeats(let v)? = $0 { v } else { nil } }, Value.repeats)
  }
}
