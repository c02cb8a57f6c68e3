public import ProtobufCodec

/// One item of a questionnaire: a group, a question, or a value that nobody is asked for.
///
/// ```proto
/// message FormItem {
///   string name = 1;
///   FormItemType type = 2;
///   string relevance = 3;
///   string required = 4;
///   string constraint = 5;
///   string calculation = 6;
///   string default_value = 7;
///   string default_expression = 8;
///   string read_only = 9;
///   string choice_list = 10;
///   string choice_filter = 11;
///   string appearance = 12;
///   string repeat_count = 13;
///   bool randomize = 14;
///   string randomize_seed = 15;
///   FormMetadata metadata = 16;
///   ChoiceLimits choice_limits = 17;
///   ScaleRange scale = 18;
///   int32 text_length_max = 19;
///   repeated LocalText label = 32;
///   repeated LocalText hint = 33;
///   repeated LocalText guidance = 34;
///   repeated LocalText required_message = 35;
///   repeated LocalText constraint_message = 36;
///   repeated LocalMedia media = 37;
///   repeated GridRow rows = 38;
///   repeated FormParameter parameters = 39;
///   repeated FormItem items = 40;
/// }
/// ```
public struct FormItem: Message {
  public static let protoName = "pcrm.v1.FormItem"

  /// Name, unique among its neighbours: an XML name, 1 to 64 characters, for example "age".
  /// Required.
  public var name = ""
  /// What it is. Required.
  public var type = FormItemType.unspecified
  /// Expression: asked, and kept, only when true; empty = always. What is inside a group that is
  /// not relevant is not relevant either.
  public var relevance = ""
  /// Expression: an answer is required when true; empty = never. "true()" = always.
  public var required = ""
  /// Expression over "." that an answer has to fulfil; empty = none.
  public var constraint = ""
  /// Expression that gives the value. Such an item takes no answer of its own.
  public var calculation = ""
  /// Value that it begins with, in the form that expressions see; empty = none.
  public var defaultValue = ""
  /// Expression that gives the value that it begins with, worked out once; not with default_value.
  public var defaultExpression = ""
  /// Expression: shown and not asked when true; empty = never.
  public var readOnly = ""
  /// Name of the list of choices. Required for choices, rankings and grids.
  public var choiceList = ""
  /// Expression: only choices for which it is true are offered. A bare name is a column of the
  /// list, "name" and "label" are the choice's own. Empty = all.
  public var choiceFilter = ""
  /// How a form shows it, as in ODK, for example "minimal" or "field-list"; at most 1,000 characters.
  public var appearance = ""
  /// In a repeat: expression for how many there are; empty = as many as are added.
  public var repeatCount = ""
  /// The choices are shown in an order that differs from form to form.
  public var randomize = false
  /// Expression for the seed of that order; empty = the form's own.
  public var randomizeSeed = ""
  /// In a METADATA item: what is recorded.
  public var metadata = FormMetadata.unspecified
  /// How many choices are allowed, for SELECT_MANY.
  public var choiceLimits: ChoiceLimits?
  /// The numbers of a SCALE. Required there.
  public var scale: ScaleRange?
  /// For TEXT: characters an answer may have; 0 = 4,000, at most 20,000.
  public var textLengthMax: Int32 = 0
  /// What is asked, in each language.
  public var label: [LocalText] = []
  /// What helps to answer it.
  public var hint: [LocalText] = []
  /// More for interviewers.
  public var guidance: [LocalText] = []
  /// What is said when a required answer is missing.
  public var requiredMessage: [LocalText] = []
  /// What is said when the constraint is not fulfilled.
  public var constraintMessage: [LocalText] = []
  /// Media with the label, at most 40.
  public var media: [LocalMedia] = []
  /// In a GRID: its rows, 1 to 100. Each takes one of the choices.
  public var rows: [GridRow] = []
  /// What the author's tool keeps with it and nothing here reads, for example "max-pixels"; at most
  /// 50.
  public var parameters: [FormParameter] = []
  /// In a GROUP or REPEAT: what is inside.
  public var items: [FormItem] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.enumeration(2, "type", &type)
    try c.string(3, "relevance", &relevance)
    try c.string(4, "required", &required)
    try c.string(5, "constraint", &constraint)
    try c.string(6, "calculation", &calculation)
    try c.string(7, "default_value", &defaultValue)
    try c.string(8, "default_expression", &defaultExpression)
    try c.string(9, "read_only", &readOnly)
    try c.string(10, "choice_list", &choiceList)
    try c.string(11, "choice_filter", &choiceFilter)
    try c.string(12, "appearance", &appearance)
    try c.string(13, "repeat_count", &repeatCount)
    try c.bool(14, "randomize", &randomize)
    try c.string(15, "randomize_seed", &randomizeSeed)
    try c.enumeration(16, "metadata", &metadata)
    try c.message(17, "choice_limits", &choiceLimits)
    try c.message(18, "scale", &scale)
    try c.int32(19, "text_length_max", &textLengthMax)
    try c.message(32, "label", &label)
    try c.message(33, "hint", &hint)
    try c.message(34, "guidance", &guidance)
    try c.message(35, "required_message", &requiredMessage)
    try c.message(36, "constraint_message", &constraintMessage)
    try c.message(37, "media", &media)
    try c.message(38, "rows", &rows)
    try c.message(39, "parameters", &parameters)
    try c.message(40, "items", &items)
  }
}
