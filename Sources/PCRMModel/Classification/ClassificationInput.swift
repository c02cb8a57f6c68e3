public import ProtobufCodec

/// A fact that a decision was made from.
///
/// ```proto
/// message ClassificationInput {
///   string name = 1;
///   InputValue value = 2;
/// }
/// ```
public struct ClassificationInput: Message {
  public static let protoName = "pcrm.v1.ClassificationInput"

  /// Name as rules write it, for example "case.severity_grade", "param.cut_off", "birth_date",
  /// "in_segment(\"parallel\")".
  public var name = ""
  /// Its value; absent when it was missing.
  public var value: InputValue?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.message(2, "value", &value)
  }
}

/// The value of a fact.
///
/// ```proto
/// message InputValue {
///   oneof value {
///     bool boolean = 1;
///     int64 integer = 2;
///     string decimal = 3;
///     string text = 4;
///     google.protobuf.Timestamp time = 5;
///     CivilDate day = 6;
///     int64 duration_us = 7;
///     InputList list = 8;
///     InputRecords records = 9;
///   }
/// }
/// ```
public struct InputValue: Message {
  public static let protoName = "pcrm.v1.InputValue"

  /// The value, by its type.
  public enum Value: Sendable, Equatable {
    /// A truth.
    case boolean(Bool)
    /// A whole number.
    case integer(Int64)
    /// A number with a fraction: the fewest digits that give it again.
    case decimal(String)
    /// A text or a code.
    case text(String)
    /// An instant.
    case time(Timestamp)
    /// A day.
    case day(CivilDate)
    /// A length of time, in microseconds.
    case durationUs(Int64)
    /// A list of values.
    case list(InputList)
    /// A list of records, for example the customer's relations.
    case records(InputRecords)
  }

  /// The value, by its type.
  public var value: Value?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.oneofBool(
      1, "boolean", &value,
      { if case .boolean(let v)? = $0 { v } else { nil } }, Value.boolean)
    try c.oneofInt64(
      2, "integer", &value,
      { if case .integer(let v)? = $0 { v } else { nil } }, Value.integer)
    try c.oneofString(
      3, "decimal", &value,
      { if case .decimal(let v)? = $0 { v } else { nil } }, Value.decimal)
    try c.oneofString(
      4, "text", &value,
      { if case .text(let v)? = $0 { v } else { nil } }, Value.text)
    try c.oneof(
      5, "time", &value,
      { if case .time(let v)? = $0 { v } else { nil } }, Value.time)
    try c.oneof(
      6, "day", &value,
      { if case .day(let v)? = $0 { v } else { nil } }, Value.day)
    try c.oneofInt64(
      7, "duration_us", &value,
      { if case .durationUs(let v)? = $0 { v } else { nil } }, Value.durationUs)
    try c.oneof(
      8, "list", &value,
      { if case .list(let v)? = $0 { v } else { nil } }, Value.list)
    try c.oneof(
      9, "records", &value,
      { if case .records(let v)? = $0 { v } else { nil } }, Value.records)
  }
}

/// A list of values.
///
/// ```proto
/// message InputList {
///   repeated InputValue values = 1;
/// }
/// ```
public struct InputList: Message {
  public static let protoName = "pcrm.v1.InputList"

  /// The values.
  public var values: [InputValue] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "values", &values)
  }
}

/// A list of records.
///
/// ```proto
/// message InputRecords {
///   repeated InputRecord records = 1;
/// }
/// ```
public struct InputRecords: Message {
  public static let protoName = "pcrm.v1.InputRecords"

  /// The records.
  public var records: [InputRecord] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "records", &records)
  }
}

/// One record of a list.
///
/// ```proto
/// message InputRecord {
///   repeated ClassificationInput fields = 1;
/// }
/// ```
public struct InputRecord: Message {
  public static let protoName = "pcrm.v1.InputRecord"

  /// Its fields that were used, in the order of their names.
  public var fields: [ClassificationInput] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "fields", &fields)
  }
}
