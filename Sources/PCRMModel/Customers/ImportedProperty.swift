public import ProtobufCodec

/// A piece of an imported record that PCRM has no field for.
///
/// ```proto
/// message ImportedProperty {
///   string source = 1;
///   string name = 2;
///   string parameters = 3;
///   string value = 4;
/// }
/// ```
public struct ImportedProperty: Message {
  public static let protoName = "pcrm.v1.ImportedProperty"

  /// Where it came from, for example "vcard" or "csv". At most 64 characters.
  public var source = ""
  /// Name of the property or column as it stood there, for example "item1.X-ABLABEL".
  public var name = ""
  /// Parameters as they stood there, for example "TYPE=HOME;CHARSET=UTF-8".
  public var parameters = ""
  /// The value, decoded to text but otherwise untouched.
  public var value = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "source", &source)
    try c.string(2, "name", &name)
    try c.string(3, "parameters", &parameters)
    try c.string(4, "value", &value)
  }
}
