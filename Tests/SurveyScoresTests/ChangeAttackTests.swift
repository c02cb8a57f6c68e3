import Testing

@testable import SurveyScores

/// Figures of the same people at two times do not give away what a few of them changed.
struct ChangeAttackTests {
  /// How many of each unit answered otherwise in the second wave.
  private static let moved = ["a": 2, "b": 12, "c": 0]

  private static func cube(least: Int = 5) -> AnswerCube {
    var cube = AnswerCube(dimensions: ["wave", "unit"], repeated: ["wave", "unit"])
    for wave in ["1", "2", "3"] {
      for unit in moved.keys { cube.add([wave, unit], count: 12, least: wave == "1" ? least : 5) }
    }
    return cube
  }

  private static func filter(_ waves: Set<String>, _ units: Set<String> = []) -> AnswerCube.Filter {
    var filter = AnswerCube.Filter(["wave": waves])
    if !units.isEmpty { filter.values["unit"] = units }
    return filter
  }

  private static func exposes(
    _ filter: AnswerCube.Filter, after shown: [AnswerCube.Filter],
    times: Set<String> = ["1", "2"], in cube: AnswerCube = cube()
  ) -> Bool {
    ChangeAttack(rule: DisclosureRule(groupMin: 5), dimension: "wave", times: times).exposes(
      [filter], after: shown, in: cube
    ) { earlier, later in
      Set((earlier + later).map { $0[1] }).map { moved[$0] ?? 0 }.max() ?? 0
    }
  }

  private struct Row {
    let fault: String
    let filter: AnswerCube.Filter
    let shown: [AnswerCube.Filter]
    let isExposed: Bool
  }

  private static let rows = [
    Row(
      fault: "a unit that follows from the whole and the others of the second wave",
      filter: filter(["2"]),
      shown: [
        filter(["1"], ["a"]), filter(["1"], ["b"]), filter(["2"], ["b"]), filter(["2"], ["c"]),
      ], isExposed: true),
    Row(
      fault: "the same, of two units of which one did not change",
      filter: filter(["2"]), shown: [filter(["1"]), filter(["1"], ["b"]), filter(["2"], ["b"])],
      isExposed: true),
    Row(
      fault: "the same, where the unit itself was told of the second wave alone",
      filter: filter(["1"]),
      shown: [filter(["2"], ["a"]), filter(["1"], ["b"]), filter(["1"], ["c"])], isExposed: true),
    Row(
      fault: "the same, by both waves together", filter: filter(["1", "2"]),
      shown: [filter(["1"]), filter(["1"], ["b"]), filter(["2"], ["b"])], isExposed: true),
    Row(
      fault: "a whole of many movers that is refused",
      filter: filter(["2"]), shown: [filter(["1"]), filter(["2"], ["b"])], isExposed: false),
    Row(
      fault: "a unit that is known of one wave alone, and refused for it",
      filter: filter(["1"], ["a"]), shown: [filter(["1"]), filter(["2"], ["b"])], isExposed: false),
    Row(
      fault: "a refusal for what was known before", filter: filter(["2"], ["c"]),
      shown: [filter(["1"]), filter(["1"], ["b"]), filter(["2"]), filter(["2"], ["b"])],
      isExposed: false),
    Row(
      fault: "a wave that asks others, and is refused",
      filter: filter(["3"]),
      shown: [filter(["1"], ["a"]), filter(["3"], ["b"]), filter(["3"], ["c"])], isExposed: false),
  ]

  @Test func findsWhatFollows() {
    for row in Self.rows {
      #expect(Self.exposes(row.filter, after: row.shown) == row.isExposed, "\(row.fault)")
    }
  }

  /// Would catch twelve who changed their answers in a wave that promised twenty.
  @Test func holdsToTheStricterRule() {
    let shown = [Self.filter(["1"], ["b"]), Self.filter(["2"], ["a", "c"])]
    for least in [5, 20] {
      let found = Self.exposes(Self.filter(["2"]), after: shown, in: Self.cube(least: least))
      #expect(found == (least == 20))
    }
  }
}
