/// The names of fields that a call is about: `name,birthDate.year` in JSON.
public struct FieldMask: Message, Hashable {
  /// Paths of names as in the contract: `birth_date.year`.
  public var paths: [String] = []

  /// Makes the zero value.
  @inlinable public init() {}

  /// Makes it of its parts.
  @inlinable
  public init(paths: [String]) {
    self.paths = paths
  }

  public static var protoName: String { "google.protobuf.FieldMask" }

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "paths", &paths)
  }
}
