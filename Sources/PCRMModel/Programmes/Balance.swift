/// Work that is to be spread over those who may take it, so that load ÷ capacity is as even as possible.
public struct Balance: Sendable {
  /// Somebody who may take work.
  public struct Bearer: Sendable, Equatable {
    /// What is carried now, in thousandths.
    public var load: Int64
    /// What can be carried beside the others, in thousandths.
    public var capacity: Int32

    public init(load: Int64, capacity: Int32 = 1000) {
      self.load = load
      self.capacity = capacity
    }

    /// The load as if everybody could carry the same.
    var relative: Double { Double(load) * 1000 / Double(capacity) }
  }

  /// A piece of work.
  public struct Item: Sendable, Equatable {
    public var load: Int64
    /// Which of ``Balance/allowed`` says who may take it.
    public var kind: Int

    public init(load: Int64, kind: Int = 0) {
      self.load = load
      self.kind = kind
    }
  }

  public var bearers: [Bearer]
  public var items: [Item]
  /// For each kind of item whether each bearer may take it.
  public var allowed: [[Bool]]
  /// What nobody's load may exceed; 0 = no limit.
  public var loadMax: Int64

  public init(bearers: [Bearer], items: [Item], allowed: [[Bool]]? = nil, loadMax: Int64 = 0) {
    self.bearers = bearers
    self.items = items
    self.allowed = allowed ?? [[Bool](repeating: true, count: bearers.count)]
    self.loadMax = loadMax
  }

  /// Who gets what.
  public struct Spread: Sendable, Equatable {
    /// For each item the place of its bearer; nil = nobody may take it.
    public var bearers: [Int?]
    /// The bearers as they are then.
    public var after: [Bearer]
    /// The highest load ÷ capacity then, in thousandths.
    public var highest: Int64
    /// No spread of the same items has a lower one.
    public var bound: Int64
  }

  /// How uneven a load is: the standard deviation of load ÷ capacity, in thousandths of its mean.
  public static func imbalancePermille(_ bearers: [Bearer]) -> Int32 {
    if bearers.isEmpty { return 0 }
    let values = bearers.map(\.relative)
    let mean = values.reduce(0, +) / Double(values.count)
    if mean <= 0 { return 0 }
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return Int32((variance.squareRoot() / mean * 1000).rounded())
  }

  func mayTake(_ item: Int, _ bearer: Int, _ load: Int64) -> Bool {
    allowed[items[item].kind][bearer] && (loadMax == 0 || load + items[item].load <= loadMax)
  }

  /// In turn, beginning with who carries least; an item whose turn is one who may not take it goes to the next.
  public func inTurn() -> Spread {
    let order = bearers.indices.sorted {
      (bearers[$0].relative, $0) < (bearers[$1].relative, $1)
    }
    var after = bearers
    var places = [Int?](repeating: nil, count: items.count)
    var turn = 0
    for item in items.indices {
      for step in order.indices {
        let bearer = order[(turn + step) % order.count]
        guard mayTake(item, bearer, after[bearer].load) else { continue }
        places[item] = bearer
        after[bearer].load += items[item].load
        turn = (turn + step + 1) % order.count
        break
      }
    }
    return spread(places, after)
  }

  /// As even as it gets: the heaviest items first, each to who would then carry least, and then exchanges as long as one helps.
  public func evened() -> Spread {
    var after = bearers
    var places = [Int?](repeating: nil, count: items.count)
    let order = items.indices.sorted { (items[$1].load, $0) < (items[$0].load, $1) }
    for item in order {
      var best: (relative: Double, bearer: Int)?
      for bearer in bearers.indices where mayTake(item, bearer, after[bearer].load) {
        var then = after[bearer]
        then.load += items[item].load
        if best.map({ then.relative < $0.relative }) ?? true { best = (then.relative, bearer) }
      }
      guard let best else { continue }
      places[item] = best.bearer
      after[best.bearer].load += items[item].load
    }
    var exchange = BalanceExchange(self, places, after)
    exchange.run()
    return spread(exchange.places, exchange.after)
  }

  private func spread(_ places: [Int?], _ after: [Bearer]) -> Spread {
    Spread(
      bearers: places, after: after,
      highest: Int64(after.reduce(0) { max($0, $1.relative) }), bound: Int64(bound(places)))
  }

