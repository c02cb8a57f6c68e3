import PCRMModel
import ProtobufCodec

/// The agency's calendar day.
enum BusinessDay {
  /// Korea keeps UTC+9 all year round.
  private static let seoulOffset: Int64 = 9 * 3600

  /// The day that it is in Seoul at an instant.
  static func today(_ now: Timestamp) -> CivilDate { CivilDate(now, offset: seoulOffset) }

  /// When a day begins in Seoul.
  static func beginning(of day: CivilDate) -> Timestamp {
    Timestamp(seconds: Int64(day.daysSince1970) * 86_400 - seoulOffset, nanos: 0)
  }
}
