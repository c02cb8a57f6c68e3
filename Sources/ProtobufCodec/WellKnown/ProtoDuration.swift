/// A span of time: `1.5s` in JSON.
public struct ProtoDuration: Message, Hashable {
  /// Seconds, within 10,000 years either way.
  public var seconds: Int64 = 0
  /// Nanoseconds, under a second, of the sign that the seconds have.
  public var nanos: Int32 = 0

  /// Makes the zero value.
  @inlinable public init() {}

  /// Makes it of its parts.
  @inlinable
  public init(seconds: Int64, nanos: Int32) {
    self.seconds = seconds
    self.nanos = nanos
  }

  public static var protoName: String { "google.protobuf.Duration" }

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "seconds", &seconds)
    try c.int32(2, "nanos", &nanos)
  }
}