  /// What the highest load ÷ capacity comes to at least, for the items that were placed.
  private func bound(_ places: [Int?]) -> Double {
    var bound = bearers.reduce(0) { max($0, $1.relative) }
    var total: Int64 = 0
    for item in items.indices where places[item] != nil {
      total += items[item].load
      // Somebody has to take it, on top of what is carried.
      var least = Double.infinity
      for bearer in bearers.indices where allowed[items[item].kind][bearer] {
        var then = bearers[bearer]
        then.load += items[item].load
        least = min(least, then.relative)
      }
      if least < .infinity { bound = max(bound, least) }
    }
    return max(bound, level(total))
  }

  /// The level at which water stands that is poured over what everybody carries.
  private func level(_ total: Int64) -> Double {
    let order = bearers.sorted { ($0.relative, $0.capacity) < ($1.relative, $1.capacity) }
    var load = Double(total)
    var capacity = 0.0
    var level = 0.0
    for (index, bearer) in order.enumerated() {
      load += Double(bearer.load)
      capacity += Double(bearer.capacity) / 1000
      level = load / capacity
      if index + 1 < order.count && level <= order[index + 1].relative { break }
    }
    return level
  }
}

/// Moves and exchanges of single items, as long as they make the load more even.
private struct BalanceExchange {
  /// Pairs looked at: a bound on the work, so that it means the same on every machine.
  private static let workMax = 20_000_000

  private let balance: Balance
  private(set) var places: [Int?]
  private(set) var after: [Balance.Bearer]
  private var itemsOf: [[Int]]
  private var work = 0

  init(_ balance: Balance, _ places: [Int?], _ after: [Balance.Bearer]) {
    self.balance = balance
    self.places = places
    self.after = after
    itemsOf = [[Int]](repeating: [], count: after.count)
    for (item, bearer) in places.enumerated() {
      if let bearer { itemsOf[bearer].append(item) }
    }
  }

  /// Takes from who carries most what helps most, until nothing helps, or the work is over.
  mutating func run() {
    while work < Self.workMax {
      let order = after.indices.sorted {
        (after[$1].relative, $0) < (after[$0].relative, $1)
      }
      guard order.contains(where: { relieve($0) }) else { return }
    }
  }

  /// A change of one or two items between two bearers.
  private struct Exchange {
    var gain: Double
    var item: Int
    var other: Int?
    var bearer: Int
  }

  /// The better of all changes that take from a bearer.
  ///
  /// - Returns: false when none makes the load more even.
  private mutating func relieve(_ from: Int) -> Bool {
    var best: Exchange?
    for item in itemsOf[from] {
      for bearer in after.indices
      where bearer != from && after[bearer].relative < after[from].relative {
        work += 1 + itemsOf[bearer].count
        consider(item, nil, from, bearer, &best)
        for other in itemsOf[bearer] { consider(item, other, from, bearer, &best) }
      }
    }
    guard let best else { return false }
    carry(best.item, from, best.bearer)
    if let other = best.other { carry(other, best.bearer, from) }
    return true
  }

  private func consider(
    _ item: Int, _ other: Int?, _ from: Int, _ to: Int, _ best: inout Exchange?
  ) {
    let load = balance.items[item].load
    let back = other.map { balance.items[$0].load } ?? 0
    if load <= back { return }
    guard balance.mayTake(item, to, after[to].load - back) else { return }
    if let other, !balance.mayTake(other, from, after[from].load - load) { return }
    let gain =
      unevenness(from, 0) + unevenness(to, 0)
      - unevenness(from, back - load) - unevenness(to, load - back)
    if gain > 0.001, best.map({ gain > $0.gain }) ?? true {
      best = Exchange(gain: gain, item: item, other: other, bearer: to)
    }
  }

  /// What a bearer adds to the sum of squares that is to become small.
  private func unevenness(_ bearer: Int, _ change: Int64) -> Double {
    let load = Double(after[bearer].load + change)
    return load * load / Double(after[bearer].capacity)
  }

  private mutating func carry(_ item: Int, _ from: Int, _ to: Int) {
    itemsOf[from].removeAll { $0 == item }
    itemsOf[to].append(item)
    after[from].load -= balance.items[item].load
    after[to].load += balance.items[item].load
    places[item] = to
  }
}
