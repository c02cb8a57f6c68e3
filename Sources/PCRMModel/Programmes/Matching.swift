/// Customers who are to be adopted by staff near them: each by one at most, nobody by more than have room.
///
/// First as many as possible are placed; then the sum of ways and of the price of unevenness is least.
public struct MatchingProblem: Sendable {
  /// Where the customers live.
  public var customers: [SpherePoint]
  public var staff: [Adopter]
  public var ways: WayLength
  /// Metres of a way at most; nil = any.
  public var distanceMax: Int32?
  /// What the next customer costs beside the way, times those whom the member of staff has already.
  public var loadPrice: Int32

  /// A member of staff who may adopt.
  public struct Adopter: Sendable {
    public var home: SpherePoint
    /// How many more may be adopted.
    public var places: Int
    /// How many are adopted already.
    public var carried: Int

    public init(home: SpherePoint, places: Int, carried: Int) {
      self.home = home
      self.places = places
      self.carried = carried
    }
  }

  public init(
    customers: [SpherePoint], staff: [Adopter], ways: WayLength, distanceMax: Int32? = nil,
    loadPrice: Int32 = 0
  ) {
    self.customers = customers
    self.staff = staff
    self.ways = ways
    self.distanceMax = distanceMax
    self.loadPrice = loadPrice
  }

  /// The way of a pair in metres; nil when it is too far.
  func cost(_ customer: Int, _ member: Int) -> Int32? {
    let metres = ways.metres(customers[customer], staff[member].home)
    if let distanceMax, metres > distanceMax { return nil }
    return metres
  }

  /// What a member of staff's next customer costs beside the way, when `count` were placed.
  func price(of member: Int, after count: Int) -> Int64 {
    Int64(loadPrice) * Int64(staff[member].carried + count)
  }

  /// What leaving a customer unplaced counts as: so much that no shortening of ways makes up for it.
  ///
  /// Placing one more changes the ways of at most one customer a member of staff, and one price.
  func costOfNobody(longest: Int32) -> Int64 {
    let members = Int64(staff.count)
    let mostCarried = staff.reduce(0) { max($0, $1.carried + $1.places) }
    return (members + 2) * Int64(longest) + Int64(loadPrice) * Int64(mostCarried) + 1
  }
}

/// Who adopts whom, and how good that is.
public struct Matching: Sendable {
  /// For each customer the place of its adopter among the staff; nil = nobody.
  public var adopters: [Int?]
  /// Customers without an adopter.
  public var unplacedCount: Int
  /// The sum of ways and prices of those who are placed.
  public var cost: Int64
  /// No matching that places as many costs less.
  public var bound: Int64
  /// The candidates were widened so often until the bound held for all pairs.
  public var rounds: Int

  /// How far the cost is above the bound at most, in millionths of the bound; 0 = it is the best.
  public var gapPPM: Int64 {
    if cost <= bound { return 0 }
    return bound <= 0 ? 1_000_000 : max(1, Int64(Double(cost - bound) * 1_000_000 / Double(bound)))
  }
}

extension MatchingProblem {
  /// The way of a pair in metres, however long.
  public func way(_ customer: Int, _ member: Int) -> Int32 {
    ways.metres(customers[customer], staff[member].home)
  }

  /// The shortest way from a customer to anybody, full or not; nil when all are too far.
  public func nearestWay(of customer: Int) -> Int32? {
    var nearest: Int32?
    for member in staff.indices {
      guard let way = cost(customer, member) else { continue }
      nearest = min(nearest ?? .max, way)
    }
    return nearest
  }

  /// How many of the staff live nearer to a customer than this one.
  public func rank(_ customer: Int, _ member: Int) -> Int {
    let chord = customers[customer].chordSquared(to: staff[member].home)
    return staff.count { customers[customer].chordSquared(to: $0.home) < chord }
  }
}
