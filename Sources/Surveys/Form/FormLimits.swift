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
  public static let nameCharactersMax = 64
  public static let expressionBytesMax = 8000
  public static let expressionDepthMax = 60
  /// Nodes of one expression, after reading.
  public static let expressionPartsMax = 2000
  public static let textCharactersDefault = 4000
  public static let textCharactersMax = 20_000
  public static let answerValuesMax = 10_000
  public static let answerBytesMax = 1 << 20
  /// Instances of one repeat inside one parent.
  public static let repeatsMax = 500
  /// Nodes of one filled form: items times the repeats that they stand in.
  public static let nodesMax = 50_000
  public static let pointsMax = 1000
  /// Characters that a pattern of regex() is read to, and states that it may have.
  public static let patternCharactersMax = 1000
  public static let patternStatesMax = 2000
}
