/// Something in a form's file that is not as it should be, and where: told to whoever wrote the form.
public struct Diagnosis: Hashable, Sendable {
  public enum Severity: String, Sendable, CaseIterable, Comparable {
    /// Left as it is, only said.
    case note
    /// Read in the way that was most likely meant.
    case warning
    /// Left out: the form cannot be used until it is mended.
    case error

    public static func < (a: Severity, b: Severity) -> Bool {
      allCases.firstIndex(of: a) ?? 0 < allCases.firstIndex(of: b) ?? 0
    }
  }

  public var severity: Severity
  /// What a program knows it by, for example "UNKNOWN_TYPE".
  public var reason: String
  /// The sheet of a workbook; empty for XML.
  public var sheet: String
  /// The row of the sheet, or the line of the XML; 0 for the file as a whole.
  public var row: Int
  /// The column's letters and its header, as "H relevant"; for XML the element.
  public var column: String
  /// What stands there, and what should: words of the form, for texts in other languages.
  public var value: String
  public var remedy: String
  /// What was wrong and what would be right, in one English sentence.
  public var message: String

  /// A short form for one line.
  public var place: String {
    let at = [sheet, row > 0 ? "\(row)" : "", column].filter { !$0.isEmpty }
    return at.joined(separator: " ")
  }
}
