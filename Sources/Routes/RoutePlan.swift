/// Who visits whom in which order, and what that costs.
public struct RoutePlan: Sendable, Equatable {
  /// One for each shift, in the problem's order.
  public var days: [RouteDay]
  /// Visits that nobody makes, ascending.
  public var left: [Int]

  public init(days: [RouteDay], left: [Int]) {
    self.days = days
    self.left = left
  }

  /// Metres of all days together.
  public var metres: Double { days.reduce(0) { $0 + $1.metres } }
}

/// One shift's stops.
public struct RouteDay: Sendable, Equatable {
  public var stops: [RouteStop]
  public var metres: Double
  /// When the person leaves, as late as the first stop allows, and when the day is over.
  public var leaves: Double
  public var ends: Double

  public init(stops: [RouteStop] = [], metres: Double = 0, leaves: Double = 0, ends: Double = 0) {
    self.stops = stops
    self.metres = metres
    self.leaves = leaves
    self.ends = ends
  }

  /// The visits made, without lunch.
  public var visits: [Int] {
    stops.compactMap { if case .visit(let visit) = $0.what { visit } else { nil } }
  }
}

/// One stop of a day.
public struct RouteStop: Sendable, Equatable {
  public enum What: Sendable, Equatable {
    /// A visit, by its index in the problem.
    case visit(Int)
    case lunch
  }

  public var what: What
  public var arrives: Double
  /// When the service starts: on arrival, or when the window opens.
  public var starts: Double
  /// Seconds by which the start may slip before something later breaks.
  public var slack: Double
  /// Metres from the stop before.
  public var metres: Double

  public var waits: Double { starts - arrives }
}
