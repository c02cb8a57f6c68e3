/// The bounds of questionnaires and of what is answered to them.
public enum FormLimits {
  public static let itemsMax = 2000
  public static let groupDepthMax = 8
  public static let choiceListsMax = 500
  public static let choicesMax = 20_000
  public static let languagesMax = 20
  public static let gridRowsMax = 100
  public static let textsMax = 2000
  public static let labelCharactersMax = 8000
  public static let titleCharactersMax = 300
  /// Ids of texts, names of lists and files, values of choices, and how a form shows an item.
  public static let wordCharactersMax = 200
  public static let parameterCharactersMax = 1000
  public static let noteCharactersMax = 500
  public static let mediaMax = 40
  public static let columnsMax = 100
  public static let parametersMax = 50
  /// A label with answers in it is cut there when it is shown.
  public static let shownBytesMax = 32_000
  public static let nameCharactersMax = 64
  public static let expressionBytesMax = 8000
  public static let expressionDepthMax = 60
  /// Nodes of one expression, after reading.
  public static let expressionPartsMax = 2000
  public static let textCharactersDefault = 4000
  public static let textCharactersMax = 20_000
  public static let answerValuesMax = 10_000
  public static let answerBytesMax = 1 << 20
  /// What one filled form works out, all texts together.
  public static let workedBytesMax = 1 << 20
  /// Instances of one repeat inside one parent.
  public static let repeatsMax = 500
  /// Nodes of one filled form: items times the repeats that they stand in.
  public static let nodesMax = 50_000
  public static let pointsMax = 1000
  /// What working one filled form out may take: a node, a row of a list or an operator is a step, and so are sixteen
  /// characters of a text.
  ///
  /// A form of five hundred questions takes some ten thousand, one that looks through a list of 20,000 rows 100,000 each
  /// time; five million keep a processor busy for a few seconds at most.
  public static let stepsMax = 5_000_000
  /// Characters that a pattern of regex() is read to, and states that it may have.
  public static let patternCharactersMax = 1000
  public static let patternStatesMax = 2000
}
