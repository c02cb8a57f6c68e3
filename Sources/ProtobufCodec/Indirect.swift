/// An optional message kept on the heap, for a message that holds itself.
///
/// `@Indirect var left: Tree?` is visited as `c.message(1, "left", &_left)`.
@propertyWrapper
public enum Indirect<M: Message>: Sendable, Equatable {
  /// No message.
  case none
  /// A message, in a box of its own.
  indirect case some(M)

  /// Puts the message in a box.
  @inlinable
  public init(wrappedValue: M?) {
    if let wrappedValue { self = .some(wrappedValue) } else { self = .none }
  }

  /// The message, if there is one.
  @inlinable
  public var wrappedValue: M? {
    get { if case .some(let message) = self { message } else { nil } }
    set { self = Indirect(wrappedValue: newValue) }
  }
}
