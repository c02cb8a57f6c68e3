import PCRMModel
import Routes

/// What of one day cannot be moved, in its order, and the hours around it.
///
/// Days are as people made them: visits that cannot be moved may be nearer to each other than the way takes, overlap what
/// was reckoned, or lie outside of the hours. A chain is made possible as it is, and what is odd is told; so nothing of it
/// ever falls out of a plan.
struct RouteChain {
  /// A breath that what cannot be moved gets on every side, in seconds: sums of times that are no whole seconds are a hair
  /// off.
  static let breath = 0.001

  /// One link: when it begins and ends, in seconds of the draft, and where it stands among the draft's items.
  struct Link {
    var item: Int
    var from: Double
    var to: Double
  }

  private(set) var links: [Link]
  /// Seconds for the way from each link to the next, where that is less than the way takes.
  private(set) var shortened: [(from: Int, to: Int, seconds: Double)] = []
  /// When the person may leave and must be back.
  private(set) var from: Double
  private(set) var to: Double
  private(set) var lunch: RouteLunch?
  private(set) var lacksLunch = false
  let beginsEarly: Bool
  let endsLate: Bool

  /// - Parameters:
  ///   - hours: the hours of work from the first to the last; nil on a day off.
  ///   - way: seconds between two items, or from the beginning (nil) or to the end (nil).
  init(
    _ links: [Link], hours: (from: Double, to: Double)?, lunch: RouteLunch?,
    way: (_ from: Int?, _ to: Int?) -> Double
  ) {
    var chain = links.sorted { ($0.from, $0.item) < ($1.from, $1.item) }
    for index in chain.indices.dropLast() where chain[index].to > chain[index + 1].from {
      chain[index].to = chain[index + 1].from
    }
    for (link, next) in zip(chain, chain.dropFirst()) {
      var time = next.from - link.to
      // A break of the calendar's is kept, even if that leaves too little time for the way.
      if let lunch, lunch.opens == lunch.closes, link.to <= lunch.opens,
        next.from >= lunch.opens + lunch.duration
      {
        time -= lunch.duration
      }
      if way(link.item, next.item) > time {
        shortened.append((link.item, next.item, max(0, time - Self.breath)))
      }
    }
    self.links = chain
    let leaves = chain.first.map { $0.from - way(nil, $0.item) - Self.breath }
    let back = chain.last.map { $0.to + way($0.item, nil) + Self.breath }
    from = min(hours?.from ?? .infinity, leaves ?? .infinity)
    to = max(hours?.to ?? -.infinity, back ?? -.infinity)
    if from > to { (from, to) = (0, 0) }
    beginsEarly = if let hours { from < hours.from - 1 } else { false }
    endsLate = if let hours { to > hours.to + 1 } else { false }
    guard let lunch else { return }
    if fits(lunch, way) { self.lunch = lunch } else { lacksLunch = true }
  }

  /// Whether a lunch has room between what cannot be moved.
  private func fits(_ lunch: RouteLunch, _ way: (Int?, Int?) -> Double) -> Bool {
    var leaves = from
    var last: Int?
    for next in links {
      let short = shortened.first { $0.from == last && $0.to == next.item }?.seconds
      let travel = short ?? way(last, next.item)
      if leaves > lunch.closes { return false }
      if max(leaves + travel, lunch.opens) + lunch.duration <= next.from + 1e-6 { return true }
      leaves = next.to
      last = next.item
    }
    if leaves > lunch.closes { return false }
    let travel = last == nil ? 0 : way(last, nil)
    return max(leaves + travel, lunch.opens) + lunch.duration <= to + 1e-6
  }
}
