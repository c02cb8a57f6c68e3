/// A field of a message as data: what the list of fields says about it.
public struct FieldInfo: Sendable {
  /// The field's number.
  public var number: Int
  /// The name in the contract: `birth_date`.
  public var name: String
  /// The type of the values.
  public var kind: Kind
  /// How many values there may be.
  public var label: Label
  /// Whether a list stands packed in one field.
  public var isPacked = false

  /// The name in JSON: `birthDate`.
  public var jsonName: String {
    var bytes: [UInt8] = []
    JSONName.append(name.utf8, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// proto's types.
  public enum Kind: Sendable {
    case int32, int64, uint32, uint64, sint32, sint64, fixed32, fixed64, sfixed32, sfixed64
    case float, double, bool, string, bytes
    /// A `string` with a Swift type of its own.
    case text(any TextScalar.Type)
    /// An enum.
    case enumeration(any OpenEnum.Type)
    /// A message, whose own list is asked for when needed: messages can hold themselves.
    case message(any Message.Type)
  }

  /// How many values a field may have.
  public enum Label: Sendable, Equatable {
    /// One, without presence.
    case singular
    /// None or one.
    case optional
    /// Any number.
    case repeated
    /// None or one, and at most one among the members of its oneof.
    case member
  }
}

extension Message {
  /// The message's fields, in the order of the list.
  public static var fieldList: [FieldInfo] {
    var lister = FieldLister()
    var message = Self()
    // Listing has nothing to refuse; the error is that of the readers.
    do throws(DecodingFailure) { try message.fields(&lister) } catch {}
    return lister.fields
  }

  /// Whether the message keeps the fields it does not know.
  public static var keepsUnknownFields: Bool {
    var lister = FieldLister()
    var message = Self()
    do throws(DecodingFailure) { try message.fields(&lister) } catch {}
    return lister.keepsUnknown
  }
}

/// Writes down what a list of fields says.
struct FieldLister: FieldCoder {
  var fields: [FieldInfo] = []
  var keepsUnknown = false

  private mutating func add(
    _ number: Int, _ name: StaticString, _ kind: FieldInfo.Kind, _ label: FieldInfo.Label,
    isPacked: Bool = false
  ) {
    fields.append(
      FieldInfo(
        number: number, name: name.description, kind: kind, label: label, isPacked: isPacked))
  }

  mutating func singular<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value
  ) {
    add(number, name, K.kind, .singular)
  }

  mutating func optional<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ value: inout K.Value?
  ) {
    add(number, name, K.kind, .optional)
  }

  mutating func repeated<K: ScalarKind>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ values: inout [K.Value], packed: Bool
  ) {
    add(number, name, K.kind, .repeated, isPacked: packed)
  }

  mutating func member<K: ScalarKind, O>(
    _ kind: K.Type, _ number: Int, _ name: StaticString, _ oneof: inout O?,
    _ get: (O?) -> K.Value?, _ set: (K.Value) -> O
  ) {
    add(number, name, K.kind, .member)
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) {
    add(number, name, .message(M.self), .optional)
  }

  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) {
    add(number, name, .message(M.self), .optional)
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ values: inout [M]) {
    add(number, name, .message(M.self), .repeated)
  }

  mutating func oneof<M: Message, O>(
    _ number: Int, _ name: StaticString, _ oneof: inout O?, _ get: (O?) -> M?, _ set: (M) -> O
  ) {
    add(number, name, .message(M.self), .member)
  }

  mutating func unknown(_ fields: inout UnknownFields) {
    keepsUnknown = true
  }
}
