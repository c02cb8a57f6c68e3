import PCRMCore
import Testing

@testable import SurveyScores

/// Figures of several groups do not give away those of a few.
struct DifferenceAttackTests {
  private static let cube: AnswerCube = {
    var cube = AnswerCube(dimensions: ["office", "team"])
    cube.add(["north", "care"], count: 40)
    cube.add(["north", "pay"], count: 3)
    cube.add(["south", "care"], count: 30)
    cube.add(["south", "pay"], count: 20)
    cube.add(["east", "care"], count: 2)
    return cube
  }()

  private static func filter(_ office: [String] = [], _ team: [String] = []) -> AnswerCube.Filter {
    var values: [String: Set<String>] = [:]
    if !office.isEmpty { values["office"] = Set(office) }
    if !team.isEmpty { values["team"] = Set(team) }
    return AnswerCube.Filter(values)
  }

  private static let attack = DifferenceAttack(rule: DisclosureRule(groupMin: 5))

  /// Would catch the classic: an office, then the same office without three people.
  @Test func refusesPairsThatDifferByAFew() {
    let (north, care) = (Self.filter(["north"]), Self.filter(["north"], ["care"]))
    let found = { (filter: AnswerCube.Filter, shown: [AnswerCube.Filter]) in
      Self.attack.finding([filter], after: shown, in: Self.cube)
    }
    #expect(found(north, [care]) == .pair(care))
    #expect(found(care, [north]) == .pair(north))
    #expect(found(north, [Self.filter(["south"])]) == nil)
    #expect(found(north, [north]) == nil)
    #expect(found(Self.filter(["south"], ["care"]), [Self.filter(["south"])]) == nil)
  }

  /// Would catch what no pair shows: the whole less two offices leaves the third, with two people.
  @Test func refusesSumsThatComeToAFew() {
    let shown = [Self.filter(["north"]), Self.filter(["south"])]
    #expect(Self.attack.finding([Self.filter()], after: shown, in: Self.cube) == .combination)
    #expect(Self.attack.finding([Self.filter()], after: [shown[0]], in: Self.cube) == nil)
  }

  /// Would catch somebody who is told of nothing any more, because of what follows from what was told long ago.
  @Test func doesNotBlameTheNewForTheOld() {
    var cube = AnswerCube(dimensions: ["wave", "unit"], repeated: ["wave", "unit"])
    for (unit, count) in [("a", 6), ("b", 6), ("c", 1)] { cube.add(["1", unit], count: count) }
    cube.add(["2", "a"], count: 9)
    cube.add(["2", "b"], count: 2)
    func filter(_ wave: String, _ unit: String? = nil) -> AnswerCube.Filter {
      var filter = AnswerCube.Filter(["wave": [wave]])
      filter.values["unit"] = unit.map { [$0] }
      return filter
    }
    let old = [filter("1"), filter("1", "a"), filter("1", "b")]
    #expect(Self.attack.finding([filter("2")], after: old, in: cube) == nil)
    #expect(
      Self.attack.finding([filter("2", "a")], after: old + [filter("2")], in: cube) != nil)
  }

  /// Would catch nine people of a wave that promised ten, who follow where the other wave promised five.
  @Test func holdsToTheStricterRule() {
    for least in [5, 10] {
      var cube = AnswerCube(dimensions: ["wave"], repeated: ["wave"])
      cube.add(["1"], count: 9, least: least)
      cube.add(["2"], count: 12, least: 5)
      let both = AnswerCube.Filter()
      let found = DifferenceAttack(rule: DisclosureRule(groupMin: 1)).finding(
        [AnswerCube.Filter(["wave": ["2"]])], after: [both], in: cube)
      #expect(found == (least == 5 ? nil : .pair(both)))
    }
  }

  /// Would catch a set of a few that sums and differences give away, by trying every one of them with small factors.
  @Test func findsWhatSmallFactorsFind() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    var refused = 0
    for round in 0..<200 {
      var cube = AnswerCube(dimensions: ["a", "b"])
      for a in 0..<3 {
        for b in 0..<3 {
          cube.add(["\(a)", "\(b)"], count: Int.random(in: 1...12, using: &random))
        }
      }
      var shown: [AnswerCube.Filter] = []
      for _ in 0..<4 {
        var values: [String: Set<String>] = [:]
        for dimension in ["a", "b"] where Bool.random(using: &random) {
          values[dimension] = Set(
            (0..<3).filter { _ in Bool.random(using: &random) }.map(String.init))
        }
        let filter = AnswerCube.Filter(values)
        if Self.attack.rule.shows(group: cube.count(filter)),
          Self.attack.finding([filter], after: shown, in: cube) == nil
        {
          shown.append(filter)
        } else {
          refused += 1
        }
      }
      #expect(!Self.exposes(shown, in: cube), "seed \(seed), round \(round)")
    }
    #expect(refused > 20)
  }

  /// Every combination of the filters with factors from −2 to 2 that comes to a set of 1 to 4 people.
  private static func exposes(_ filters: [AnswerCube.Filter], in cube: AnswerCube) -> Bool {
    let groups = cube.groups(filters)
    var factors = Array(repeating: -2, count: filters.count)
    while true {
      let values = groups.map { group in zip(factors, group.chosen).reduce(0) { $0 + $1.0 * $1.1 } }
      if values.allSatisfy({ $0 == 0 || $0 == 1 }) {
        let people = zip(values, groups).reduce(0) { $0 + $1.0 * $1.1.count }
        if (1...4).contains(people) { return true }
      }
      guard let next = factors.firstIndex(where: { $0 < 2 }) else { return false }
      factors[next] += 1
      for earlier in 0..<next { factors[earlier] = -2 }
    }
  }
}
