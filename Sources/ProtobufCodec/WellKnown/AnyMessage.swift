/// A message of any type, with the name of its type.
public struct AnyMessage: Message, Hashable {
  /// `type.googleapis.com/` and the full name of the type.
  public var typeURL: String = ""
  /// The message in binary.
  public var value: [UInt8] = []

  /// Makes the zero value.
  @inlinable public init() {}

  /// Makes it of its parts.
  @inlinable
  public init(typeURL: String, value: [UInt8]) {
    self.typeURL = typeURL
    self.value = value
  }

  public static var protoName: String { "google.protobuf.Any" }

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "type_url", &typeURL)
    try c.bytes(2, "value", &value)
  }
}
