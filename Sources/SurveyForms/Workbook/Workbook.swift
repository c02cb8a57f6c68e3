/// A workbook's sheets as text: of each row only the cells that hold something.
public struct Workbook: Sendable {
  public var sheets: [Sheet]

  /// A sheet; rows and columns count from 1, as people see them.
  public struct Sheet: Sendable {
    public var name: String
    public var rows: [Row]
  }

  public struct Row: Sendable {
    public var number: Int
    public var cells: [Cell]
  }

  public struct Cell: Sendable {
    public var column: Int
    public var text: String
    /// The cell holds a formula that failed, as #REF!.
    public var failed = false
  }

  /// A column's letters: 1 is A, 28 is AB.
  public static func letters(_ column: Int) -> String {
    var letters = ""
    var rest = column
    while rest > 0 {
      rest -= 1
      letters = String(Character(Unicode.Scalar(UInt8(65 + rest % 26)))) + letters
      rest /= 26
    }
    return letters
  }

  /// The column of a cell's reference: AB12 is in 28; nil when it is no reference.
  static func column(of reference: some StringProtocol) -> Int? {
    var column = 0
    for byte in reference.utf8 {
      switch byte {
      case 65...90: column = column * 26 + Int(byte - 64)
      case 97...122: column = column * 26 + Int(byte - 96)
      default: return (1...columnsMax).contains(column) ? column : nil
      }
      if column > columnsMax { return nil }
    }
    return (1...columnsMax).contains(column) ? column : nil
  }

  /// What Office Open XML has room for.
  static let columnsMax = 16_384
  static let rowsMax = 1_048_576
}
