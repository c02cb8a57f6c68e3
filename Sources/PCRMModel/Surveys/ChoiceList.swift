public import ProtobufCodec

/// A list of choices, or a table that expressions look things up in.
///
/// ```proto
/// message ChoiceList {
///   string name = 1;
///   string file = 2;
///   bool missing = 3;
///   bool duplicates = 4;
///   repeated FormChoice choices = 16;
/// }
/// ```
public struct ChoiceList: Message {
  public static let protoName = "pcrm.v1.ChoiceList"

  /// Name, unique in the questionnaire, 1 to 200 characters; what instance('name') and choice_list
  /// name. Required.
  public var name = ""
  /// File that it came from, for example "regions.csv"; empty = the form itself.
  public var file = ""
  /// The file was not there when the form was imported: any code is taken as an answer, and looking
  /// things up finds nothing.
  public var missing = false
  /// The same value may stand in it more than once, told apart by the choice filter.
  public var duplicates = false
  /// The choices, in order.
  public var choices: [FormChoice] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.string(2, "file", &file)
    try c.bool(3, "missing", &missing)
    try c.bool(4, "duplicates", &duplicates)
    try c.message(16, "choices", &choices)
  }
}

/// One choice of a list.
///
/// ```proto
/// message FormChoice {
///   string value = 1;
///   bool exclusive = 2;
///   repeated LocalText label = 16;
///   repeated LocalMedia media = 17;
///   repeated FormParameter columns = 18;
/// }
/// ```
public struct FormChoice: Message {
  public static let protoName = "pcrm.v1.FormChoice"

  /// Code that an answer has, without blanks, 1 to 200 characters. Required.
  public var value = ""
  /// Excludes all others, for example "none of these".
  public var exclusive = false
  /// What is shown.
  public var label: [LocalText] = []
  /// Media with it, at most 40.
  public var media: [LocalMedia] = []
  /// Further columns for choice filters and instance(), at most 100.
  public var columns: [FormParameter] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "value", &value)
    try c.bool(2, "exclusive", &exclusive)
    try c.message(16, "label", &label)
    try c.message(17, "media", &media)
    try c.message(18, "columns", &columns)
  }
}
