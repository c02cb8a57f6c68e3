import PCRMCore
import SurveyScores
import Testing

/// What is hidden stays hidden.
struct DisclosureTests {
  private static func table(
    _ random: inout SplitMix64, rows: Int, columns: Int, most: Int
  ) -> GroupTable {
    GroupTable(
      rows: rows, columns: columns,
      counts: (0..<rows * columns).map { _ in
        // Small counts and noughts, which are what makes trouble, are common.
        Int.random(in: 0..<3, using: &random) == 0
          ? Int.random(in: 0...4, using: &random) : Int.random(in: 0...most, using: &random)
      })
  }

  /// Would catch a hidden count that the equations of the sums give away: each is solved with fractions of whole numbers.
  @Test func noHiddenCountCanBeSolved() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    var hidden = 0
    for round in 0..<400 {
      let table = Self.table(
        &random, rows: .random(in: 1...6, using: &random),
        columns: .random(in: 1...5, using: &random), most: 30)
      let suppression = Suppression(table, rule: DisclosureRule(groupMin: 5))
      hidden += suppression.hidden.count
      #expect(
        TableSolver(table, hidden: suppression.hidden).solved.isEmpty,
        "seed \(seed), round \(round): \(table)")
      for place in table.places where (1...4).contains(table[place]) {
        #expect(suppression.shown(place) == nil, "seed \(seed), round \(round)")
      }
      for place in table.places where table[place] == 0 {
        #expect(suppression.shown(place) == 0, "seed \(seed), round \(round)")
      }
    }
    #expect(hidden > 500)
  }

  /// Would catch what bounds give away though the equations do not: every table that fits what is shown is tried.
  @Test func noHiddenCountSurvivesTryingEverything() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    var tried = 0
    for round in 0..<400 {
      let table = Self.table(
        &random, rows: .random(in: 1...3, using: &random),
        columns: .random(in: 1...3, using: &random), most: 7)
      let suppression = Suppression(table, rule: DisclosureRule(groupMin: 3))
      guard EveryTable.isShort(table, suppression.hidden) else { continue }
      tried += 1
      let forced = EveryTable(table, hidden: suppression.hidden).forced
      #expect(
        forced.isEmpty, "seed \(seed), round \(round): \(table), hidden \(suppression.hidden)")
    }
    #expect(tried > 100)
  }

  /// Would catch an audit that finds too little or too much: it is held against trying everything, for any hidden set.
  @Test func theAuditIsExact() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    var found = 0
    for round in 0..<300 {
      let table = Self.table(
        &random, rows: .random(in: 1...3, using: &random),
        columns: .random(in: 1...3, using: &random), most: 5)
      let hidden = Set(
        table.places.filter { table[$0] > 0 && Bool.random(using: &random) })
      guard EveryTable.isShort(table, hidden) else { continue }
      let audit = Set(RecoveryAudit(table, hidden: hidden).recoverable)
      found += audit.count
      #expect(
        audit == EveryTable(table, hidden: hidden).forced,
        "seed \(seed), round \(round): \(table), hidden \(hidden)")
    }
    #expect(found > 100)
  }

  /// Would catch hidden counts that together make a group of fewer than k, which a sum gives away.
  @Test func whatASumLeavesIsNoSmallGroup() {
    let table = GroupTable(rows: 4, columns: 1, counts: [1, 2, 30, 9])
    let suppression = Suppression(table, rule: DisclosureRule(groupMin: 5))
    let hidden = (0..<4).filter { suppression.shown(.init($0, 0)) == nil }
    #expect(hidden == [0, 1, 3])
    #expect(suppression.shown(.init(4, 1)) == 42)
  }

  /// Would catch a table that needs nothing but loses something.
  @Test func hidesNothingWithoutNeed() {
    let table = GroupTable(rows: 2, columns: 2, counts: [5, 0, 100, 7])
    #expect(Suppression(table, rule: DisclosureRule(groupMin: 5)).hidden.isEmpty)
    let small = GroupTable(rows: 1, columns: 2, counts: [1, 2])
    #expect(
      Suppression(small, rule: DisclosureRule(groupMin: 5)).hidden.count == 6,
      "a table of three people shows nothing")
  }

  /// Would catch bounds off by one: k itself is shown, one fewer is not.
  @Test func theRuleHoldsAtItsBounds() {
    let rule = DisclosureRule(groupMin: 5, textMin: 10)
    #expect([0, 1, 4, 5].map { rule.shows(group: $0) } == [true, false, false, true])
    #expect([9, 10].map(rule.showsText) == [false, true])
    #expect(rule.shows(distribution: [5, 0, 9]))
    #expect(!rule.shows(distribution: [5, 1, 9]))
    #expect(rule.shows(change: 5, 5, movers: 0))
    #expect(!rule.shows(change: 50, 50, movers: 4))
    #expect(rule.shows(change: 50, 50, movers: 5))
    #expect(!rule.shows(change: 4, 50, movers: 20))
    #expect(!DisclosureRule(groupMin: 20, textMin: 10).showsText(of: 15))
  }
}

