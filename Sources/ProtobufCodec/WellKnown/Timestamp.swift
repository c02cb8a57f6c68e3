/// A moment in UTC, from the year 1 to 9999: RFC 3339 in JSON.
public struct Timestamp: Message, Hashable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var seconds: Int64 = 0
  /// Nanoseconds after the second, 0 to 999,999,999.
  public var nanos: Int32 = 0

  /// Makes the zero value.
  @inlinable public init() {}

  /// Makes it of its parts.
  @inlinable
  public init(seconds: Int64, nanos: Int32) {
    self.seconds = seconds
    self.nanos = nanos
  }

  public static var protoName: String { "google.protobuf.Timestamp" }

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "seconds", &seconds)
    try c.int32(2, "nanos", &nanos)
  }
}
