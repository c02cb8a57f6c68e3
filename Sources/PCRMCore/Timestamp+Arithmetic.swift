public import ProtobufCodec

/// Storage keeps instants as microseconds since 1970 in UTC; the wire has seconds and nanoseconds.
extension Timestamp {
  /// The instant, in microseconds since 1970-01-01T00:00:00Z.
  public init(microseconds: Int64) {
    let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    let borrow: Int64 = remainder < 0 ? 1 : 0
    self.init()
    seconds = quotient - borrow
    nanos = Int32(remainder + borrow * 1_000_000) * 1000
  }

  /// Microseconds since 1970, kept to the years 1 to 9999, whatever the wire holds: so the difference of two never
  /// overflows.
  public var microseconds: Int64 {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    if overflow { return seconds < 0 ? Self.least : Self.most }
    let (sum, carried) = product.addingReportingOverflow(Int64(nanos / 1000))
    if carried { return nanos < 0 ? Self.least : Self.most }
    return min(max(sum, Self.least), Self.most)
  }

  /// 0001-01-01T00:00:00Z.
  private static let least: Int64 = -62_135_596_800_000_000
  /// The last microsecond of the year 9999.
  private static let most: Int64 = 253_402_300_799_999_999

  /// The instant `seconds` later, or earlier where negative.
  public func adding(seconds: Int64) -> Timestamp {
    Timestamp(microseconds: microseconds + seconds * 1_000_000)
  }
}
