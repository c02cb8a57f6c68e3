import PCRMCore
import PCRMModel
import ProtobufCodec

/// The days of which visits are carried, as they stand on one day in Seoul.
struct SyncWindow: Equatable {
  /// The day, counted from 1970.
  let day: Int64

  init(day: Int64) { self.day = day }

  /// The window as it should be at an instant.
  init(at now: Timestamp) { day = Int64(BusinessDay.today(now).daysSince1970) }

  /// Its beginning, in microseconds.
  var from: Int64 { Self.midnight(day - Int64(SyncLimits.daysBack)) }

  /// Its end, which is no longer in it, in microseconds.
  var before: Int64 { Self.midnight(day + Int64(SyncLimits.daysAhead) + 1) }

  func contains(_ startsAt: Int64) -> Bool { from <= startsAt && startsAt < before }

  /// The two days that are in one of two neighbouring windows and not in the other.
  static func edges(_ a: SyncWindow, _ b: SyncWindow) -> [Range<Int64>] {
    let (earlier, later) = a.day < b.day ? (a, b) : (b, a)
    return [earlier.from..<later.from, earlier.before..<later.before]
  }

  private static func midnight(_ day: Int64) -> Int64 {
    BusinessDay.beginning(of: CivilDate(daysSince1970: Int(day))).microseconds
  }
}
