public import ProtobufCodec

/// A number under which another system knows the customer.
///
/// ```proto
/// message ExternalId {
///   string scheme = 1;
///   string value = 2;
/// }
/// ```
public struct ExternalID: Message {
  public static let protoName = "pcrm.v1.ExternalId"

  /// Which system or register: 1 to 64 of a–z, 0–9, "_", "-" and ".", for example "insured_number".
  public var scheme = ""
  /// The number, 1 to 200 characters, compared letter by letter.
  public var value = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "scheme", &scheme)
    try c.string(2, "value", &value)
  }
}
