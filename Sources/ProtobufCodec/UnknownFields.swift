/// Fields that a message carried and its Swift type does not know, as they stood on the wire.
public struct UnknownFields: Sendable, Hashable {
  /// The fields with their tags, in the order they came.
  public var bytes: [UInt8] = []

  /// No fields.
  public init() {}

  /// Whether there are none.
  @inlinable public var isEmpty: Bool { bytes.isEmpty }
}
