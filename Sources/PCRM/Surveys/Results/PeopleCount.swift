import PCRMCore
import PCRMModel

/// Answers that are certainly of different people: those of one wave about one unit, each one's first, or second.
///
/// One person hands in a sheet for each unit that is rated, may be asked in each wave, and by a trigger again in the same
/// one; who gave which sheets is not kept of an anonymous wave, and not looked up of others.
struct PeoplePart: Hashable {
  let wave: SurveyWaveID
  let ratedUnit: UnitID
  var round: Int64

  init(_ group: TalliedGroup) {
    wave = group.wave
    ratedUnit = group.group.ratedUnit
    round = group.group.round
  }
}

extension Sequence<TalliedGroup> {
  /// How many people at least are meant, where `count` says how many answers of each group are: never the sum over
  /// units, waves and rounds, which may be the same few people several times, but the most of any.
  func people(_ count: (TalliedGroup) -> Int) -> Int { parts(count).values.max() ?? 0 }

  /// The n of a figure: how many people answered, once for each unit that they rate and each wave, however often they
  /// were asked again in it.
  func respondents(_ count: (TalliedGroup) -> Int) -> Int {
    var most: [PeoplePart: Int] = [:]
    for (part, count) in parts(count) {
      var whole = part
      whole.round = 0
      most[whole] = Swift.max(most[whole] ?? 0, count)
    }
    return most.values.reduce(0, +)
  }

  private func parts(_ count: (TalliedGroup) -> Int) -> [PeoplePart: Int] {
    var parts: [PeoplePart: Int] = [:]
    for group in self { parts[PeoplePart(group), default: 0] += count(group) }
    return parts
  }
}
