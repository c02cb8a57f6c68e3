public import PCRMCore
public import ProtobufCodec

/// A value bound to a statement's parameter.
public enum Value: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
  /// Sixteen bytes of a key.
  case key(high: UInt64, low: UInt64)

  /// A key; the empty key is NULL.
  @inlinable
  public static func id<Entity>(_ id: ID<Entity>) -> Value {
    id.isEmpty ? .null : .key(high: id.high, low: id.low)
  }

  /// An instant, as microseconds since 1970.
  @inlinable
  public static func time(_ time: Timestamp) -> Value { .integer(time.microseconds) }

  /// An instant that may be missing.
  @inlinable
  public static func time(_ time: Timestamp?) -> Value {
    time.map { .integer($0.microseconds) } ?? .null
  }

  @inlinable
  public static func bool(_ bool: Bool) -> Value { .integer(bool ? 1 : 0) }

  /// An open enumeration's number.
  @inlinable
  public static func enumeration<E: OpenEnum>(_ value: E) -> Value {
    .integer(Int64(value.rawValue))
  }

  /// A text, NULL when it is empty.
  @inlinable
  public static func textOrNull(_ text: String) -> Value { text.isEmpty ? .null : .text(text) }
}
