public import ProtobufCodec

/// How many choices one answer may have.
///
/// ```proto
/// message ChoiceLimits {
///   int32 min = 1;
///   int32 max = 2;
/// }
/// ```
public struct ChoiceLimits: Message {
  public static let protoName = "pcrm.v1.ChoiceLimits"

  /// At least so many, when there is an answer; 0 = no bound.
  public var min: Int32 = 0
  /// At most so many; 0 = no bound.
  public var max: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "min", &min)
    try c.int32(2, "max", &max)
  }
}

/// The numbers of a scale.
///
/// ```proto
/// message ScaleRange {
///   string from = 1;
///   string to = 2;
///   string step = 3;
///   repeated LocalText from_label = 16;
///   repeated LocalText to_label = 17;
/// }
/// ```
public struct ScaleRange: Message {
  public static let protoName = "pcrm.v1.ScaleRange"

  /// The least, as a decimal number, for example "0". Required.
  public var from = ""
  /// The greatest, for example "10". Required.
  public var to = ""
  /// From one to the next; empty = "1".
  public var step = ""
  /// What the least stands for, in each language, for example "not at all likely".
  public var fromLabel: [LocalText] = []
  /// What the greatest stands for.
  public var toLabel: [LocalText] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "from", &from)
    try c.string(2, "to", &to)
    try c.string(3, "step", &step)
    try c.message(16, "from_label", &fromLabel)
    try c.message(17, "to_label", &toLabel)
  }
}

/// One row of a grid. Its answer stands at the grid's path and its name, for example
/// "service/speed".
///
/// ```proto
/// message GridRow {
///   string name = 1;
///   string relevance = 2;
///   repeated LocalText label = 16;
/// }
/// ```
public struct GridRow: Message {
  public static let protoName = "pcrm.v1.GridRow"

  /// Name, unique in the grid, 1 to 64 characters. Required.
  public var name = ""
  /// Expression: asked only when true; empty = with the grid.
  public var relevance = ""
  /// What is asked.
  public var label: [LocalText] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.string(2, "relevance", &relevance)
    try c.message(16, "label", &label)
  }
}

/// A name with a value.
///
/// ```proto
/// message FormParameter {
///   string name = 1;
///   string value = 2;
/// }
/// ```
public struct FormParameter: Message {
  public static let protoName = "pcrm.v1.FormParameter"

  /// Name, 1 to 200 characters. Required.
  public var name = ""
  /// Value, at most 1,000 characters.
  public var value = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.string(2, "value", &value)
  }
}