/// Solves what is hidden of a table from its sums, with fractions of whole numbers.
private struct TableSolver {
  /// Those with one value only.
  let solved: [GroupTable.Place]

  init(_ table: GroupTable, hidden: Set<GroupTable.Place>) {
    let unknowns = hidden.sorted()
    let number = Dictionary(uniqueKeysWithValues: unknowns.enumerated().map { ($1, $0) })
    var rows: [[Int]] = []
    func add(_ parts: [GroupTable.Place], _ sum: GroupTable.Place) {
      var row = Array(repeating: 0, count: unknowns.count)
      for part in parts { if let at = number[part] { row[at] += 1 } }
      if let at = number[sum] { row[at] -= 1 }
      rows.append(row)
    }
    for row in 0...table.rows {
      add((0..<table.columns).map { .init(row, $0) }, .init(row, table.columns))
    }
    for column in 0...table.columns {
      add((0..<table.rows).map { .init($0, column) }, .init(table.rows, column))
    }
    // Gauss and Jordan; every row is divided by what its numbers have in common, so that they stay small.
    var pivot = 0
    for column in unknowns.indices {
      guard let at = (pivot..<rows.count).first(where: { rows[$0][column] != 0 }) else { continue }
      rows.swapAt(pivot, at)
      for other in rows.indices where other != pivot && rows[other][column] != 0 {
        let (a, b) = (rows[pivot][column], rows[other][column])
        rows[other] = zip(rows[other], rows[pivot]).map { $0 * a - $1 * b }
        let common = rows[other].reduce(0, Self.common)
        if common > 1 { rows[other] = rows[other].map { $0 / common } }
      }
      pivot += 1
    }
    solved = rows.compactMap { row in
      let places = row.indices.filter { row[$0] != 0 }
      return places.count == 1 ? unknowns[places[0]] : nil
    }
  }

  private static func common(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (abs(a), abs(b))
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}

/// Every table of whole numbers that agrees with what is shown, hidden counts being 1 or more: the attack itself.
private struct EveryTable {
  /// Hidden places that have the same value in all of them.
  private(set) var forced: Set<GroupTable.Place> = []

  /// Whether there are few enough to try.
  static func isShort(_ table: GroupTable, _ hidden: Set<GroupTable.Place>) -> Bool {
    hidden.count { $0.row < table.rows && $0.column < table.columns } <= 5
  }

  init(_ table: GroupTable, hidden: Set<GroupTable.Place>) {
    var values: [GroupTable.Place: Set<Int>] = [:]
    let cells = (0..<table.rows).flatMap { row in
      (0..<table.columns).map { GroupTable.Place(row, $0) }
    }
    // A ring moves each count by one; two more than the largest is room enough to see a second value.
    let most = (table.counts.max() ?? 0) + 2
    var counts = table.counts
    func fill(_ next: Int) {
      if next == cells.count {
        let other = GroupTable(rows: table.rows, columns: table.columns, counts: counts)
        let fits = table.places.allSatisfy {
          hidden.contains($0) ? other[$0] >= 1 : other[$0] == table[$0]
        }
        guard fits else { return }
        for place in hidden { values[place, default: []].insert(other[place]) }
        return
      }
      if hidden.contains(cells[next]) {
        // Rows before this one are whole: leave off when a shown sum is missed.
        for value in 1...most {
          counts[next] = value
          if Self.fits(table, hidden, counts, upTo: next) { fill(next + 1) }
        }
      } else {
        counts[next] = table.counts[next]
        if Self.fits(table, hidden, counts, upTo: next) { fill(next + 1) }
      }
    }
    fill(0)
    forced = Set(hidden.filter { (values[$0]?.count ?? 0) <= 1 })
  }

  private static func fits(
    _ table: GroupTable, _ hidden: Set<GroupTable.Place>, _ counts: [Int], upTo last: Int
  ) -> Bool {
    let (row, column) = (last / table.columns, last % table.columns)
    guard column == table.columns - 1 else { return true }
    let sum = counts[(row * table.columns)...last].reduce(0, +)
    let place = GroupTable.Place(row, table.columns)
    return hidden.contains(place) || sum == table[place]
  }
}
