/// Why a file, or the mapping for it, cannot be imported at all.
public struct ImportFailure: Error, Equatable, Sendable {
  /// What was wrong, where, and what would be right.
  public var message: String

  /// Makes a failure of this message.
  public init(_ message: String) {
    self.message = message
  }
}

extension ImportFailure: CustomStringConvertible {
  public var description: String { message }
}
