/// What a form's file may take, so that a small file cannot become a large piece of work.
public struct FormFileLimits: Sendable {
  /// The file as it comes.
  public var fileBytesMax = 16 << 20
  /// The entries of a workbook's archive.
  public var entriesMax = 2_000
  /// What all entries that are read may inflate to.
  public var inflatedBytesMax = 64 << 20
  /// How many times its packed size an entry may be; not asked of entries up to `ratioFreeBytes`.
  public var ratioMax = 400
  public var ratioFreeBytes = 2 << 20
  /// How deep the elements of XML lie in each other.
  public var depthMax = 100
  public var elementsMax = 2_000_000
  /// What a workbook's sheets hold, blank cells not counted.
  public var cellsMax = 200_000
  public var cellBytesMax = 131_068
  /// What a questionnaire is told about itself; the rest is counted.
  public var diagnosesMax = 500
  /// The rows of a file of choices.
  public var fileChoicesMax = 20_000

  public init() {}
}
