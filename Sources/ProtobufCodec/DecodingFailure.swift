/// Why an input could not be decoded: what kind of fault, in which field, and what would be right.
public struct DecodingFailure: Error, Equatable, Sendable {
  /// The kinds of faults.
  public enum Code: Sendable, Equatable {
    /// The input ends inside a field.
    case truncated
    /// The input breaks the rules of its format.
    case malformed
    /// A text is not UTF-8.
    case invalidUTF8
    /// Messages stand too deep inside each other.
    case tooDeep
    /// The input, or what it asks to hold, is over a limit.
    case tooLarge
    /// A value is of the right type, but not one of those the field takes.
    case invalidValue
    /// A field or a path that the message does not have.
    case unknownField
    /// A value of another type than the field's.
    case wrongType
    /// A number that the field's type cannot hold.
    case outOfRange
    /// A field, or a second member of a oneof, given twice.
    case duplicateField
  }

  /// The kind of fault.
  public var code: Code
  /// The field, such as `contact_points[2].value`; empty for the message as a whole.
  public var path: String
  /// What was wrong and what would be right.
  public var message: String

  /// Makes a failure in the field at `path`.
  public init(_ code: Code, path: String = "", message: String) {
    self.code = code
    self.path = path
    self.message = message
  }

  /// The same failure, seen from the message that has the field.
  @usableFromInline @inline(never)
  func inside(_ field: StaticString, _ index: Int? = nil) -> DecodingFailure {
    var outer = field.description
    if let index { outer += "[\(index)]" }
    if !path.isEmpty { outer += "." + path }
    return DecodingFailure(code, path: outer, message: message)
  }
}

extension DecodingFailure: CustomStringConvertible {
  /// The path and the message.
  public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}
