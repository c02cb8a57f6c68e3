/// Who is to be visited, who may go, and how far everything is: what a day's routes are made from.
///
/// Times are seconds from any fixed instant (midnight, say), distances metres. A service starts inside its visit's
/// window; waiting before it is free; travel costs its metres.
public struct RouteProblem: Sendable {
  /// The places' travel times and distances.
  public var travel: TravelMatrix
  public var visits: [RouteVisit]
  public var shifts: [RouteShift]

  public init(travel: TravelMatrix, visits: [RouteVisit], shifts: [RouteShift]) {
    self.travel = travel
    self.visits = visits
    self.shifts = shifts
  }
}

/// One visit that somebody should make.
public struct RouteVisit: Sendable, Equatable {
  /// Where: an index into the travel matrix.
  public var place: Int
  /// How long it takes, in seconds.
  public var service: Double
  /// The first and the last second at which it may start.
  public var opens: Double
  public var closes: Double
  /// What it takes of a shift's capacity.
  public var demand: Double
  /// What leaving it out costs, in metres; nil when it must be made if it can be.
  public var penalty: Double?
  /// The shifts that may make it (skills, territory, a promise to the customer); nil when all may.
  public var shifts: Set<Int>?

  public init(
    place: Int, service: Double, opens: Double, closes: Double, demand: Double = 1,
    penalty: Double? = nil, shifts: Set<Int>? = nil
  ) {
    self.place = place
    self.service = service
    self.opens = opens
    self.closes = closes
    self.demand = demand
    self.penalty = penalty
    self.shifts = shifts
  }
}

/// One person's working day.
public struct RouteShift: Sendable, Equatable {
  /// Where it begins: an index into the travel matrix.
  public var start: Int
  /// Where it ends; nil when it ends at the last visit.
  public var end: Int?
  /// When the person may leave and must be back, in seconds.
  public var from: Double
  public var to: Double
  /// The demand it can carry.
  public var capacity: Double
  public var lunch: RouteLunch?

  public init(
    start: Int, end: Int?, from: Double, to: Double, capacity: Double = .infinity,
    lunch: RouteLunch? = nil
  ) {
    self.start = start
    self.end = end
    self.from = from
    self.to = to
    self.capacity = capacity
    self.lunch = lunch
  }
}

/// A rest that a day with visits must have, taken wherever the person is when it begins.
public struct RouteLunch: Sendable, Equatable {
  /// Seconds that it lasts.
  public var duration: Double
  /// The first and the last second at which it may begin.
  public var opens: Double
  public var closes: Double

  public init(duration: Double, opens: Double, closes: Double) {
    self.duration = duration
    self.opens = opens
    self.closes = closes
  }
}

/// How long and how far it is from each place to each.
public struct TravelMatrix: Sendable {
  public let count: Int
  /// Row by row: from the row's place to the column's.
  public let seconds: [Double]
  public let metres: [Double]

  /// - Precondition: both have `count` × `count` values.
  public init(count: Int, seconds: [Double], metres: [Double]) {
    precondition(seconds.count == count * count && metres.count == count * count)
    self.count = count
    self.seconds = seconds
    self.metres = metres
  }

  @inlinable
  public func seconds(_ from: Int, _ to: Int) -> Double { seconds[from * count + to] }

  @inlinable
  public func metres(_ from: Int, _ to: Int) -> Double { metres[from * count + to] }
}
