import Foundation
public import PCRMModel

/// A time zone by its IANA name: when days begin there.
public struct LocalZone: Sendable {
  private let zone: TimeZone

  /// The zone of a name; Seoul's where there is none of that name.
  public init(_ name: String) {
    zone = TimeZone(identifier: name) ?? Self.seoul
  }

  private static let seoul = TimeZone(identifier: "Asia/Seoul") ?? .gmt

  /// Some days, with every change of the clock from the day before the first to the day after the last.
  public func days(first: Int, count: Int) -> LocalDays {
    // No place is more than a day away from Greenwich.
    let start = Date(timeIntervalSince1970: Double(first - 2) * 86_400)
    let end = Date(timeIntervalSince1970: Double(first + count + 2) * 86_400)
    var changes: [LocalDays.Change] = []
    var at = start
    while let next = zone.nextDaylightSavingTimeTransition(after: at), next < end, next > at {
      changes.append(
        LocalDays.Change(
          at: Int64(next.timeIntervalSince1970.rounded()),
          offset: Int64(zone.secondsFromGMT(for: next))))
      at = next
    }
    return LocalDays(
      first: first, count: count, offset: Int64(zone.secondsFromGMT(for: start)),
      changes: changes)
  }

  /// The day that an instant in seconds since 1970 falls on, as distance to 1970-01-01.
  public func day(of instant: Int64) -> Int {
    let offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant))))
    return Int(((Double(instant + offset)) / 86_400).rounded(.down))
  }
}
