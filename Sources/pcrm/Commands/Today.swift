import PCRMCore
import PCRMModel
import ProtobufCodec

/// Today, as the agency counts days.
enum Today {
  /// The day in Korea, which has no summer time.
  static var inKorea: CivilDate {
    CivilDate(daysSince1970: Int((SystemClock().now().seconds + 9 * 3600) / 86_400))
  }
}
