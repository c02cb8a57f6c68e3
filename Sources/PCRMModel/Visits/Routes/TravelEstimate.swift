public import PCRMCore

/// How long ways are, and how long they take, where no road was measured.
///
/// A way is the great circle made longer because roads wind. Its parts are driven at the speeds of the area's table, the
/// first metres slowest; on top comes what every way takes. All of it is whole metres and seconds, the same on every
/// machine, so that the same day is planned the same way.
public struct TravelEstimate: Sendable, Equatable {
  private let length: WayLength
  private let stopSeconds: Int64
  /// Where each part begins, and its speed in metres an hour.
  private let parts: [(from: Int64, speed: Int64)]

  /// - Parameter area: one that ``TravelArea/check(_:)`` lets pass.
  public init(_ area: TravelArea) {
    length = WayLength(detourPermille: area.detourPermille)
    stopSeconds = Int64(area.stopSeconds)
    parts = area.speeds.map { (Int64($0.fromMetres), Int64(max(1, $0.metresPerHour))) }
  }

  /// The way in whole metres.
  public func metres(_ from: SpherePoint, _ to: SpherePoint) -> Int32 {
    length.metres(from, to)
  }

  /// Seconds that a way of so many metres takes; none when it leads nowhere. A longer way never takes less.
  public func seconds(metres: Int32) -> Int32 {
    let way = Int64(metres)
    if way <= 0 { return 0 }
    var seconds = stopSeconds
    for (index, part) in parts.enumerated() where part.from < way {
      let end = index + 1 < parts.count ? min(way, parts[index + 1].from) : way
      // Each part is rounded up: an arrival is promised.
      seconds += ((end - part.from) * 3600 + part.speed - 1) / part.speed
    }
    return Int32(clamping: seconds)
  }

  /// Seconds from one place to another.
  public func seconds(_ from: SpherePoint, _ to: SpherePoint) -> Int32 {
    seconds(metres: metres(from, to))
  }

  public static func == (a: TravelEstimate, b: TravelEstimate) -> Bool {
    a.length == b.length && a.stopSeconds == b.stopSeconds
      && a.parts.elementsEqual(b.parts) { $0 == $1 }
  }
}

extension RouteRules {
  /// How the staff of an office get about.
  public func travel(for office: UnitID) -> TravelEstimate {
    let own = areas.first { $0.officeIDs.contains(office) }
    return TravelEstimate(own ?? areas.last ?? .city)
  }
}
