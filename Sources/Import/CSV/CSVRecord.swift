/// One record of delimited text, still as bytes.
public struct CSVRecord: Equatable, Sendable {
  /// The line on which it begins, from 1.
  public var line: Int
  /// Its fields without quotes.
  public var fields: [[UInt8]]
  /// What is wrong with its form, if anything is.
  public var fault: String?
}
