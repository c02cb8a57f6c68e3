/// How a field's value is laid out on the wire.
public enum WireType: UInt32, Sendable {
  /// A number of one to ten bytes, seven bits each.
  case varint = 0
  /// Eight bytes, the lowest first.
  case fixed64 = 1
  /// A length and as many bytes.
  case lengthDelimited = 2
  /// The start of a group, which proto3 only skips.
  case startGroup = 3
  /// The end of a group.
  case endGroup = 4
  /// Four bytes, the lowest first.
  case fixed32 = 5
}

extension WireType {
  /// The tag of field `number` in this wire type.
  @inlinable @inline(__always)
  func tag(_ number: Int) -> UInt32 { UInt32(truncatingIfNeeded: number) << 3 | rawValue }
}
