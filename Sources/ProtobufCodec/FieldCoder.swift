/// What visits a message's list of fields: a reader, a writer, or a lister of names.
///
/// Models use the methods named after proto's types (`string`, `int64`, `message`, …), which are
/// extensions over the few requirements here.
public protocol FieldCoder {
  /// A scalar without presence: its default is not written.
  mutating func singular<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value
  ) throws(DecodingFailure)

  /// A scalar with presence.
  mutating func optional<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value?
  ) throws(DecodingFailure)

  /// A list of scalars.
  mutating func repeated<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ values: inout [K.Value], packed: Bool
  ) throws(DecodingFailure)

  /// A scalar that is one member of a oneof.
  mutating func member<K: ScalarKind, O>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> K.Value?, _ set: (K.Value) -> O
  ) throws(DecodingFailure)

  /// A message, which always has presence.
  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout M?
  ) throws(DecodingFailure)

  /// A message that may hold itself.
  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) throws(DecodingFailure)

  /// A list of messages.
  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ values: inout [M]
  ) throws(DecodingFailure)

  /// A message that is one member of a oneof.
  mutating func oneof<M: Message, O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?, _ get: (O?) -> M?, _ set: (M) -> O
  ) throws(DecodingFailure)

  /// The fields that the message does not know; the last line of a list, if the message keeps them.
  mutating func unknown(_ fields: inout UnknownFields) throws(DecodingFailure)
}
