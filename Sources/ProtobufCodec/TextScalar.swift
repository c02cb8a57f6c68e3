/// A Swift type whose form on the wire is a proto `string`, such as an id.
public protocol TextScalar: Sendable, Equatable {
  /// The empty value, which stands for the empty text.
  init()
  /// Whether this is the empty value.
  var isEmpty: Bool { get }
  /// Reads a text that is not empty; nil if it is none of this type's.
  init?(utf8: UnsafeRawBufferPointer)
  /// How many bytes ``write(utf8:)`` writes; 0 for the empty value.
  var utf8Count: Int { get }
  /// Writes the text, always valid UTF-8, of ``utf8Count`` bytes.
  func write(utf8: UnsafeMutableRawPointer)
  /// What a right text looks like, for errors: `an id of 36 characters`.
  static var expectation: String { get }
}
