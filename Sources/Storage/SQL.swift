/// A statement's text, in each dialect where they differ. Parameters are `$1`, `$2`, ….
///
/// Literals are the rule: their address is the key of the statement cache.
public struct SQL: Sendable, ExpressibleByStringLiteral {
  /// Where the text lives: in the program, or put together at run time.
  public enum Text: Sendable {
    case fixed(StaticString)
    case built(String)
  }

  public let sqlite: Text
  public let postgres: Text

  /// A text that both stores speak.
  public init(stringLiteral text: StaticString) {
    sqlite = .fixed(text)
    postgres = .fixed(text)
  }

  /// Two texts that mean the same.
  public init(sqlite: StaticString, postgres: StaticString) {
    self.sqlite = .fixed(sqlite)
    self.postgres = .fixed(postgres)
  }

  /// A text chosen at run time from parts of the program; values are always bound, never written into it.
  public init(built text: String) {
    sqlite = .built(text)
    postgres = .built(text)
  }
}
