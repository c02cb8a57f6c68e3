/// One numbered step of the schema, append-only: once released its text never changes, and its hash is checked at start.
public struct Migration: Sendable {
  /// 1, 2, 3, … without a gap.
  public let number: Int
  /// What it does, in a few words.
  public let name: String
  /// The statements, in order. Type words are filled in by dialect: `KEY` (16-byte key), `BIGINT`, `TEXT`, `BYTES`, `REAL`.
  public let statements: [SQL]

  public init(_ number: Int, _ name: String, _ statements: [SQL]) {
    self.number = number
    self.name = name
    self.statements = statements
  }
}
