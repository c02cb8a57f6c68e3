import PCRMCore
import PCRMModel

/// How many people at least answered differently in two waves that ask the same people.
enum Movers {
  /// Nil where another sample was drawn, so that every answer is somebody else's.
  static func least(_ earlier: ResultGroups, _ later: ResultGroups) -> Int? {
    guard earlier.asksEverybody, later.asksEverybody else { return nil }
    return least(earlier.groups, later.groups)
  }

  /// Of each unit that is rated by itself: those who changed their minds about one may be the same as about another.
  static func least(_ earlier: [TalliedGroup], _ later: [TalliedGroup]) -> Int {
    let (before, after) = (values(earlier), values(later))
    return Set(before.keys).union(after.keys).reduce(0) { most, question in
      let (old, new) = (before[question] ?? [:], after[question] ?? [:])
      var (more, fewer) = (0, 0)
      for value in Set(old.keys).union(new.keys) {
        let change = (new[value] ?? 0) - (old[value] ?? 0)
        if change > 0 { more += change } else { fewer -= change }
      }
      return max(most, more, fewer)
    }
  }

  private struct Question: Hashable {
    let unit: UnitID
    let path: String
    let round: Int64
  }

  private static func values(_ groups: [TalliedGroup]) -> [Question: [String: Int]] {
    var values: [Question: [String: Int]] = [:]
    for group in groups {
      for question in group.tally.questions {
        let key = Question(
          unit: group.group.ratedUnit, path: question.path, round: group.group.round)
        for value in question.values {
          values[key, default: [:]][value.value, default: 0] += Int(value.count)
        }
      }
    }
    return values
  }
}

extension ResultGroups {
  /// Whether everybody is asked each time: staff, or the whole of a segment.
  var asksEverybody: Bool {
    waves.allSatisfy { $0.asksEverybody(in: survey) }
  }
}

extension SurveyWave {
  func asksEverybody(in survey: Survey) -> Bool {
    survey.mode == .internal || survey.mode == .culture || sample?.method == .all
  }
}
