/// A file that cannot be read as a form at all, and why, in one sentence for whoever gave it.
public struct FormRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// What a program knows it by, for example "OLD_WORKBOOK".
  public let reason: String
  public let message: String

  public init(_ reason: String, _ message: String) {
    self.reason = reason
    self.message = message
  }

  public var description: String { message }
}
