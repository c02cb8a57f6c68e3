import PCRMCore
public import ProtobufCodec

/// The instant at which rules are evaluated, with the day that it has in Seoul.
///
/// Days turn at midnight nine hours east of Greenwich; Korea has known no summer time since 1988.
public struct RuleMoment: Hashable, Sendable {
  public static let dayMicroseconds: Int64 = 86_400_000_000
  public static let zoneMicroseconds: Int64 = 9 * 3600 * 1_000_000

  /// Microseconds since 1970 in UTC.
  public let now: Int64
  /// The day's distance to 1970-01-01.
  public let day: Int64
  /// The day as 20260131.
  public let today: Int64

  public init(_ time: Timestamp) { self.init(microseconds: time.microseconds) }

  public init(microseconds: Int64) {
    now = microseconds
    day = Self.day(of: microseconds)
    today = CivilDate(daysSince1970: Int(day)).number
  }

  /// The day, counted from 1970-01-01, on which an instant falls.
  public static func day(of microseconds: Int64) -> Int64 {
    let local = microseconds + zoneMicroseconds
    let (quotient, remainder) = local.quotientAndRemainder(dividingBy: dayMicroseconds)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The instant at which a day begins, counted from 1970-01-01.
  public static func midnight(ofDay day: Int64) -> Int64 {
    day * dayMicroseconds - zoneMicroseconds
  }
}
