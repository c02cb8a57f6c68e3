/// A message without fields.
public struct Empty: Message, Hashable {
  /// Makes the zero value.
  @inlinable public init() {}

  public static var protoName: String { "google.protobuf.Empty" }

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {}
}
