import PCRMCore
import SurveyScores
import Testing

/// Where one person answers several times, people are counted, not answers.
struct RepeatedPeopleTests {
  /// Would catch the sum over units that the same people rate, and units that are kept apart by chance.
  @Test func theMostOfAnyUnitIsTheLeastOfPeople() {
    var cube = AnswerCube(dimensions: ["office", "unit"], repeated: ["unit"])
    for (office, unit, count) in [("a", "x", 3), ("a", "y", 4), ("b", "x", 5), ("b", "z", 1)] {
      cube.add([office, unit], count: count)
    }
    #expect(cube.people(AnswerCube.Filter()) == 8, "all of x")
    #expect(cube.count(AnswerCube.Filter()) == 13)
    let a = AnswerCube.Filter(["office": ["a"]])
    #expect(cube.people(a) == 4)
    #expect(cube.people(AnswerCube.Filter(), without: a) == 5)
    #expect(cube.people(AnswerCube.Filter(["unit": ["z", "w"]])) == 1)
  }

  /// Would catch answers that make a figure more certain though they are the same people's: five who said the same three
  /// times are as good as five who said it once.
  @Test func moreAnswersOfTheSamePeopleMakeNothingMoreCertain() throws {
    let values = [1.0, 2, 4, 5, 5]
    var again = Tally()
    for round in 0..<3 { again.add(Tally(values).inRound(round)) }
    again.people = 5
    let rule = SatisfactionRule(scale: PointScale(min: 1, max: 5), satisfiedFrom: 4)
    func same(_ a: Estimate?, _ b: Estimate?) throws -> Bool {
      let (a, b) = (try #require(a), try #require(b))
      let (i, j) = (try #require(a.interval), try #require(b.interval))
      return abs(a.value - b.value) + abs(i.low - j.low) + abs(i.high - j.high) < 1e-9
        && a.respondents == b.respondents && abs(a.effectiveSize - b.effectiveSize) < 1e-9
    }
    for population in [nil, 40] {
      let (many, few) = (
        rule.score(again, population: population), rule.score(Tally(values), population: population)
      )
      #expect(try same(many?.satisfied, few?.satisfied))
      #expect(try same(many?.points, few?.points))
    }
    let net = RecommendationRule(
      scale: PointScale(min: 1, max: 5, conversion: .raw), promotersFrom: 5, detractorsTo: 2)
    #expect(try same(net.score(again)?.score, net.score(Tally(values))?.score))
    let model = IndexModel(
      name: "m", version: 1, scale: PointScale(min: 1, max: 5),
      dimensions: [
        .init(name: "d", weight: 1, items: [.init(question: "q", expectation: nil, weight: 1)])
      ],
      overall: [.init(question: "o", expectation: nil, weight: 1)], overallShare: 0.5)
    var (many, few) = (IndexTally(model), IndexTally(model))
    for value in values { few.add { $0 == "q" ? value : 5 - value / 2 } }
    for round in 0..<3 { many.add(sums: few.sums, round: round) }
    many.people = 5
    #expect(try same(many.score().index, few.score().index))
    #expect(try same(many.score().overall, few.score().overall))
  }

  /// Would catch one who answers nine times and is taken for an average of all: the others' answers are few.
  @Test func unequallyOften() throws {
    var tally = Tally([1.0, 2, 4, 5])
    for round in 0..<9 { tally.add(Tally([3.0]).inRound(round)) }
    tally.people = 5
    let share = try #require(tally.share { $0 > 2 })
    #expect(share.respondents == 5 && abs(share.effectiveSize - 169.0 / 85) < 1e-9)
    // s² of the thirteen answers, those of the one together: Σ_person (Σ (x − m))² / 13² · 5 / 4.
    let mean = try #require(tally.mean())
    let m = (1.0 + 2 + 4 + 5 + 27) / 13
    let clusters = [1 - m, 2 - m, 4 - m, 5 - m, 9 * (3 - m)].reduce(0) { $0 + $1 * $1 }
    let error = (clusters / 169 * 5 / 4).squareRoot()
    let reach = Confidence().deviations(freedom: 4) * error
    let interval = try #require(mean.interval)
    #expect(abs(mean.value - m) < 1e-9 && abs(interval.high - m - reach) < 1e-9)
  }

  /// Would catch a dimension that is told as if all who answered some other one had answered it.
  @Test func dimensionsHaveTheirOwnPeople() throws {
    func part(_ name: String) -> IndexModel.Dimension {
      .init(name: name, weight: 1, items: [.init(question: name, expectation: nil, weight: 1)])
    }
    let model = IndexModel(
      name: "m", version: 1, scale: PointScale(min: 1, max: 5), dimensions: [part("d"), part("e")])
    var (once, both) = (IndexTally(model), IndexTally(model))
    for value in 0..<20 { once.add { $0 == "d" ? Double(1 + value % 5) : nil } }
    for value in [1.0, 2, 4, 5, 5] { both.add { _ in value } }
    var whole = once
    for round in 0..<2 { whole.add(sums: both.sums, round: round) }
    (whole.people, whole.peopleOfParts) = (25, [25, 5])
    let (all, alone) = (whole.score().dimensions, both.score().dimensions)
    let (told, few) = (try #require(all[1].estimate), try #require(alone[1].estimate))
    #expect(all[0].estimate?.respondents == 25 && told.respondents == 5)
    #expect(abs((told.interval?.low ?? 0) - (few.interval?.low ?? 9)) < 1e-9)
  }

  /// Would catch an attack that is not seen because a few people's answers are many.
  @Test func aFewPeopleWithManyAnswersAreAFew() {
    var cube = AnswerCube(dimensions: ["office", "unit"], repeated: ["unit"])
    for unit in ["x", "y", "z"] {
      for (office, count) in [("north", 20), ("south", 30), ("east", 3)] {
        cube.add([office, unit], count: count)
      }
    }
    let attack = DifferenceAttack(rule: DisclosureRule(groupMin: 5))
    let (north, south) = (
      AnswerCube.Filter(["office": ["north"]]), AnswerCube.Filter(["office": ["south"]])
    )
    let both = AnswerCube.Filter(["office": ["north", "east"]])
    #expect(attack.finding([both], after: [north], in: cube) == .pair(north))
    #expect(
      attack.finding([AnswerCube.Filter()], after: [north, south], in: cube) == .combination)
    #expect(attack.finding([south], after: [north], in: cube) == nil)
  }

  /// Would catch a line whose hidden counts are of few people, and a count of few people that is shown: on random tables
  /// of answers of which each has a part.
  @Test func tablesHideFewPeople() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    let rule = DisclosureRule(groupMin: 5)
    var hidden = 0
    for round in 0..<200 {
      let (rows, columns) = (
        Int.random(in: 1...5, using: &random), Int.random(in: 1...4, using: &random)
      )
      let parts = (0..<rows * columns).map { _ in
        Dictionary(
          uniqueKeysWithValues: (0..<Int.random(in: 1...3, using: &random)).map {
            ($0, Int.random(in: 0...9, using: &random))
          })
      }
      let table = GroupTable(rows: rows, columns: columns, parts: parts)
      #expect(table.counts == parts.map { $0.values.reduce(0, +) })
      let suppression = Suppression(table, rule: rule)
      hidden += suppression.hidden.count
      /// People of some cells, worked out from the parts.
      func people(_ cells: [Int]) -> Int {
        (0..<3).map { part in cells.reduce(0) { $0 + (parts[$1][part] ?? 0) } }.max() ?? 0
      }
      for row in 0..<rows {
        let cells = (0..<columns).map { row * columns + $0 }
        let gone = cells.filter {
          suppression.shown(.init(row, $0 - row * columns)) == nil
        }
        for cell in cells where !gone.contains(cell) {
          #expect(rule.shows(group: people([cell])), "seed \(seed), round \(round)")
        }
        if suppression.shown(.init(row, columns)) != nil, !gone.isEmpty {
          #expect(people(gone) >= 5 && gone.count > 1, "seed \(seed), round \(round)")
        }
      }
    }
    #expect(hidden > 100)
  }
}
