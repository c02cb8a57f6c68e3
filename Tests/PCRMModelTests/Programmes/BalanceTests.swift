import PCRMModel
import PCRMTesting
import Testing

@Suite struct BalanceTests {
  private static func balance(_ random: inout SeededRandom) -> Balance {
    let count = 1 + Int(random.next() % 3)
    let bearers = (0..<count).map { _ in
      Balance.Bearer(
        load: Int64(random.next() % 5000), capacity: random.pick([500, 1000, 1000, 1500]))
    }
    let allowed = (0..<2).map { _ in bearers.map { _ in !random.once(in: 5) } }
    let items = (0..<Int(random.next() % 7)).map { _ in
      Balance.Item(load: Int64(random.next() % 3000), kind: Int(random.next() % 2))
    }
    return Balance(
      bearers: bearers, items: items, allowed: allowed,
      loadMax: random.once(in: 4) ? 6000 : 0)
  }

  private static func relative(_ bearer: Balance.Bearer) -> Double {
    Double(bearer.load) * 1000 / Double(bearer.capacity)
  }

  /// The lowest highest load ÷ capacity with just these items placed, by trying everything.
  private static func best(_ balance: Balance, placed: [Bool]) -> Double {
    var bearers = balance.bearers
    func walk(_ item: Int) -> Double {
      if item == balance.items.count { return bearers.map(relative).max() ?? 0 }
      if !placed[item] { return walk(item + 1) }
      var best = Double.infinity
      for bearer in bearers.indices where balance.allowed[balance.items[item].kind][bearer] {
        let load = bearers[bearer].load + balance.items[item].load
        if balance.loadMax > 0 && load > balance.loadMax { continue }
        bearers[bearer].load = load
        best = min(best, walk(item + 1))
        bearers[bearer].load -= balance.items[item].load
      }
      return best
    }
    return walk(0)
  }

  /// Would catch an item given to somebody who may not take it, a load counted wrongly, a bound that is none, and a spread
  /// far from the best.
  @Test func spreadsKeepTheRulesAndTheirBoundsHold() {
    var random = SeededRandom(seed: 4711)
    var atBest = 0
    for round in 0..<2000 {
      let balance = Self.balance(&random)
      for spread in [balance.evened(), balance.inTurn()] {
        var after = balance.bearers
        for (item, bearer) in spread.bearers.enumerated() {
          guard let bearer else { continue }
          #expect(balance.allowed[balance.items[item].kind][bearer], "round \(round)")
          after[bearer].load += balance.items[item].load
        }
        #expect(after == spread.after, "round \(round)")
        for (before, then) in zip(balance.bearers, after) where balance.loadMax > 0 {
          #expect(then.load == before.load || then.load <= balance.loadMax, "round \(round)")
        }
        let best = Self.best(balance, placed: spread.bearers.map { $0 != nil })
        #expect(spread.bound <= Int64(best), "round \(round): the bound is above the best")
        #expect(spread.highest >= Int64(best), "round \(round)")
      }
      let evened = balance.evened()
      let best = Self.best(balance, placed: evened.bearers.map { $0 != nil })
      if evened.highest == Int64(best) { atBest += 1 }
      #expect(Double(evened.highest) <= best * 1.5 + 1, "round \(round): far from the best")
    }
    #expect(atBest > 1800, "only \(atBest) of 2000 spreads are as good as can be")
  }

  /// Would catch unevenness of who carries the same.
  @Test func evenLoadsHaveNoImbalance() {
    #expect(Balance.imbalancePermille([]) == 0)
    #expect(Balance.imbalancePermille([.init(load: 0), .init(load: 0)]) == 0)
    #expect(
      Balance.imbalancePermille([.init(load: 500, capacity: 500), .init(load: 1000)]) == 0)
    #expect(Balance.imbalancePermille([.init(load: 0), .init(load: 2000)]) == 1000)
  }

  /// Would catch turns that begin with the same person each time, or pass somebody over.
  @Test func turnsBeginWithWhoCarriesLeast() {
    let balance = Balance(
      bearers: [.init(load: 3000), .init(load: 1000), .init(load: 2000)],
      items: [Balance.Item](repeating: .init(load: 100), count: 5))
    #expect(balance.inTurn().bearers == [1, 2, 0, 1, 2])
  }
}
